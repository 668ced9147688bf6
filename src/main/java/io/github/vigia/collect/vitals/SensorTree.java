package io.github.vigia.collect.vitals;

import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.SysAttribute;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the temperature sensors of {@code /sys/class/hwmon} and {@code /sys/class/thermal}. Their
 * numbers change from boot to boot, so a sensor is named after its chip and label, and where two
 * would have one name also after its device.
 */
final class SensorTree {

  /** More than any host has; a hostile tree stops here. */
  private static final int MOST = 512;

  private static final Set<String> CPU_CHIPS =
      Set.of("coretemp", "k8temp", "k10temp", "zenpower", "x86_pkg_temp");

  private static final String LAST_RESORT_CHIP = "acpitz";

  private final Path hwmon;
  private final Path thermal;
  private final List<Sensor> found = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private SensorTree(Roots roots) {
    this.hwmon = roots.sys("class/hwmon");
    this.thermal = roots.sys("class/thermal");
  }

  /** All sensors there are now; an entry that can't be read is left out. */
  static List<Sensor> sensors(Roots roots) throws IOException {
    SensorTree tree = new SensorTree(roots);
    for (Path chip : entries(tree.hwmon, "hwmon", "")) {
      tree.chip(chip);
    }
    for (Path zone : entries(tree.thermal, "thermal_zone", "")) {
      String type = attribute(zone, "type", "thermal_zone");
      tree.add(type, "", rank(type), zone.resolve("temp"), zone);
    }
    return tree.found;
  }

  private void chip(Path chip) throws IOException {
    if (deviceName(chip).startsWith("thermal_zone")) {
      // The kernel shows each thermal zone here once more.
      return;
    }
    // Drivers before Linux 3.13 have their attributes in the device.
    List<Path> inputs = entries(chip, "temp", "_input");
    Path folder = inputs.isEmpty() ? chip.resolve("device") : chip;
    String name = attribute(folder, "name", attribute(chip, "name", "hwmon"));
    List<Path> all = inputs.isEmpty() ? entries(folder, "temp", "_input") : inputs;
    List<String> labels = new ArrayList<>();
    for (Path input : all) {
      String file = nameOf(input);
      String number = file.substring(0, file.length() - "_input".length());
      labels.add(attribute(folder, number + "_label", number));
    }
    for (int i = 0; i < all.size(); i++) {
      // AMD's Tctl is what fans are steered by: on some models 27 degrees above the die's Tdie.
      boolean offset = labels.get(i).equals("Tctl") && labels.contains("Tdie");
      add(name, labels.get(i), offset ? Sensor.Rank.OTHER : rank(name), all.get(i), chip);
    }
  }

  private void add(String chip, String label, Sensor.Rank rank, Path input, Path folder) {
    if (found.size() < MOST && Files.exists(input)) {
      String name = unique(label.isEmpty() ? chip : chip + "_" + label, folder);
      found.add(new Sensor(name, rank, new SysAttribute(input)));
    }
  }

  private static Sensor.Rank rank(String chip) {
    String name = chip.toLowerCase(Locale.ROOT);
    if (CPU_CHIPS.contains(name) || name.contains("cpu")) {
      return Sensor.Rank.CPU;
    }
    return name.equals(LAST_RESORT_CHIP) ? Sensor.Rank.LAST_RESORT : Sensor.Rank.OTHER;
  }

  private String unique(String wanted, Path folder) {
    String name = sanitised(wanted);
    if (names.add(name)) {
      return name;
    }
    String device = sanitised(deviceName(folder));
    String base = device.isEmpty() ? name : name + "_" + device;
    String numbered = device.isEmpty() ? base + "_2" : base;
    for (int i = device.isEmpty() ? 3 : 2; !names.add(numbered); i++) {
      numbered = base + "_" + i;
    }
    return numbered;
  }

  /** Letters, digits and underscores, in lower case, so that it can be a label and a key. */
  static String sanitised(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      kept.append(plain ? Character.toLowerCase(c) : '_');
    }
    return kept.toString();
  }

  /** What the link {@code device} leads to: {@code coretemp.0}; empty where there is none. */
  private static String deviceName(Path folder) {
    try {
      return nameOf(folder.resolve("device").toRealPath());
    } catch (IOException _) {
      return "";
    }
  }

  private static String attribute(Path folder, String name, String otherwise) {
    try (SysAttribute attribute = new SysAttribute(folder.resolve(name))) {
      String line = attribute.line();
      return line.isEmpty() ? otherwise : line;
    } catch (IOException _) {
      return otherwise;
    }
  }

  /** The entries {@code before<number>after}, in the order of their numbers. */
  private static List<Path> entries(Path folder, String before, String after) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(folder, entry -> Numbered.is(nameOf(entry), before, after))) {
      stream.forEach(entries::add);
    } catch (NoSuchFileException | NotDirectoryException _) {
      // No such sensors.
    }
    entries.sort(Comparator.comparingInt((Path e) -> nameOf(e).length()).thenComparing(e -> e));
    return entries;
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
