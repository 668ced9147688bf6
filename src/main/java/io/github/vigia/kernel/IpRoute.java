package io.github.vigia.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One route as {@code ip -o route show table all} writes it, see ip-route(8). Its words are also
 * what {@code ip route replace} takes, but for those that only tell how it is.
 *
 * @param type {@code unicast}, {@code blackhole}, {@code local}, …
 * @param destination {@code default}, {@code 10.0.0.0/8} or {@code 10.1.2.3}
 * @param table {@code main} where the line names none
 * @param metric empty where the line names none
 * @param protocol who made it: {@code kernel}, {@code dhcp}; {@code boot}, for a person or a script
 * @param device empty where it leads nowhere, or over several
 * @param gateway empty where the destination is on the link
 * @param arguments what makes it again
 */
public record IpRoute(
    boolean v6,
    String type,
    String destination,
    String table,
    String metric,
    String protocol,
    String device,
    String gateway,
    List<String> arguments) {

  private static final Set<String> TYPES =
      Set.of(
          "unicast",
          "local",
          "broadcast",
          "multicast",
          "anycast",
          "throw",
          "unreachable",
          "prohibit",
          "blackhole",
          "nat");

  /** Words that say how a route is and that can't be asked for. */
  private static final Set<String> STATES =
      Set.of(
          "linkdown",
          "dead",
          "pervasive",
          "offload",
          "trap",
          "notify",
          "unresolved",
          "cache",
          "rt_offload",
          "rt_trap",
          "rt_offload_failed",
          "offload_failed");

  /** As {@link #STATES}, with a word after them. */
  private static final Set<String> FIGURES = Set.of("expires", "error", "users", "age", "used");

  /** The routes of one family. */
  public static List<IpRoute> parse(String lines, boolean v6) throws MalformedException {
    List<IpRoute> routes = new ArrayList<>();
    for (String line : lines.split("\n", -1)) {
      if (!line.isBlank()) {
        routes.add(line(line, v6));
      }
    }
    return routes;
  }

  private static IpRoute line(String line, boolean v6) throws MalformedException {
    List<String> words = List.of(line.replace('\\', ' ').strip().split("\\s+", -1));
    boolean typed = TYPES.contains(words.getFirst());
    int at = typed ? 1 : 0;
    if (words.size() <= at) {
      throw new MalformedException("'" + line + "': expected a destination");
    }
    String type = typed ? words.getFirst() : "unicast";
    boolean hops = words.contains("nexthop");
    return new IpRoute(
        v6,
        type,
        words.get(at),
        after(words, "table", "main"),
        after(words, "metric", ""),
        after(words, "proto", "boot"),
        hops ? "" : after(words, "dev", ""),
        hops ? "" : after(words, "via", ""),
        arguments(words, type.equals("unicast")));
  }

  private static List<String> arguments(List<String> words, boolean unicast) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      // A route that leads nowhere is shown on lo, and can't be asked for there.
      boolean nowhere = !unicast && word.equals("dev");
      if (FIGURES.contains(word) || nowhere) {
        i++;
      } else if (!STATES.contains(word)) {
        kept.add(word);
      }
    }
    return List.copyOf(kept);
  }

  private static String after(List<String> words, String key, String otherwise) {
    int at = words.indexOf(key);
    if (at < 0 || at + 1 >= words.size()) {
      return otherwise;
    }
    boolean family =
        key.equals("via") && words.get(at + 1).startsWith("inet") && at + 2 < words.size();
    return words.get(family ? at + 2 : at + 1);
  }

  /**
   * What tells routes apart. In IPv6 several of one destination and metric, by different ways, are
   * usual: one to the link-local addresses of each interface.
   */
  public String key() {
    return v6 ? String.join(" ", slot(), device, gateway) : slot();
  }

  /** What {@code ip route replace} tells routes apart by. */
  public String slot() {
    String tos = after(arguments, "tos", "");
    String rank = metric.isEmpty() ? (v6 ? "1024" : "0") : metric;
    return String.join(" ", v6 ? "6" : "4", table, destination, rank, tos);
  }

  /** Whether two lines mean the same route. */
  public boolean isSameAs(IpRoute other) {
    return v6 == other.v6 && arguments.equals(other.arguments);
  }

  /** Whether the kernel makes and removes it along with an address. */
  public boolean isOfTheKernel() {
    return table.equals("local")
        || Set.of("local", "broadcast", "multicast", "anycast").contains(type)
        || protocol.equals("kernel");
  }

  /** The line without what only tells how it is. */
  public String text() {
    return String.join(" ", arguments);
  }
}
