package io.github.vigia.treat.action;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A network of its own, {@code host}, joined by one cable to another one, {@code peer}, which is
 * its gateway and has an address beyond. Needs root and ip(8).
 */
final class NetworkNamespace implements AutoCloseable {

  static final String GATEWAY = "10.6.0.1";
  static final String BEYOND = "198.51.100.9";

  private static final int O_RDONLY = 0;

  private final String name =
      "vgt-" + ProcessHandle.current().pid() + "-" + System.nanoTime() % 10_000;
  private final String peer = name + "p";
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /** Whether this machine lets us make one. */
  static boolean isPossible() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0
          && new HostRun().has("ip")
          && new HostRun().run(List.of("ip", "netns", "list"), Duration.ofSeconds(5)).succeeded();
    } catch (IOException _) {
      // As good as no.
      return false;
    }
  }

  NetworkNamespace() throws Exception {
    outside("ip netns add " + name);
    outside("ip netns add " + peer);
    outside("ip link add v0 netns " + name + " type veth peer name v1 netns " + peer);
    inPeer("ip link set lo up");
    inPeer("ip addr add 10.6.0.1/24 dev v1");
    inPeer("ip -6 addr add 2001:db8:6::1/64 dev v1 nodad");
    inPeer("ip addr add " + BEYOND + "/32 dev lo");
    inPeer("ip link set v1 up");
    inHost("ip link set lo up");
    inHost("ip addr add 10.6.0.2/24 dev v0");
    inHost("ip -6 addr add 2001:db8:6::2/64 dev v0 nodad");
    inHost("ip link set v0 up");
    inHost("ip route add default via 10.6.0.1");
    inHost("ip -6 route add default via 2001:db8:6::1");
    inHost("ip route add 172.31.0.0/16 via 10.6.0.7 metric 50");
    inHost("ip rule add from 10.6.0.2 lookup 100");
    inHost("ip route add default via 10.6.0.1 table 100");
    inside(this::enter);
  }

  String name() {
    return name;
  }

  HostRun run() {
    return new HostRun("ip", "netns", "exec", name);
  }

  HostRun peerRun() {
    return new HostRun("ip", "netns", "exec", peer);
  }

  void inHost(String line) throws IOException {
    outside("ip netns exec " + name + " " + line);
  }

  void inPeer(String line) throws IOException {
    outside("ip netns exec " + peer + " " + line);
  }

  /** Routes of all tables and both families, addresses, and rules. */
  String everything() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line :
        List.of(
            "ip -4 route show table all",
            "ip -6 route show table all",
            "ip -o addr",
            "ip rule",
            "ip -6 rule")) {
      all.append(run().run(List.of(line.split(" ", -1)), Duration.ofSeconds(5)).out());
    }
    return all.toString().replaceAll("tentative|valid_lft.*", "").replaceAll(" +", " ");
  }

  /** Calls on a thread that is in this network. */
  <T> T inside(Callable<T> call) throws Exception {
    return thread.submit(call).get();
  }

  @SuppressWarnings("restricted") // setns(2) is nothing that the program itself ever needs
  private Integer enter() throws IOException {
    Linker linker = Linker.nativeLinker();
    MethodHandle open =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("open"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    MethodHandle setns =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setns"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int file = (int) open.invokeExact(arena.allocateFrom("/run/netns/" + name), O_RDONLY);
      int result = (int) setns.invokeExact(file, 0);
      if (result != 0) {
        throw new IOException("setns into " + name);
      }
      return result;
    } catch (IOException e) {
      throw e;
    } catch (Throwable t) {
      throw new IOException(t);
    }
  }

  private static void outside(String line) throws IOException {
    var ended = new HostRun().run(List.of(line.split(" ", -1)), Duration.ofSeconds(10));
    if (!ended.succeeded()) {
      throw new IOException(line + ": " + ended.err());
    }
  }

  @Override
  public void close() throws IOException {
    thread.shutdownNow();
    outside("ip netns del " + name);
    outside("ip netns del " + peer);
  }
}
