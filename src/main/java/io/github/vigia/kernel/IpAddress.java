package io.github.vigia.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One address of an interface as {@code ip -o addr show} writes it, see ip-address(8).
 *
 * @param local with the length of its prefix: {@code 10.6.0.2/24}
 * @param arguments what {@code ip addr replace} takes after it
 * @param settled neither temporary (RFC 8981) nor still being tested for duplicates, nor one
 * @param validSeconds how long it was valid when it was looked at; {@link #FOR_EVER} without end
 * @param preferredSeconds how long it was preferred
 */
public record IpAddress(
    String device,
    boolean v6,
    String local,
    List<String> arguments,
    boolean settled,
    long validSeconds,
    long preferredSeconds) {

  public static final long FOR_EVER = -1;

  private static final Set<String> UNSETTLED = Set.of("temporary", "tentative", "dadfailed");
  private static final Set<String> KEPT = Set.of("noprefixroute", "mngtmpaddr", "home", "nodad");
  private static final Set<String> NAMED = Set.of("brd", "scope", "peer", "metric");

  public static List<IpAddress> parse(String lines) throws MalformedException {
    List<IpAddress> addresses = new ArrayList<>();
    for (String line : lines.split("\n", -1)) {
      if (!line.isBlank()) {
        addresses.add(line(line));
      }
    }
    return addresses;
  }

  private static IpAddress line(String line) throws MalformedException {
    List<String> words = List.of(line.replace('\\', ' ').strip().split("\\s+", -1));
    if (words.size() < 4 || !words.get(2).startsWith("inet")) {
      throw new MalformedException("'" + line + "': expected '2: eth0 inet 10.0.0.2/24'");
    }
    boolean v6 = words.get(2).equals("inet6");
    String device = words.get(1);
    List<String> arguments = new ArrayList<>();
    boolean settled = true;
    for (int i = 4; i < words.size(); i++) {
      String word = words.get(i);
      settled &= !UNSETTLED.contains(word);
      if (NAMED.contains(word) && i + 1 < words.size()) {
        arguments.add(word);
        arguments.add(words.get(++i));
      } else if (KEPT.contains(word)) {
        arguments.add(word);
      } else if (!v6 && word.startsWith(device) && !words.get(i - 1).endsWith("_lft")) {
        arguments.add("label");
        arguments.add(word);
      }
    }
    return new IpAddress(
        device,
        v6,
        words.get(3),
        List.copyOf(arguments),
        settled,
        seconds(words, "valid_lft"),
        seconds(words, "preferred_lft"));
  }

  private static long seconds(List<String> words, String key) throws MalformedException {
    int at = words.indexOf(key);
    if (at < 0 || at + 1 >= words.size() || words.get(at + 1).equals("forever")) {
      return FOR_EVER;
    }
    String text = words.get(at + 1).replace("sec", "");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw new MalformedException(key + " '" + text + "': expected seconds");
    }
  }

  /** What tells it from others: an interface has an address once. */
  public String key() {
    return device + " " + local;
  }
}
