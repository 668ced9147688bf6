package io.github.vigia.treat.action;

import io.github.vigia.kernel.IpLink;
import io.github.vigia.kernel.RoundTrip;
import io.github.vigia.kernel.RoundTrips;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What must answer if the network works: the gateway, hosts of the operator's choice, those who are
 * logged in by SSH, and the carriers of the links.
 */
final class Anchors {

  /** The word for wherever the default route leads. */
  static final String GATEWAY = "gateway";

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_SESSIONS = 8;

  private final List<String> names;
  private final RoundTrips probe;
  private final Programs programs;
  private final Predicate<String> ours;

  /**
   * @param names addresses, and {@link #GATEWAY}
   * @param ours whether an interface is the host's own
   */
  Anchors(List<String> names, RoundTrips probe, Programs programs, Predicate<String> ours) {
    this.names = names;
    this.probe = probe;
    this.programs = programs;
    this.ours = ours;
  }

  /**
   * The hosts; the gateway is that of the first state that has one.
   *
   * @param asked one more; empty for none, and a name is none
   */
  List<InetAddress> hosts(String asked, List<NetworkState> states) {
    Set<InetAddress> hosts = new LinkedHashSet<>();
    List<String> all = new ArrayList<>(names);
    all.add(asked);
    for (String name : all) {
      String text = name.equals(GATEWAY) ? gateway(states) : name;
      if (!text.isEmpty()) {
        add(hosts, text);
      }
    }
    return List.copyOf(hosts);
  }

  private static String gateway(List<NetworkState> states) {
    return states.stream()
        .map(state -> scoped(state.gateway(), state.uplink()))
        .filter(gateway -> !gateway.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String scoped(String gateway, String device) {
    return gateway.startsWith("fe80") ? gateway + "%" + device : gateway;
  }

  private static void add(Set<InetAddress> hosts, String text) {
    try {
      hosts.add(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      // A name, or a link-local gateway on an interface that is gone: nothing to be asked.
    }
  }

  /** Those who are logged in from elsewhere; none where ss(8) does not tell. */
  List<InetAddress> sessions() {
    Set<InetAddress> peers = new LinkedHashSet<>();
    try {
      List<String> argv = List.of("ss", "-Htn", "state", "established", "( sport = :22 )");
      for (String line : programs.run(argv, PATIENCE).out().split("\n", -1)) {
        String[] words = line.strip().split("\\s+", -1);
        String last = words[words.length - 1];
        int colon = last.lastIndexOf(':');
        if (colon > 0 && peers.size() < MOST_SESSIONS) {
          add(peers, last.substring(0, colon).replace("[", "").replace("]", ""));
        }
      }
    } catch (IOException _) {
      // Without the program nobody is known to be logged in; the other anchors still hold.
    }
    return List.copyOf(peers);
  }

  /** What answers now: addresses, and {@code carrier of eth0}. */
  Set<String> answering(List<InetAddress> hosts) throws IOException {
    Set<String> answering = new LinkedHashSet<>();
    List<RoundTrip> ends = hosts.isEmpty() ? List.of() : probe.probe(hosts, TIMEOUT);
    for (int i = 0; i < ends.size(); i++) {
      if (ends.get(i) instanceof RoundTrip.Answered) {
        answering.add(hosts.get(i).getHostAddress());
      }
    }
    Run.Ended links = programs.run(List.of("ip", "-o", "link", "show"), PATIENCE);
    for (IpLink link : IpLink.parse(links.out())) {
      if (link.carrier() && !link.device().equals("lo") && ours.test(link.device())) {
        answering.add("carrier of " + link.device());
      }
    }
    return answering;
  }

  /** The hosts of this list that do not answer. */
  static List<InetAddress> silent(List<InetAddress> hosts, Set<String> answering) {
    List<InetAddress> silent = new ArrayList<>(hosts);
    silent.removeIf(host -> answering.contains(host.getHostAddress()));
    return silent;
  }
}
