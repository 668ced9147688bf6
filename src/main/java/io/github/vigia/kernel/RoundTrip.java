package io.github.vigia.kernel;

/** How one probe of a host ended. */
public sealed interface RoundTrip {

  /**
   * The host answered.
   *
   * @param estimated by TCP, not by ICMP
   */
  record Answered(double millis, boolean estimated) implements RoundTrip {}

  /**
   * No answer.
   *
   * @param estimated by TCP, where a firewall that drops silently looks the same
   */
  record Lost(String why, boolean estimated) implements RoundTrip {

    static final String SILENCE = "no answer";

    /** Whether nothing came back, rather than word that the host can't be reached. */
    public boolean isSilence() {
      return why.startsWith(SILENCE);
    }
  }
}
