package io.github.vigia.treat.action;

import io.github.vigia.kernel.IpAddress;
import io.github.vigia.kernel.IpLink;
import io.github.vigia.kernel.IpRoute;
import io.github.vigia.kernel.IpRule;
import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Links, addresses, routes of all tables but {@code local}, rules, and resolv.conf of the host at
 * one moment.
 */
record NetworkState(
    Instant at,
    List<IpLink> links,
    List<IpAddress> addresses,
    List<IpRoute> routes,
    List<IpRule> rules,
    String resolvConf,
    String text) {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String MARK = "## ";

  /** Each question to ip(8), under the name by which it is kept. */
  private static final List<List<String>> QUESTIONS =
      List.of(
          List.of("links", "ip", "-o", "link", "show"),
          List.of("addresses", "ip", "-o", "addr", "show"),
          List.of("routes4", "ip", "-4", "-o", "route", "show", "table", "all"),
          List.of("routes6", "ip", "-6", "-o", "route", "show", "table", "all"),
          List.of("rules4", "ip", "-4", "rule", "show"),
          List.of("rules6", "ip", "-6", "rule", "show"));

  static NetworkState read(Programs programs, Roots roots, Instant now) throws IOException {
    StringBuilder text = new StringBuilder(MARK + "at " + now + "\n");
    for (List<String> question : QUESTIONS) {
      List<String> argv = question.subList(1, question.size());
      Run.Ended ended = programs.run(argv, PATIENCE);
      if (!ended.succeeded()) {
        boolean noIpv6 = argv.contains("-6");
        if (!noIpv6) {
          throw new IOException(String.join(" ", argv) + ": " + ended.err().strip());
        }
      }
      text.append(MARK).append(question.getFirst()).append('\n').append(ended.out()).append('\n');
    }
    text.append(MARK).append("resolv.conf\n").append(resolvConf(roots)).append('\n');
    return parse(text.toString());
  }

  private static String resolvConf(Roots roots) throws IOException {
    try {
      return Files.readString(roots.root("/etc/resolv.conf"));
    } catch (NoSuchFileException _) {
      // A host without one asks 127.0.0.1; see resolv.conf(5).
      return "";
    }
  }

  /** Of the text that {@link #text} is. */
  static NetworkState parse(String text) throws MalformedException {
    List<IpRoute> routes = new ArrayList<>(IpRoute.parse(section(text, "routes4"), false));
    routes.addAll(IpRoute.parse(section(text, "routes6"), true));
    routes.removeIf(route -> route.table().equals("local"));
    List<IpRule> rules = new ArrayList<>(IpRule.parse(section(text, "rules4"), false));
    rules.addAll(IpRule.parse(section(text, "rules6"), true));
    return new NetworkState(
        instant(text),
        IpLink.parse(section(text, "links")),
        IpAddress.parse(section(text, "addresses")),
        List.copyOf(routes),
        List.copyOf(rules),
        section(text, "resolv.conf"),
        text);
  }

  private static Instant instant(String text) throws MalformedException {
    String first = text.lines().findFirst().orElse("");
    try {
      return Instant.parse(first.replace(MARK + "at ", ""));
    } catch (DateTimeParseException _) {
      throw new MalformedException("'" + first + "': expected '" + MARK + "at' and a time");
    }
  }

  private static String section(String text, String name) throws MalformedException {
    int from = text.indexOf("\n" + MARK + name + "\n");
    if (from < 0) {
      throw new MalformedException("expected a part '" + name + "'");
    }
    int begin = text.indexOf('\n', from + 1) + 1;
    int end = text.indexOf("\n" + MARK, begin - 1);
    return end < 0 ? text.substring(begin) : text.substring(begin, Math.max(begin, end));
  }

  @Nullable IpLink link(String device) {
    return links.stream().filter(link -> link.device().equals(device)).findFirst().orElse(null);
  }

  /** Where the default route of the main table leads; empty where there is none. */
  String gateway() {
    return routes.stream()
        .filter(r -> r.destination().equals("default") && r.table().equals("main"))
        .map(IpRoute::gateway)
        .filter(gateway -> !gateway.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The interface of the default route; empty where there is none. */
  String uplink() {
    return routes.stream()
        .filter(r -> r.destination().equals("default") && r.table().equals("main"))
        .map(IpRoute::device)
        .filter(device -> !device.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Whether both are the same but for the time and what is counting down. */
  boolean isSameAs(NetworkState other) {
    return links.equals(other.links)
        && addresses.stream()
            .map(IpAddress::key)
            .toList()
            .equals(other.addresses.stream().map(IpAddress::key).toList())
        && routes.equals(other.routes)
        && rules.equals(other.rules)
        && resolvConf.equals(other.resolvConf);
  }

  /** The same without the things that these lines name, as {@link NetworkDiff#items} does. */
  NetworkState without(List<String> items) {
    List<IpLink> changed =
        links.stream()
            .map(l ->
                items.contains("link " + l.device() + " up")
                    ? new IpLink(l.device(), false, false)
                    : l)
            .toList();
    return new NetworkState(
        at,
        changed,
        addresses.stream().filter(a -> !items.contains("address " + a.key())).toList(),
        routes.stream().filter(r -> !items.contains("route " + r.text())).toList(),
        rules.stream().filter(r -> !items.contains("rule " + r.text())).toList(),
        resolvConf,
        text);
  }
}
