package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of the network when it last worked: kept in a file once all that answered has answered
 * for a while. One thread.
 */
final class LastKnownGood {

  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private final KeptText file;
  private final Programs programs;
  private final Roots roots;
  private final Anchors anchors;
  private final Duration healthyFor;
  private @Nullable NetworkState kept;
  private boolean read;
  private Set<String> answered = Set.of();
  private @Nullable Instant healthySince;
  private @Nullable Instant lookedAt;

  LastKnownGood(
      KeptText file, Programs programs, Roots roots, Anchors anchors, Duration healthyFor) {
    this.file = file;
    this.programs = programs;
    this.roots = roots;
    this.anchors = anchors;
    this.healthyFor = healthyFor;
  }

  /** Null while the network has not worked for long enough yet. */
  @Nullable NetworkState state() throws IOException {
    if (!read) {
      String text = file.read();
      kept = text.isEmpty() ? null : NetworkState.parse(text);
      read = true;
    }
    return kept;
  }

  /** The network as it is. */
  NetworkState current(Instant now) throws IOException {
    return NetworkState.read(programs, roots, now);
  }

  /**
   * Looks whether the network works, once a minute.
   *
   * @param calm whether no signal says otherwise
   */
  void tend(boolean calm, Instant now) throws IOException {
    if (!calm) {
      healthySince = null;
      return;
    }
    if (lookedAt != null && Duration.between(lookedAt, now).abs().compareTo(LOOK_EVERY) < 0) {
      return;
    }
    lookedAt = now;
    NetworkState current = current(now);
    List<InetAddress> hosts = anchors.hosts("", List.of(current));
    Set<String> answering = anchors.answering(hosts);
    boolean some = hosts.stream().anyMatch(host -> answering.contains(host.getHostAddress()));
    boolean well = some && answering.containsAll(answered);
    answered = answering;
    if (!well) {
      healthySince = null;
      return;
    }
    Instant since = healthySince == null ? now : healthySince;
    healthySince = since;
    if (Duration.between(since, now).compareTo(healthyFor) >= 0) {
      keep(current);
    }
  }

  void keep(NetworkState current) throws IOException {
    NetworkState before = state();
    // What counts down is kept fresh, so that an address is not given a longer life than it had.
    if (before == null
        || !before.isSameAs(current)
        || Duration.between(before.at(), current.at()).compareTo(healthyFor) >= 0) {
      file.write(current.text());
      kept = current;
    }
  }
}
