package io.github.vigia.expose;

import io.github.vigia.config.Settings;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The server in a process of its own, because the JDK reads its limits once in a process. Its page
 * is larger than what the kernel buffers for a client that does not read.
 */
final class ServerProcess implements AutoCloseable {

  private static final int SAMPLES = 300_000;

  private final Process process;
  private final InetSocketAddress address;

  private ServerProcess(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  static ServerProcess start(String... properties) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx400m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of(properties));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ServerProcess.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    int port = Integer.parseInt(out.readLine());
    return new ServerProcess(
        process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Prints its port, then serves until its standard input ends. */
  public static void main(String[] args) throws IOException {
    Sample[] samples = new Sample[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      samples[i] = Cycles.value(Metric.CORE_PERCENT, Integer.toString(i), i);
    }
    Cycle cycle = Cycles.of(samples);
    Sources sources =
        new Sources(() -> cycle, Cycles::rules, () -> Duration.ofSeconds(1), List::of, "0.1.0");
    try (HttpEndpoint endpoint =
        HttpEndpoint.start(
            new Settings.Http(true, "127.0.0.1", 0, List.of()), sources, () -> Cycles.AT)) {
      System.out.println(endpoint.address().getPort());
      while (System.in.read() >= 0) {
        // Until the test is over.
      }
    }
  }
}
