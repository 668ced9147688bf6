package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.HostProbe;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real thing, in a network of its own. */
class ReapplyNetworkConfigTest {

  private static final Condition LOSS = new Condition(Signal.LOSS, "gateway");
  private static final int ADD = 0;
  private static final int FOREIGN = 1;
  private static final int REPAIR = 2;
  private static final int BOUNCE = 3;

  @TempDir private Path folder;
  private @Nullable NetworkNamespace made;
  private Instant now = Instant.parse("2026-11-25T10:00:00Z");

  @BeforeEach
  void makeNetwork() throws Exception {
    Assumptions.assumeTrue(NetworkNamespace.isPossible(), "root and ip(8)");
    made = new NetworkNamespace();
    Files.createDirectories(folder.resolve("root/etc"));
    Files.writeString(folder.resolve("root/etc/resolv.conf"), "nameserver 10.6.0.1\n");
  }

  @AfterEach
  void removeNetwork() throws IOException {
    if (made != null) {
      made.close();
    }
  }

  private NetworkNamespace network() {
    return java.util.Objects.requireNonNull(made);
  }

  private ReapplyNetworkConfig treatment() {
    Roots roots = new Roots(Path.of("/proc"), Path.of("/sys"), folder.resolve("root"));
    InstantSource clock = () -> now;
    ReapplyNetworkConfig.Options d = ReapplyNetworkConfig.Options.DEFAULTS;
    return new ReapplyNetworkConfig(
        new ReapplyNetworkConfig.Options(
            d.mode(),
            d.bounce(),
            List.of("gateway", NetworkNamespace.BEYOND),
            List.of("docker"),
            d.guard(),
            Duration.ofSeconds(2),
            d.healthyFor()),
        network().run(),
        new HostProbe(53),
        roots,
        folder.resolve("state"),
        clock);
  }

  /** A treatment that has seen the network work for ten minutes. */
  private ReapplyNetworkConfig learned() throws Exception {
    ReapplyNetworkConfig treatment = treatment();
    tend(treatment);
    now = now.plus(Duration.ofMinutes(9));
    tend(treatment);
    assertThat(folder.resolve("state/network-last-known-good")).doesNotExist();
    now = now.plus(Duration.ofMinutes(1));
    tend(treatment);
    assertThat(folder.resolve("state/network-last-known-good")).exists();
    return treatment;
  }

  private void tend(ReapplyNetworkConfig treatment) throws Exception {
    Snapshot snapshot = new Snapshot(now, 0, List.of(), List.of());
    Evaluation well = new Evaluation(State.STABLE, List.of(), List.of(), Set.of());
    network()
        .inside(() -> {
          treatment.tend(snapshot, well, network().run());
          return true;
        });
  }

  private Preview preview(ReapplyNetworkConfig treatment, int rung) throws Exception {
    return network().inside(() -> treatment.steps(LOSS).get(rung).preview());
  }

  private Effect act(ReapplyNetworkConfig treatment, int rung, HostRun run) throws Exception {
    Step step = treatment.steps(LOSS).get(rung);
    return network().inside(() -> step.act(step.preview(), run));
  }

  private boolean works() throws Exception {
    return network()
        .inside(() -> {
          try (HostProbe probe = new HostProbe(53)) {
            return probe
                    .probe(
                        List.of(java.net.InetAddress.ofLiteral(NetworkNamespace.BEYOND)),
                        Duration.ofSeconds(1))
                    .getFirst()
                instanceof io.github.vigia.kernel.RoundTrip.Answered;
          }
        });
  }

  private void heals(String fault, int actions) throws Exception {
    ReapplyNetworkConfig treatment = learned();
    String before = network().everything();
    for (String line : fault.split(";", -1)) {
      network().inHost(line);
    }
    assertThat(works()).isFalse();
    HostRun run = network().run();

    Effect effect = act(treatment, ADD, run);

    assertThat(effect.direct()).isGreaterThanOrEqualTo(1);
    assertThat(works()).isTrue();
    assertThat(run.commands).hasSizeLessThanOrEqualTo(actions);
    assertThat(run.armed).isEqualTo(run.disarmed).isPositive();
    assertThat(folder.resolve("state")).isDirectoryNotContaining("glob:**.batch");
    assertThat(sorted(network().everything())).isEqualTo(sorted(before));
  }

