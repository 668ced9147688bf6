package io.github.vigia.treat.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A network of its own, joined by one cable to another one, which is its gateway and has an address
 * beyond. This process is in the first; both end with their processes.
 */
final class TwoNetworks {

  static final String CABLE = "drill0";
  static final String BEYOND = "198.51.100.9";

  private static final String OTHER_END = "drill1";

  private final Children children;

  TwoNetworks(Children children) {
    this.children = children;
  }

  void make() throws IOException {
    Children.require("ip", "unshare", "nsenter");
    Process peer = children.start("unshare", "--net", "sleep", "600");
    awaitOwnNetwork(peer.pid());
    String pid = "" + peer.pid();
    children.run("ip", "link", "add", CABLE, "type", "veth", "peer", "name", OTHER_END);
    children.run("ip", "link", "set", OTHER_END, "netns", pid);
    there(pid, "link", "set", "lo", "up");
    there(pid, "addr", "add", "10.99.0.1/24", "dev", OTHER_END);
    there(pid, "addr", "add", BEYOND + "/32", "dev", "lo");
    there(pid, "link", "set", OTHER_END, "up");
    children.run("ip", "link", "set", "lo", "up");
    children.run("ip", "addr", "add", "10.99.0.2/24", "dev", CABLE);
    children.run("ip", "link", "set", CABLE, "up");
    children.run("ip", "route", "add", "default", "via", "10.99.0.1");
  }

  private void there(String pid, String... words) throws IOException {
    String[] argv = new String[words.length + 5];
    argv[0] = "nsenter";
    argv[1] = "--target";
    argv[2] = pid;
    argv[3] = "--net";
    argv[4] = "ip";
    System.arraycopy(words, 0, argv, 5, words.length);
    children.run(argv);
  }

  private static void awaitOwnNetwork(long pid) throws IOException {
    Path own = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/net")).equals(own)) {
      if (System.nanoTime() - deadline >= 0) {
        throw new IOException("no network of its own could be made");
      }
      Thread.onSpinWait();
    }
  }
}
