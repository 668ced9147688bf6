package io.github.vigia.collect.vitals;

import io.github.vigia.kernel.RoundTrip;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One host that is probed, with its last twenty probes. */
final class Target {

  /** What stands for the next hop of the default route. */
  static final String GATEWAY = "gateway";

  private static final int LOSS_PROBES = 20;
  private static final int LATENCY_PROBES = 5;

  private final String name;
  private final RoundTrip[] last = new RoundTrip[LOSS_PROBES];
  private @Nullable InetAddress address;
  private int probes;

  Target(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean isGateway() {
    return name.equals(GATEWAY);
  }

  @Nullable InetAddress address() {
    return address;
  }

  /** From now on this is probed; with another gateway all begins anew. */
  void aim(@Nullable InetAddress at) {
    if (isGateway() && address != null && !address.equals(at)) {
      probes = 0;
    }
    address = at;
  }

  void record(RoundTrip end) {
    last[probes % LOSS_PROBES] = end;
    probes++;
  }

  /** How the last probe ended; null before the first. */
  @Nullable RoundTrip latest() {
    return probes == 0 ? null : last[(probes - 1) % LOSS_PROBES];
  }

  /** Probes lost of the last twenty, or of all while there are fewer; NaN before the first. */
  double lossPercent() {
    int known = Math.min(probes, LOSS_PROBES);
    int lost = 0;
    for (int i = 0; i < known; i++) {
      lost += last[i] instanceof RoundTrip.Lost ? 1 : 0;
    }
    return known == 0 ? Double.NaN : 100.0 * lost / known;
  }

  /** Median of the round trips among the last five probes; NaN if all were lost. */
  double latencyMillis() {
    double[] millis = new double[LATENCY_PROBES];
    int count = 0;
    for (int i = 1; i <= Math.min(probes, LATENCY_PROBES); i++) {
      if (last[(probes - i) % LOSS_PROBES] instanceof RoundTrip.Answered answered) {
        millis[count++] = answered.millis();
      }
    }
    Arrays.sort(millis, 0, count);
    int middle = count / 2;
    if (count == 0) {
      return Double.NaN;
    }
    return count % 2 != 0 ? millis[middle] : (millis[middle - 1] + millis[middle]) / 2;
  }

  /**
   * Whether nothing but silence is known of it, and only by TCP: a firewall looks just like a dead
   * host then.
   */
  boolean isUnjudged() {
    for (int i = 0; i < Math.min(probes, LOSS_PROBES); i++) {
      if (!(last[i] instanceof RoundTrip.Lost lost) || !lost.estimated() || !lost.isSilence()) {
        return false;
      }
    }
    return true;
  }

  boolean isEstimated() {
    RoundTrip end = latest();
    return (end instanceof RoundTrip.Answered answered && answered.estimated())
        || (end instanceof RoundTrip.Lost lost && lost.estimated());
  }
}
