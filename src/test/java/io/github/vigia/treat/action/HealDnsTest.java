package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.ProbeFixture;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With servers of our own, and the real dnsmasq in a network of its own. */
class HealDnsTest {

  private static final Condition LOSS = new Condition(Signal.LOSS, "example.org");
  private static final int FLUSH = 0;
  private static final int RESTART = 1;
  private static final int SWITCH = 2;

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-25T10:00:00Z");

  /** Answers every question on one loopback address, with one response code. */
  private static final class Server implements AutoCloseable {

    private final DatagramChannel channel = DatagramChannel.open();

    Server(String address, int port, int code) throws IOException {
      channel.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
      Thread.ofPlatform().daemon().start(() -> serve(code));
    }

    int port() throws IOException {
      return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private void serve(int code) {
      try {
        while (true) {
          ByteBuffer bytes = ByteBuffer.allocate(512);
          var from = channel.receive(bytes);
          bytes.put(2, (byte) 0x81).put(3, (byte) code).flip();
          channel.send(bytes, from);
        }
      } catch (ClosedChannelException _) {
        // The test is over.
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private Path resolvConf() {
    return folder.resolve("root/etc/resolv.conf");
  }

  private HealDns treatment(int port, HostRun run) {
    HealDns.Options d = HealDns.Options.DEFAULTS;
    Roots roots = ProbeFixture.roots(folder);
    return new HealDns(
        new HealDns.Options(
            d.flush(),
            d.restart(),
            d.switching(),
            List.of("a.example", "b.example"),
            d.stubs(),
            Duration.ofMillis(300),
            d.lease(),
            port),
        run,
        roots,
        folder.resolve("state"),
        () -> now);
  }

  private static void tend(HealDns treatment) throws IOException {
    treatment.tend(
        new Snapshot(Instant.EPOCH, 0, List.of(), List.of()),
        new Evaluation(State.STABLE, List.of(), List.of(), Set.of()),
        new HostRun());
  }

  @Test
  void aConfiguredServerThatAnswersIsAskedFirstAndLaterTheFirstAgain() throws IOException {
    String text = "# mine\nnameserver 127.0.0.8\nnameserver 127.0.0.9\n";
    ProbeFixture.write(resolvConf(), text);
    try (Server server = new Server("127.0.0.9", 0, 0)) {
      HealDns treatment = treatment(server.port(), new HostRun());
      Step step = treatment.steps(LOSS).get(SWITCH);
      assertThat(step.mode()).isEqualTo(Mode.APPROVE);

      Effect effect = step.act(step.preview(), new HostRun());

      assertThat(effect.direct()).isEqualTo(1);
      assertThat(resolvConf()).content().contains("nameserver 127.0.0.9\nnameserver 127.0.0.8");
      tend(treatment);
      assertThat(resolvConf()).content().isNotEqualTo(text);
      try (Server first = new Server("127.0.0.8", server.port(), 3)) {
        assertThat(first.port()).isEqualTo(server.port());
        tend(treatment);
      }
      assertThat(resolvConf()).content().isEqualTo(text);
    }
  }

  @Test
  void afterHalfAnHourOrACrashTheFileIsAsItWas() throws IOException {
    String text = "nameserver 127.0.0.8\nnameserver 127.0.0.9\n";
    ProbeFixture.write(resolvConf(), text);
    try (Server server = new Server("127.0.0.9", 0, 0)) {
      Step step = treatment(server.port(), new HostRun()).steps(LOSS).get(SWITCH);
      step.act(step.preview(), new HostRun());
      now = now.plus(Duration.ofMinutes(31));

      tend(treatment(server.port(), new HostRun()));

      assertThat(resolvConf()).content().isEqualTo(text);
    }
  }

  @Test
  void aFileThatACrashLeftHalfWrittenIsPutBack() throws IOException {
    String text = "nameserver 127.0.0.8\nnameserver 127.0.0.9\n";
    ProbeFixture.write(resolvConf(), text);
    try (Server server = new Server("127.0.0.9", 0, 0)) {
      Step step = treatment(server.port(), new HostRun()).steps(LOSS).get(SWITCH);
      step.act(step.preview(), new HostRun());
      Files.writeString(resolvConf(), "nameser");
      now = now.plus(Duration.ofMinutes(31));

      tend(treatment(server.port(), new HostRun()));

      assertThat(resolvConf()).content().isEqualTo(text);
    }
  }

  @Test
  void whatSomebodyElseWroteMeanwhileStays() throws IOException {
    ProbeFixture.write(resolvConf(), "nameserver 127.0.0.8\nnameserver 127.0.0.9\n");
    try (Server server = new Server("127.0.0.9", 0, 0)) {
      HealDns treatment = treatment(server.port(), new HostRun());
      Step step = treatment.steps(LOSS).get(SWITCH);
      step.act(step.preview(), new HostRun());
      Files.writeString(resolvConf(), "nameserver 127.0.0.9\n# by hand\n");
      now = now.plus(Duration.ofMinutes(31));

      tend(treatment);

      assertThat(resolvConf()).content().isEqualTo("nameserver 127.0.0.9\n# by hand\n");
    }
  }

  @Test
  void aFileThatAProgramWritesIsLeft() throws IOException {
    ProbeFixture.write(
        resolvConf(), "# Generated by resolvconf\nnameserver 127.0.0.8\nnameserver 127.0.0.9\n");
    try (Server server = new Server("127.0.0.9", 0, 0)) {
      Step step = treatment(server.port(), new HostRun()).steps(LOSS).get(SWITCH);
      assertThat(step.preview().summary()).contains("written by a program");

      Path real = Files.move(resolvConf(), folder.resolve("stub-resolv.conf"));
      Files.writeString(real, "nameserver 127.0.0.8\nnameserver 127.0.0.9\n");
      Files.createSymbolicLink(resolvConf(), real);
      assertThat(step.preview().summary()).contains("written by a program");
    }
  }

  @Test
  void namesThatResolveNeedNothing() throws IOException {
    ProbeFixture.write(resolvConf(), "nameserver 127.0.0.9\n");
    try (Server server = new Server("127.0.0.9", 0, 3)) {
      for (Step step : treatment(server.port(), new HostRun()).steps(LOSS)) {
        assertThat(step.preview().helps()).as(step.name()).isFalse();
      }
    }
  }

  @Test
  void aResolverThatAnswersWronglyIsNotRestarted() throws IOException {
    ProbeFixture.write(resolvConf(), "nameserver 127.0.0.9\n");
    try (Server server = new Server("127.0.0.9", 0, 2)) {
      List<Step> steps = treatment(server.port(), new HostRun()).steps(LOSS);

      assertThat(steps.get(RESTART).preview().summary()).contains("is alive");
      assertThat(steps.get(SWITCH).preview().summary()).contains("no configured server");
      assertThat(steps.get(FLUSH).mode()).isEqualTo(Mode.AUTO);
    }
  }

  @Test
  void aDeadLocalResolverIsRestarted() throws Exception {
    HostRun own = new HostRun();
    Assumptions.assumeTrue(NetworkNamespace.isPossible() && own.has("dnsmasq"), "root, dnsmasq");
    ProbeFixture.write(resolvConf(), "nameserver 127.0.0.53\n");
    Path pid = folder.resolve("dnsmasq.pid");
    Path script = folder.resolve("root/etc/init.d/dnsmasq");
    ProbeFixture.write(
        script,
        """
        #!/bin/sh
        case "$1" in
          status) kill -0 $(cat %1$s) 2>/dev/null && exit 0; exit 1 ;;
          restart) exec dnsmasq --conf-file=/dev/null --pid-file=%1$s --listen-address=127.0.0.53 \\
            --bind-interfaces --no-resolv --no-hosts --address=/#/10.1.2.3 --user=root ;;
        esac
        """
            .formatted(pid));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    try (NetworkNamespace network = new NetworkNamespace()) {
      HostRun run = network.run();
      run.run(List.of(script.toString(), "restart"), Duration.ofSeconds(5));
      HealDns treatment = treatment(53, run);
      List<Step> steps = treatment.steps(LOSS);
      assertThat(network.inside(() -> steps.get(RESTART).preview()).summary()).contains("alive");
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .orElseThrow()
          .destroyForcibly();

      Effect effect =
          network.inside(() -> steps.get(RESTART).act(steps.get(RESTART).preview(), run));

      assertThat(effect.direct()).as(effect.summary()).isEqualTo(1);
      assertThat(run.commands).hasSize(1);
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
