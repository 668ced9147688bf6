package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.RoundTrips;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import io.github.vigia.treat.Upkeep;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings the network back to how it was when it last worked: what is missing is added again, a
 * foreign route in the way is taken out, then the repair commands of whatever is in charge of the
 * interface, then the link is switched off and on. Each with an armed rollback.
 */
public final class ReapplyNetworkConfig implements Treatment, Upkeep {

  static final String ID = "reapply_network_config";

  private static final Set<Signal> SIGNALS =
      Set.of(Signal.PING, Signal.LATENCY, Signal.LOSS, Signal.CARRIER);
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /**
   * What can be set.
   *
   * @param mode of all rungs but the last
   * @param bounce mode of switching a link off and on
   * @param anchors what must answer: addresses, and {@code gateway}
   * @param untouched beginnings of the names of interfaces that are never touched
   * @param guard when a change takes itself back unless it was confirmed
   * @param settle how long answers are awaited after a change
   * @param healthyFor how long all must have answered before that state is kept as good
   */
  public record Options(
      Mode mode,
      Mode bounce,
      List<String> anchors,
      List<String> untouched,
      Duration guard,
      Duration settle,
      Duration healthyFor) {

    public static final Options DEFAULTS =
        new Options(
            Mode.AUTO,
            Mode.APPROVE,
            List.of(Anchors.GATEWAY, "8.8.8.8"),
            List.of(
                "veth",
                "docker",
                "br-",
                "cni",
                "cali",
                "flannel",
                "cilium",
                "lxc",
                "lxd",
                "tap",
                "vnet",
                "virbr",
                "podman",
                "kube-",
                "nodelocaldns",
                "tailscale",
                "wg",
                "zt",
                "tun"),
            Duration.ofSeconds(30),
            Duration.ofSeconds(6),
            Duration.ofMinutes(10));

    /** Whether an interface is the host's own. */
    boolean isOurs(String device) {
      return untouched.stream().noneMatch(device::startsWith);
    }
  }

  private final Options options;
  private final Programs programs;
  private final Roots roots;
  private final Path folder;
  private final InstantSource clock;
  private final Anchors anchors;
  private final LastKnownGood good;

  /**
   * The treatment of this host.
   *
   * @param folder for what is kept: the last good state, and the batches of rollbacks
   */
  public ReapplyNetworkConfig(
      Options options,
      Programs programs,
      RoundTrips probe,
      Roots roots,
      Path folder,
      InstantSource clock) {
    this.options = options;
    this.programs = programs;
    this.roots = roots;
    this.folder = folder;
    this.clock = clock;
    Predicate<String> ours = options::isOurs;
    this.anchors = new Anchors(options.anchors(), probe, programs, ours);
    this.good =
        new LastKnownGood(
            new KeptText(folder.resolve("network-last-known-good")),
            programs,
            roots,
            anchors,
            options.healthyFor());
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    if (!SIGNALS.contains(condition.signal())) {
      return List.of();
    }
    // Of the other signals the instance is a host that is asked, not an interface.
    String device = condition.signal() == Signal.CARRIER ? condition.instance() : "";
    String host = device.isEmpty() ? condition.instance() : "";
    String target = device.isEmpty() ? "network" : device;
    LinkBounce.Look look = () -> context(host);
    return List.of(
        step("add what is missing", target, options.mode(), new AddMissing(look)),
        step(
            "remove a foreign route",
            target,
            options.mode(),
            new RemoveForeignRoute(look, options, folder)),
        step(
            "repair commands",
            target,
            options.mode(),
            new RepairCommands(look, device, roots, programs)),
        step("link off and on", target, options.bounce(), new LinkBounce(look, device, true)));
  }

  private static Step step(String name, String target, Mode mode, Deed deed) {
    return new PlannedStep(ID, name, target, 3, mode, WINDOW, LIMIT, deed);
  }

