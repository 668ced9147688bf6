package io.github.vigia;

import io.github.vigia.config.Settings;
import io.github.vigia.config.Texts;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run says first: which host it watches and where to look. */
final class Banner {

  private final Texts texts;
  private final String version;

  Banner(Texts texts, String version) {
    this.texts = texts;
    this.version = version;
  }

  /**
   * The lines, without line breaks.
   *
   * @param address where it serves; null where it does not
   * @param today the local day
   * @param modes of the treatments by name, in their order; empty where nothing is treated
   */
  List<String> lines(
      Settings settings,
      @Nullable InetSocketAddress address,
      LocalDate today,
      Map<String, String> modes) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.text("banner.title", version, hostName(settings.roots().procfs())));
    if (address == null) {
      lines.add(line("banner.page", texts.text("banner.off")));
    } else {
      lines.add(line("banner.page", url(address) + "/"));
      lines.add(line("banner.metrics", url(address) + "/metrics"));
    }
    Path journal = settings.logs().root().resolve("json").resolve("monitoring-" + today + ".jsonl");
    lines.add(line("banner.logs", journal.toString()));
    lines.add(line("banner.treatments", treatments(modes)));
    lines.add(line("banner.sends", texts.text("banner.nothing")));
    lines.add(texts.text("banner.next"));
    return lines;
  }

  /** Those that act by name; of the others how many. */
  private String treatments(Map<String, String> modes) {
    if (modes.isEmpty()) {
      return texts.text("banner.untreated");
    }
    List<String> parts = new ArrayList<>();
    for (String mode : List.of("auto", "approve", "dry-run", "observe", "off")) {
      List<String> names = new ArrayList<>(modes.keySet());
      names.removeIf(name -> !mode.equals(modes.get(name)));
      String what = mode.equals("auto") ? String.join(", ", names) : String.valueOf(names.size());
      if (!names.isEmpty()) {
        parts.add(texts.text("mode." + mode) + ": " + what);
      }
    }
    return String.join("   ", parts);
  }

  private String line(String key, String what) {
    return "  %-12s %s".formatted(texts.text(key), what);
  }

  private static String url(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return "http://"
        + (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + address.getPort();
  }

  /** Of the host that is watched, from {@code sys/kernel/hostname}. */
  private static String hostName(Path procfs) {
    try {
      return Files.readString(procfs.resolve("sys/kernel/hostname")).strip();
    } catch (IOException _) {
      // A fixture host, or a system without /proc: its name is of no consequence.
      return "this host";
    }
  }
}
