package io.github.vigia.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * One interface as {@code ip -o link show} writes it, see ip-link(8).
 *
 * @param up switched on, by whoever
 * @param carrier there is somebody at the other end
 */
public record IpLink(String device, boolean up, boolean carrier) {

  public static List<IpLink> parse(String lines) throws MalformedException {
    List<IpLink> links = new ArrayList<>();
    for (String line : lines.split("\n", -1)) {
      if (!line.isBlank()) {
        links.add(line(line));
      }
    }
    return links;
  }

  private static IpLink line(String line) throws MalformedException {
    String[] words = line.strip().split("\\s+", -1);
    int open = line.indexOf('<');
    int close = line.indexOf('>');
    if (words.length < 3 || !words[1].endsWith(":") || open < 0 || close < open) {
      throw new MalformedException("'" + line + "': expected '2: eth0: <UP,LOWER_UP> …'");
    }
    int at = words[1].indexOf('@');
    String device = words[1].substring(0, at < 0 ? words[1].length() - 1 : at);
    List<String> flags = List.of(line.substring(open + 1, close).split(",", -1));
    return new IpLink(device, flags.contains("UP"), flags.contains("LOWER_UP"));
  }
}
