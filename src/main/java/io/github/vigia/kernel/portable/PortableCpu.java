package io.github.vigia.kernel.portable;

import java.util.List;

/**
 * CPU time since boot in milliseconds, of all cores together.
 *
 * @param busy all but idle and waiting for disks
 * @param cores busy and total of each core
 * @param loads load averages over 1, 5 and 15 minutes, negative where the system has none
 * @param hertz mean clock frequency, 0 where it is not known
 */
public record PortableCpu(
    long busy,
    long user,
    long system,
    long waiting,
    long total,
    List<Core> cores,
    List<Double> loads,
    double hertz) {

  /** Time of one core. */
  public record Core(long busy, long total) {}
}
