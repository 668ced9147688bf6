package io.github.vigia.kernel;

/** {@code /proc/cpuinfo}, as far as it tells the clock frequency; many architectures do not. */
public final class CpuInfo {

  private CpuInfo() {}

  /**
   * Mean of the lines {@code cpu MHz} in MHz, those that say 0 left out; NaN where none is left.
   */
  public static double meanMegahertz(Text text) throws MalformedException {
    double sum = 0;
    int cores = 0;
    do {
      if (text.skip("cpu MHz")) {
        if (!text.skipPast(':')) {
          throw text.expected("':' after 'cpu MHz'");
        }
        double megahertz = megahertz(text);
        sum += megahertz;
        cores += megahertz > 0 ? 1 : 0;
      }
    } while (text.nextLine());
    return cores == 0 ? Double.NaN : sum / cores;
  }

  private static double megahertz(Text text) throws MalformedException {
    double megahertz = text.decimal();
    if (megahertz < 0) {
      throw text.expected("a frequency of at least 0 before this");
    }
    return megahertz;
  }
}