  @Override
  public void tend(Snapshot snapshot, Evaluation evaluation, Run run) throws IOException {
    boolean calm = true;
    for (Verdict verdict : evaluation.verdicts()) {
      boolean network = SIGNALS.contains(verdict.condition().signal());
      calm &= !network || verdict.state() == State.STABLE;
    }
    good.tend(calm, clock.instant());
  }

  /**
   * What every rung needs to know before it touches anything.
   *
   * @param asked a host that must answer too; empty for none, and a name is none
   */
  NetworkContext context(String asked) throws IOException {
    Instant now = clock.instant();
    NetworkState current = good.current(now);
    NetworkState last = good.state();
    NetworkState wanted = last == null ? current : last;
    List<InetAddress> hosts = new ArrayList<>(anchors.hosts(asked, List.of(wanted, current)));
    for (InetAddress session : anchors.sessions()) {
      if (!hosts.contains(session)) {
        hosts.add(session);
      }
    }
    Set<String> answering = anchors.answering(hosts);
    return new NetworkContext(
        last,
        current,
        hosts,
        answering,
        new GuardedChange(anchors, hosts, answering, options.guard(), options.settle()),
        folder,
        options,
        now);
  }

  /** Adds what was there when the network last worked; removes and changes nothing. */
  private final class AddMissing implements Deed {

    private final LinkBounce.Look look;

    private AddMissing(LinkBounce.Look look) {
      this.look = look;
    }

    @Override
    public Preview preview() throws IOException {
      NetworkContext context = look.now();
      NetworkDiff diff = diff(context);
      if (diff == null) {
        return Preview.nothing("the network has not yet worked for long enough to be known");
      }
      List<String> items = diff.items();
      if (items.isEmpty()) {
        return Preview.nothing("nothing is missing of what was there when the network last worked");
      }
      return !diff.matters(Anchors.silent(context.hosts(), context.answering()))
          ? Preview.nothing("what is missing is not on the way to what does not answer")
          : new Preview(true, "would add " + String.join(", ", items), items.size(), items);
    }

    private @Nullable NetworkDiff diff(NetworkContext context) {
      NetworkState last = context.last();
      return last == null
          ? null
          : NetworkDiff.between(last, context.current(), options::isOurs, context.now());
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      NetworkContext context = look.now();
      NetworkDiff all = diff(context);
      NetworkState last = context.last();
      if (all == null || last == null) {
        return Effect.none("the last good state is not known");
      }
      NetworkDiff diff = all.only(preview.items());
      if (!diff.matters(Anchors.silent(context.hosts(), context.answering()))) {
        return Effect.none("nothing is missing any more");
      }
      String name = run.attempt();
      GuardedChange.End end =
          context
              .change()
              .apply(
                  diff.adding(last, context.now()).commands(folder, name + "-add"),
                  diff.removing().commands(folder, name + "-undo"),
                  true,
                  run);
      return end == GuardedChange.End.TAKEN_BACK ? context.takenBack() : added(diff, last, run);
    }

    /** By what is there now: a line of a batch may have failed. */
    private Effect added(NetworkDiff diff, NetworkState last, Run run) throws IOException {
      Instant now = clock.instant();
      NetworkDiff left = NetworkDiff.between(last, good.current(now), options::isOurs, now);
      List<String> added = new ArrayList<>(diff.items());
      added.removeAll(left.items());
      Effect effect =
          new Effect(added.size(), "settings", "added " + String.join(", ", added), added);
      run.did(effect);
      return effect;
    }

    @Override
    public void rollback(Effect effect, Run run) throws IOException {
      NetworkState last = good.state();
      if (last != null) {
        NetworkDiff all =
            NetworkDiff.between(last, last.without(effect.details()), options::isOurs, last.at());
        List<List<String>> commands = all.removing().commands(folder, run.attempt() + "-rollback");
        for (List<String> argv : commands) {
          run.command(argv, NetworkContext.PATIENCE);
        }
        IpBatch.forget(commands);
      }
    }
  }
}
