package io.github.vigia.config;

import java.util.List;

/** The file that {@code vigia config init} writes: every setting, commented out, at its default. */
public final class Starter {

  private Starter() {}

  /** YAML in which only what is uncommented counts. */
  public static String yaml() {
    StringBuilder out = new StringBuilder();
    out.append("# Settings of Vigia. Everything is optional: each line shows a default.\n");
    out.append("# To change one, take the # from its line and from the group's lines above it.\n");
    out.append("# Check with: vigia config check\n");
    String open = "";
    for (Key<?> key : Keys.all()) {
      String parent = parent(key.path());
      if (!parent.equals(open)) {
        open(out, parent, open);
        open = parent;
      }
      String indent = "  ".repeat(depth(parent));
      if (isExplained(key)) {
        out.append("# ").append(indent).append(key.description()).append('\n');
      }
      out.append('#').append(indent).append(key.name()).append(": ");
      out.append(key.standard()).append('\n');
    }
    return out.toString();
  }

  /**
   * The keys of a rule are the same for all signals, two for all treatments: explained at the
   * first.
   */
  private static boolean isExplained(Key<?> key) {
    SignalKeys first = Keys.SIGNALS.values().iterator().next();
    TreatmentKeys.Each each = TreatmentKeys.BY_ID.values().iterator().next();
    return first.all().contains(key)
        || key.equals(each.mode())
        || key.equals(each.cooldown())
        || (Keys.SIGNALS.values().stream().noneMatch(signal -> signal.all().contains(key))
            && TreatmentKeys.BY_ID.values().stream()
                .noneMatch(other -> key.equals(other.mode()) || key.equals(other.cooldown())));
  }

  private static void open(StringBuilder out, String parent, String open) {
    String[] parts = parent.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      String path = String.join(".", List.of(parts).subList(0, i + 1));
      if (!open.equals(path) && !open.startsWith(path + ".")) {
        out.append(i == 0 ? "\n" : "").append('#').append("  ".repeat(i));
        out.append(parts[i]).append(":\n");
      }
    }
  }

  private static String parent(String path) {
    return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
  }

  private static int depth(String parent) {
    return parent.isEmpty() ? 0 : parent.split("\\.", -1).length;
  }
}
