package io.github.vigia;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Fixture hosts, and looks at them at times of the test's choice. */
public final class ProbeFixture {

  private ProbeFixture() {}

  /** A case below src/test/resources/hosts. */
  public static Roots host(String name) {
    return roots(Path.of("src/test/resources/hosts", name).toAbsolutePath());
  }

  public static Roots roots(Path folder) {
    return new Roots(folder.resolve("proc"), folder.resolve("sys"), folder.resolve("root"));
  }

  public static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** A line of /proc/PID/stat. */
  public static String stat(
      int pid, String name, char state, long ticks, int threads, long start, long pages) {
    return pid
        + " ("
        + name
        + ") "
        + state
        + " 1 1 1 0 -1 4194560 1 2 3 4 "
        + ticks
        + " 0 0 0 20 0 "
        + threads
        + " 0 "
        + start
        + " 1000000 "
        + pages
        + " 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n";
  }

  public static Readings readings(double seconds) {
    return new Readings(Instant.EPOCH, (long) (seconds * 1e9));
  }

  public static Readings look(Collector collector, double seconds) throws IOException {
    Readings out = readings(seconds);
    collector.collect(out);
    return out;
  }

  /** The value of one instance; NaN where there is none. */
  public static double value(Readings out, Metric metric, String instance) {
    return reading(out, metric, instance) instanceof Reading.Value(double value)
        ? value
        : Double.NaN;
  }

  /** The last reading of one instance; absent where nothing was written. */
  public static Reading reading(Readings out, Metric metric, String instance) {
    Reading found = new Reading.Absent("nothing written");
    for (Sample sample : out.samples()) {
      if (sample.metric() == metric && sample.instance().equals(instance)) {
        found = sample.reading();
      }
    }
    return found;
  }
}
