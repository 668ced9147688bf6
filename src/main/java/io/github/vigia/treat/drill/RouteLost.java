package io.github.vigia.treat.drill;

import io.github.vigia.kernel.HostProbe;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Treatment;
import io.github.vigia.treat.action.ReapplyNetworkConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** {@code network}: the default route is lost. */
final class RouteLost implements Drill {

  private static final int TCP_PORT = 53;

  private final Path folder;
  private final Children children = new Children();

  RouteLost(Path folder) {
    this.folder = folder;
  }

  @Override
  public String stage() throws IOException {
    new TwoNetworks(children).make();
    Files.createDirectories(folder.resolve("root/etc"));
    return "a network of its own with a gateway and a host beyond it";
  }

  @Override
  public Duration calm() {
    return Duration.ofSeconds(5);
  }

  @Override
  public String inject() throws IOException {
    children.run("ip", "route", "del", "default");
    return "its default route is gone";
  }

  @Override
  public Condition condition() {
    return new Condition(Signal.LOSS, TwoNetworks.BEYOND);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "thresholds.latency_ms.targets", "[" + TwoNetworks.BEYOND + "]",
        "thresholds.latency_ms.timeout", "300ms",
        "thresholds.network_loss_percent.warning", "20%",
        "thresholds.network_loss_percent.critical", "40%");
  }

  @Override
  public Roots roots() {
    return new Roots(Path.of("/proc"), Path.of("/sys"), folder.resolve("root"));
  }

  @Override
  public List<Treatment> treatments(Programs programs) {
    ReapplyNetworkConfig.Options options =
        new ReapplyNetworkConfig.Options(
            Mode.AUTO,
            Mode.OFF,
            List.of("gateway", TwoNetworks.BEYOND),
            List.of(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(3),
            Duration.ZERO);
    return List.of(
        new OnlyFor(
            condition(),
            new ReapplyNetworkConfig(
                options,
                programs,
                new HostProbe(TCP_PORT),
                roots(),
                folder,
                InstantSource.system())));
  }

  @Override
  public void close() {
    children.close();
  }
}
