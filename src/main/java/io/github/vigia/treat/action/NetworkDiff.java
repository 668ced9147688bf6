package io.github.vigia.treat.action;

import io.github.vigia.kernel.IpAddress;
import io.github.vigia.kernel.IpLink;
import io.github.vigia.kernel.IpPrefix;
import io.github.vigia.kernel.IpRoute;
import io.github.vigia.kernel.IpRule;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was there when the network last worked and is not there now.
 *
 * @param down links that were up
 */
record NetworkDiff(
    List<String> down, List<IpAddress> addresses, List<IpRoute> routes, List<IpRule> rules) {

  /** Routes of these come back by themselves, or were taken away for a reason. */
  private static final Set<String> OF_DAEMONS =
      Set.of(
          "ra",
          "redirect",
          "bird",
          "zebra",
          "bgp",
          "ospf",
          "isis",
          "rip",
          "eigrp",
          "babel",
          "gated",
          "mrt",
          "dnrouted",
          "xorp",
          "ntk",
          "keepalived",
          "openr");

  /**
   * @param ours whether an interface is the host's own and not one of a container
   */
  static NetworkDiff between(
      NetworkState good, NetworkState now, Predicate<String> ours, Instant at) {
    Set<String> devices = new HashSet<>();
    now.links().stream().map(IpLink::device).filter(ours).forEach(devices::add);
    return new NetworkDiff(
        down(good, now, devices),
        addresses(good, now, devices, at),
        routes(good, now, devices),
        rules(good, now));
  }

  private static List<String> down(NetworkState good, NetworkState now, Set<String> devices) {
    List<String> down = new ArrayList<>();
    for (IpLink link : good.links()) {
      IpLink current = now.link(link.device());
      if (link.up() && devices.contains(link.device()) && current != null && !current.up()) {
        down.add(link.device());
      }
    }
    return down;
  }

  private static List<IpAddress> addresses(
      NetworkState good, NetworkState now, Set<String> devices, Instant at) {
    Set<String> present = new HashSet<>();
    now.addresses().stream().map(IpAddress::key).forEach(present::add);
    long age = Duration.between(good.at(), at).toSeconds();
    return good.addresses().stream()
        .filter(a -> a.settled() && devices.contains(a.device()) && !a.device().equals("lo"))
        .filter(a -> a.validSeconds() == IpAddress.FOR_EVER || a.validSeconds() > age)
        .filter(a -> !present.contains(a.key()))
        .toList();
  }

  private static List<IpRoute> routes(NetworkState good, NetworkState now, Set<String> devices) {
    Set<String> present = new HashSet<>();
    now.routes().stream().map(IpRoute::key).forEach(present::add);
    return good.routes().stream()
        .filter(r -> r.device().isEmpty() || devices.contains(r.device()))
        .filter(r -> !OF_DAEMONS.contains(r.protocol()))
        // The kernel makes these of link-local addresses, when it has them.
        .filter(r -> !(r.v6() && r.isOfTheKernel()))
        // Another route in its place is not nothing: that may be somebody's new configuration.
        .filter(r -> !present.contains(r.key()))
        .sorted(Comparator.comparing((IpRoute r) -> !r.gateway().isEmpty()))
        .toList();
  }

  private static List<IpRule> rules(NetworkState good, NetworkState now) {
    return good.rules().stream().filter(rule -> !now.rules().contains(rule)).toList();
  }

  /**
   * Whether this can be why these hosts do not answer. What an operator took away elsewhere is none
   * of our business.
   */
  boolean matters(List<InetAddress> silent) {
    boolean onTheWay =
        silent.stream().anyMatch(host -> routes.stream().anyMatch(route -> covers(route, host)));
    return !down.isEmpty()
        || !addresses.isEmpty()
        || onTheWay
        || (!rules.isEmpty() && !silent.isEmpty());
  }

  private static boolean covers(IpRoute route, InetAddress host) {
    IpPrefix prefix = IpPrefix.parse(route.destination(), route.v6());
    return prefix != null && prefix.covers(host);
  }

  /** One line for each thing that is missing. */
  List<String> items() {
    List<String> items = new ArrayList<>();
    down.forEach(device -> items.add("link " + device + " up"));
    addresses.forEach(address -> items.add("address " + address.key()));
    routes.forEach(route -> items.add("route " + route.text()));
    rules.forEach(rule -> items.add("rule " + rule.text()));
    return items;
  }

  /** The part that {@code items} names. */
  NetworkDiff only(List<String> items) {
    return new NetworkDiff(
        down.stream().filter(d -> items.contains("link " + d + " up")).toList(),
        addresses.stream().filter(a -> items.contains("address " + a.key())).toList(),
        routes.stream().filter(r -> items.contains("route " + r.text())).toList(),
        rules.stream().filter(r -> items.contains("rule " + r.text())).toList());
  }

  IpBatch adding(NetworkState good, Instant now) {
    IpBatch batch = new IpBatch();
    down.forEach(batch::linkUp);
    addresses.forEach(address -> batch.add(address, good.at(), now));
    routes.forEach(batch::add);
    rules.forEach(batch::add);
    return batch;
  }

  /** What takes {@link #adding} back. */
  IpBatch removing() {
    IpBatch batch = new IpBatch();
    rules.forEach(batch::remove);
    routes.reversed().forEach(batch::remove);
    addresses.forEach(batch::remove);
    down.forEach(batch::linkDown);
    return batch;
  }

  /**
   * The route of the main table by which packets to {@code host} go now, if nobody had it when the
   * network worked and no daemon made it; null if it is a known one.
   */
  static @Nullable IpRoute shadow(NetworkState good, NetworkState now, InetAddress host) {
    IpRoute best = best(now, host);
    boolean foreign =
        best != null
            && !best.isOfTheKernel()
            && !OF_DAEMONS.contains(best.protocol())
            && !best.protocol().equals("dhcp")
            && good.routes().stream().noneMatch(best::isSameAs);
    return foreign ? best : null;
  }

  private static @Nullable IpRoute best(NetworkState state, InetAddress host) {
    boolean v6 = host.getAddress().length == 16;
    IpRoute best = null;
    int length = -1;
    for (IpRoute route : state.routes()) {
      IpPrefix prefix =
          route.v6() == v6 && route.table().equals("main")
              ? IpPrefix.parse(route.destination(), v6)
              : null;
      if (prefix != null && prefix.covers(host)) {
        boolean better =
            best == null
                || prefix.length() > length
                || (prefix.length() == length && metric(route) < metric(best));
        best = better ? route : best;
        length = better ? prefix.length() : length;
      }
    }
    return best;
  }

  private static long metric(IpRoute route) {
    String text = route.metric();
    return text.matches("\\d{1,10}") ? Long.parseLong(text) : 0;
  }
}
