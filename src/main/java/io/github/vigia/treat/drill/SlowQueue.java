package io.github.vigia.treat.drill;

import io.github.vigia.config.CustomTreatment;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Treatment;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code latency}: everything waits in a slow queue behind one that sends a lot. There is no
 * treatment of ours for that, so the drill's host has one of its operator's: a custom treatment.
 */
final class SlowQueue implements Drill {

  private static final int DISCARD = 9;
  private static final int PACKET = 1200;

  private final Path folder;
  private final Children children = new Children();
  private @Nullable Thread sender;
  private volatile boolean closed;

  SlowQueue(Path folder) {
    this.folder = folder;
  }

  @Override
  public String stage() throws IOException {
    Children.require("tc", "setpriv", "prlimit");
    new TwoNetworks(children).make();
    Files.createDirectories(folder.resolve("root"));
    return "a network of its own, and a custom treatment: tc qdisc del";
  }

  @Override
  public String inject() throws IOException {
    children.run(
        "tc",
        "qdisc",
        "add",
        "dev",
        TwoNetworks.CABLE,
        "root",
        "tbf",
        "rate",
        "2mbit",
        "burst",
        "16kb",
        "limit",
        "256kb");
    sender = Thread.ofPlatform().name("bulk").daemon().start(this::send);
    return "a sender fills a queue of 256 kB that is emptied at 2 Mbit/s";
  }

  private void send() {
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] content = new byte[PACKET];
      InetAddress to = InetAddress.ofLiteral(TwoNetworks.BEYOND);
      while (!closed) {
        socket.send(new DatagramPacket(content, content.length, to, DISCARD));
      }
    } catch (IOException e) {
      System.getLogger(SlowQueue.class.getName())
          .log(System.Logger.Level.DEBUG, "the sender has ended", e);
    }
  }

  @Override
  public Condition condition() {
    return new Condition(Signal.LATENCY, TwoNetworks.BEYOND);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "thresholds.latency_ms.targets", "[" + TwoNetworks.BEYOND + "]",
        "thresholds.latency_ms.timeout", "2s",
        "thresholds.latency_ms.for", "3 of 4");
  }

  @Override
  public Roots roots() {
    return new Roots(Path.of("/proc"), Path.of("/sys"), folder.resolve("root"));
  }

  @Override
  public List<Treatment> treatments(Programs programs) {
    return List.of();
  }

  @Override
  public List<CustomTreatment> custom() {
    Path tc = Path.of("/usr/sbin/tc");
    Path program = Files.exists(tc) ? tc : Path.of("/sbin/tc");
    return List.of(
        new CustomTreatment(
            "reset_queue",
            2,
            "auto",
            Signal.LATENCY,
            TwoNetworks.BEYOND,
            List.of(program.toString(), "qdisc", "del", "dev", TwoNetworks.CABLE, "root"),
            List.of(),
            List.of(),
            Map.of(),
            Duration.ofSeconds(10),
            "root",
            true,
            new CustomTreatment.Limits(1L << 30, 100, 512, 256, 1 << 20, 0, false),
            new CustomTreatment.Sandbox(List.of(), true, false),
            1 << 16,
            Set.of(0),
            Set.of(75),
            Duration.ofSeconds(20),
            Optional.empty(),
            program));
  }

  @Override
  public void close() {
    closed = true;
    if (sender != null) {
      sender.interrupt();
    }
    children.close();
  }
}
