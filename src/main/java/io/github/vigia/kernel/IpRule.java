package io.github.vigia.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * One rule of policy routing as {@code ip rule show} writes it, see ip-rule(8).
 *
 * @param arguments what {@code ip rule add} takes after the priority
 */
public record IpRule(boolean v6, String priority, List<String> arguments) {

  public static List<IpRule> parse(String lines, boolean v6) throws MalformedException {
    List<IpRule> rules = new ArrayList<>();
    for (String line : lines.split("\n", -1)) {
      if (!line.isBlank()) {
        int colon = line.indexOf(':');
        if (colon < 1) {
          throw new MalformedException("'" + line + "': expected '32766: from all lookup main'");
        }
        List<String> words =
            new ArrayList<>(List.of(line.substring(colon + 1).strip().split("\\s+", -1)));
        words.removeIf(word -> word.startsWith("[")); // [detached]: its interface is not there now
        rules.add(new IpRule(v6, line.substring(0, colon).strip(), List.copyOf(words)));
      }
    }
    return rules;
  }

  public String text() {
    return "priority " + priority + " " + String.join(" ", arguments);
  }
}
