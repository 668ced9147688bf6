package io.github.vigia.kernel;

import java.util.ArrayList;
import java.util.List;

/** {@code /etc/fstab}, see fstab(5): what is to be mounted, and how. */
public final class Fstab {

  /**
   * One line.
   *
   * @param source as written, {@code UUID=…} or a device
   * @param options {@code defaults,noatime}
   */
  public record Entry(String source, String mountPoint, String type, List<String> options) {

    /** Whether it is to be writable. */
    public boolean isWritable() {
      return !options.contains("ro");
    }
  }

  private Fstab() {}

  /** All entries; lines that are none, as mount(8) reads them, are left out. */
  public static List<Entry> parse(String text) {
    List<Entry> entries = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String[] words = line.strip().split("[ \t]+", -1);
      if (!line.stripLeading().startsWith("#") && words.length >= 3) {
        String options = words.length > 3 ? words[3] : "defaults";
        entries.add(
            new Entry(
                MountInfo.unescape(words[0]),
                MountInfo.unescape(words[1]),
                words[2],
                List.of(options.split(",", -1))));
      }
    }
    return entries;
  }
}
