package io.github.vigia.kernel;

import java.io.IOException;
import java.nio.file.Files;

/**
 * The size of the pages in which the kernel counts memory, from {@code /proc/self/auxv}, see
 * getauxval(3): pairs of 64 bits, the key AT_PAGESZ is 6. On arm64 it may be 4, 16 or 64 kB.
 */
public final class PageSize {

  private static final int USUAL = 4096;

  private PageSize() {}

  /** 4096 where the host does not say. */
  public static int bytes(Roots roots) {
    try {
      return parse(Files.readAllBytes(roots.proc("self/auxv")));
    } catch (IOException _) {
      // A fixture host, or one that hides it.
      return USUAL;
    }
  }

  static int parse(byte[] auxv) {
    try {
      long value = AuxiliaryVector.entry(new Text(auxv, auxv.length), AuxiliaryVector.PAGE_SIZE);
      boolean plausible = Long.bitCount(value) == 1 && value >= 1024 && value <= 1 << 20;
      return plausible ? (int) value : USUAL;
    } catch (MalformedException _) {
      // Cut off, or of another word size.
      return USUAL;
    }
  }
}
