package io.github.vigia.kernel;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Measures the way to many hosts at once. */
@FunctionalInterface
public interface RoundTrips {

  /**
   * Sends one probe to each host; how each ended, in their order, after {@code timeout} at most.
   */
  List<RoundTrip> probe(List<InetAddress> hosts, Duration timeout);
}
