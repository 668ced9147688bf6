package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.config.Settings;
import io.github.vigia.kernel.DefaultRoute;
import io.github.vigia.kernel.NameLookup;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.RoundTrip;
import io.github.vigia.kernel.RoundTrips;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far away the gateway and some hosts are, all probed at once. Blocks for the timeout of the
 * settings if one does not answer: to be run in the {@link Background}.
 */
public final class Latency implements Collector, AutoCloseable {

  private final RoundTrips roundTrips;
  private final NameLookup names;
  private final DefaultRoute route;
  private volatile Settings.Latency settings;
  private Duration timeout;
  private List<Target> targets = List.of();
  private @Nullable Target main;

  public Latency(
      Settings.Latency settings, Roots roots, RoundTrips roundTrips, NameLookup.Resolver resolver) {
    this.settings = settings;
    this.timeout = settings.timeout();
    this.roundTrips = roundTrips;
    this.names = new NameLookup(resolver);
    this.route = new DefaultRoute(roots);
  }

  /** Other targets and another timeout from the next look on; any thread. */
  void use(Settings.Latency other) {
    settings = other;
  }

  /** A target that stays keeps its probes. */
  private void aimAt(Settings.Latency wanted) {
    timeout = wanted.timeout();
    List<Target> next = new ArrayList<>();
    for (String name : wanted.targets()) {
      next.add(
          targets.stream()
              .filter(target -> target.name().equals(name))
              .findFirst()
              .orElseGet(() -> new Target(name)));
    }
    targets = next;
    main = next.stream().filter(target -> !target.isGateway()).findFirst().orElse(null);
  }

  @Override
  public Subsystem subsystem() {
    return Subsystem.LATENCY;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.PING_MS,
        Metric.LATENCY_MS,
        Metric.LATENCY_ESTIMATED,
        Metric.NETWORK_LOSS_PERCENT,
        Metric.TARGET_LATENCY_MS,
        Metric.TARGET_LOSS_PERCENT);
  }

  @Override
  public void collect(Readings out) {
    aimAt(settings);
    List<Target> probed = new ArrayList<>(targets.size());
    List<InetAddress> addresses = new ArrayList<>(targets.size());
    for (Target target : targets) {
      InetAddress address =
          target.isGateway() ? gateway(out) : names.address(target.name(), out.nanos());
      target.aim(address);
      if (address != null) {
        probed.add(target);
        addresses.add(address);
      }
    }
    List<RoundTrip> ends = roundTrips.probe(addresses, timeout);
    for (int i = 0; i < ends.size(); i++) {
      probed.get(i).record(ends.get(i));
    }
    for (Target target : targets) {
      report(target, out);
    }
    if (main == null) {
      out.absent(Metric.PING_MS, "no target but the gateway");
    } else {
      reportMain(main, out);
    }
  }

  /** A routing table that can't be read costs the gateway only. */
  private @Nullable InetAddress gateway(Readings out) {
    try {
      return route.gateway();
    } catch (IOException e) {
      out.failed(Metric.TARGET_LATENCY_MS, Target.GATEWAY, "routing table: " + e.getMessage());
      out.failed(Metric.TARGET_LOSS_PERCENT, Target.GATEWAY, "routing table: " + e.getMessage());
      return null;
    }
  }

  private void report(Target target, Readings out) {
    if (target.address() == null && target.isGateway()) {
      return;
    }
    write(Metric.TARGET_LATENCY_MS, target.name(), target, target.latencyMillis(), out);
    write(Metric.TARGET_LOSS_PERCENT, target.name(), target, target.lossPercent(), out);
  }

  private void reportMain(Target target, Readings out) {
    write(Metric.LATENCY_MS, "", target, target.latencyMillis(), out);
    write(Metric.NETWORK_LOSS_PERCENT, "", target, target.lossPercent(), out);
    RoundTrip latest = target.latest();
    if (target.address() == null || latest == null) {
      out.failed(Metric.PING_MS, "", unresolved(target));
      return;
    }
    out.value(Metric.LATENCY_ESTIMATED, target.isEstimated() ? 1 : 0);
    switch (latest) {
      case RoundTrip.Answered(double millis, boolean estimated) -> {
        if (estimated) {
          out.absent(Metric.PING_MS, "ICMP is not permitted");
        } else {
          out.value(Metric.PING_MS, millis);
        }
      }
      case RoundTrip.Lost(String why, boolean estimated) -> {
        if (estimated) {
          out.absent(Metric.PING_MS, "ICMP is not permitted");
        } else {
          out.failed(Metric.PING_MS, "", lost(target, why));
        }
      }
    }
  }

  private void write(Metric metric, String instance, Target target, double value, Readings out) {
    RoundTrip latest = target.latest();
    if (target.address() == null || latest == null) {
      out.failed(metric, instance, unresolved(target));
    } else if (target.isUnjudged() || Double.isNaN(value)) {
      String why = latest instanceof RoundTrip.Lost lost ? lost.why() : "no answer";
      out.failed(metric, instance, lost(target, why));
    } else {
      out.value(metric, instance, value);
    }
  }

  private String lost(Target target, String why) {
    String time =
        timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    return why.startsWith("no answer")
        ? "no answer from " + target.name() + " in " + time + why.substring("no answer".length())
        : target.name() + ": " + why;
  }

  private static String unresolved(Target target) {
    return "the name " + target.name() + " has no address yet";
  }

  @Override
  public void close() throws IOException {
    route.close();
  }
}