  private static List<String> sorted(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.contains("fe80") && !line.contains("ff00"))
        .map(line -> line.replace(" nodad", ""))
        .sorted()
        .toList();
  }

  @Test
  void aDefaultRouteThatWasLostIsAddedAgain() throws Exception {
    heals("ip route del default", 1);
  }

  @Test
  void anAddressThatWasLostIsAddedAgainWithItsRoutes() throws Exception {
    heals("ip addr flush dev v0", 2);
  }

  @Test
  void aLinkThatWasSwitchedOffIsSwitchedOnWithAllThatItHad() throws Exception {
    heals("ip link set v0 down", 2);
  }

  @Test
  void aCarrierThatWasLostBySwitchingOffComesBackByItsOwnCondition() throws Exception {
    ReapplyNetworkConfig treatment = learned();
    network().inHost("ip link set v0 down");
    Step step = treatment.steps(new Condition(Signal.CARRIER, "v0")).getFirst();
    assertThat(step.target()).isEqualTo("v0");

    Effect effect = network().inside(() -> step.act(step.preview(), network().run()));

    assertThat(effect.details()).contains("link v0 up");
    assertThat(works()).isTrue();
  }

  @Test
  void whatIsMissingElsewhereIsLeftToWhoTookItAway() throws Exception {
    ReapplyNetworkConfig treatment = learned();
    network().inHost("ip route del 172.31.0.0/16");
    network().inPeer("ip addr del 198.51.100.9/32 dev lo");

    assertThat(preview(treatment, ADD).summary()).contains("not on the way");
  }

  @Test
  void twoFaultsAtOnceAreHealedByTwoRungs() throws Exception {
    ReapplyNetworkConfig treatment = learned();
    network().inHost("ip route del default");
    network().inHost("ip route add blackhole 198.51.100.0/24");

    act(treatment, ADD, network().run());
    assertThat(works()).isFalse();
    act(treatment, FOREIGN, network().run());

    assertThat(works()).isTrue();
  }

  @Test
  void interfacesOfContainersAreNeverTouched() throws Exception {
    network().inHost("ip link add docker0 type veth peer name docker1");
    network().inHost("ip link set docker0 up");
    network().inHost("ip addr add 172.17.0.1/16 dev docker0");
    ReapplyNetworkConfig treatment = learned();
    network().inHost("ip link del docker0");
    network().inHost("ip link add docker0 type veth peer name docker1");

    assertThat(preview(treatment, ADD).items()).isEmpty();
  }

  @Test
  void aForeignRouteInTheWayIsRemovedAndNothingElse() throws Exception {
    ReapplyNetworkConfig treatment = learned();
    String before = network().everything();
    network().inHost("ip route add blackhole 198.51.100.0/24");
    network().inHost("ip route add 203.0.113.0/24 via 10.6.0.8");
    assertThat(works()).isFalse();
    assertThat(preview(treatment, ADD).helps()).isFalse();
    HostRun run = network().run();

    assertThat(act(treatment, FOREIGN, run).direct()).isEqualTo(1);

    assertThat(works()).isTrue();
    assertThat(run.fired).isZero();
    assertThat(network().everything()).contains("203.0.113.0/24");
    network().inHost("ip route del 203.0.113.0/24");
    assertThat(sorted(network().everything())).isEqualTo(sorted(before));
  }

  @Test
  void aForeignDefaultRouteThatTookThePlaceOfOursIsReplaced() throws Exception {
    ReapplyNetworkConfig treatment = learned();
    String before = network().everything();
    network().inHost("ip route replace default via 10.6.0.99");
    HostRun run = network().run();

    assertThat(act(treatment, FOREIGN, run).direct()).isEqualTo(1);

    assertThat(works()).isTrue();
    assertThat(sorted(network().everything())).isEqualTo(sorted(before));
  }

  @Test
  void aForeignRouteWhoseRemovalDoesNotHelpIsPutBack() throws Exception {
    ReapplyNetworkConfig treatment = learned();
    network().inHost("ip route add blackhole 198.51.100.0/24");
    network().inPeer("ip addr del 198.51.100.9/32 dev lo");
    String before = network().everything();
    HostRun run = network().run();

    assertThat(act(treatment, FOREIGN, run).direct()).isZero();

    assertThat(run.fired).isPositive();
    assertThat(sorted(network().everything())).isEqualTo(sorted(before));
  }

  @Test
  void whatIsDeadUpstreamIsToldAndNothingIsDone() throws Exception {
    ReapplyNetworkConfig treatment = learned();
    network().inPeer("ip addr del 198.51.100.9/32 dev lo");

    assertThat(preview(treatment, ADD).helps()).isFalse();
    assertThat(preview(treatment, FOREIGN).helps()).isFalse();
    assertThat(preview(treatment, REPAIR).summary()).contains("upstream");
    assertThat(preview(treatment, BOUNCE).summary()).contains("upstream");
  }

  @Test
  void aCableThatIsUnpluggedAtTheOtherEndLeavesOnlyWhatIsAskedFor() throws Exception {
    ReapplyNetworkConfig treatment = learned();
    network().inPeer("ip link set v1 down");
    String before = network().everything();
    HostRun run = network().run();

    assertThat(preview(treatment, ADD).helps()).isFalse();
    assertThat(preview(treatment, FOREIGN).helps()).isFalse();
    assertThat(preview(treatment, REPAIR).helps()).isFalse();
    assertThat(treatment.steps(LOSS).get(BOUNCE).mode()).isEqualTo(Mode.APPROVE);
    assertThat(act(treatment, BOUNCE, run).direct()).isZero();

    network().inPeer("ip link set v1 up");
    assertThat(sorted(network().everything())).isEqualTo(sorted(before.replace(" linkdown", "")));
  }

  @Test
  void aBounceBringsEverythingBack() throws Exception {
    ReapplyNetworkConfig treatment = learned();
    String before = network().everything();
    network().inPeer("ip addr del 10.6.0.1/24 dev v1");
    HostRun run = network().run();

    act(treatment, BOUNCE, run);
    network().inPeer("ip addr add 10.6.0.1/24 dev v1");

    assertThat(run.armed).isPositive();
    assertThat(sorted(network().everything())).isEqualTo(sorted(before));
    assertThat(works()).isTrue();
  }

  @Test
  void whatWouldLoseAnAnchorIsTakenBack() throws Exception {
    ReapplyNetworkConfig treatment = learned();
    // The last good state has a route that now leads nowhere, over one that works.
    network().inHost("ip route del 172.31.0.0/16");
    network().inHost("ip route add 10.6.0.1/32 dev v0 metric 9");
    Anchors anchors = new Anchors(List.of(), new HostProbe(53), network().run(), device -> true);
    List<java.net.InetAddress> gateway =
        List.of(java.net.InetAddress.ofLiteral(NetworkNamespace.GATEWAY));
    String before = network().everything();
    HostRun run = network().run();
    GuardedChange.End end =
        network()
            .inside(() ->
                new GuardedChange(
                        anchors,
                        gateway,
                        anchors.answering(gateway),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2))
                    .apply(
                        List.of(List.of("ip", "route", "add", "blackhole", "10.6.0.1/32")),
                        List.of(List.of("ip", "route", "del", "blackhole", "10.6.0.1/32")),
                        true,
                        run));

    assertThat(end).isEqualTo(GuardedChange.End.TAKEN_BACK);
    assertThat(run.fired).isEqualTo(1);
    assertThat(sorted(network().everything())).isEqualTo(sorted(before));
    assertThat(treatment.id()).isEqualTo("reapply_network_config");
  }

  @Test
  void aPreviewChangesNothing() throws Exception {
    ReapplyNetworkConfig treatment = learned();
    network().inHost("ip route del default");
    String before = network().everything();

    for (int rung = ADD; rung <= BOUNCE; rung++) {
      preview(treatment, rung);
    }

    assertThat(sorted(network().everything())).isEqualTo(sorted(before));
  }

  @Test
  void nothingIsKnownAsGoodBeforeTenMinutesOfHealth() throws Exception {
    ReapplyNetworkConfig treatment = treatment();
    tend(treatment);
    network().inHost("ip route del default");

    assertThat(preview(treatment, ADD).summary()).contains("not yet worked");
  }

  @Test
  void theLastGoodStateSurvivesARestart() throws Exception {
    learned();
    network().inHost("ip route del default");

    assertThat(preview(treatment(), ADD).items()).contains("route default via 10.6.0.1 dev v0");
  }

  @Test
  void aRollbackTakesBackWhatWasAdded() throws Exception {
    ReapplyNetworkConfig treatment = learned();
    network().inHost("ip route del default");
    String before = network().everything();
    Step step = treatment.steps(LOSS).get(ADD);
    HostRun run = network().run();

    network()
        .inside(() -> {
          Effect effect = step.act(step.preview(), run);
          step.rollback(effect, run);
          return effect;
        });

    assertThat(sorted(network().everything())).isEqualTo(sorted(before));
  }
}
