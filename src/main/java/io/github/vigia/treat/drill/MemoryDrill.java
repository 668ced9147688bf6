package io.github.vigia.treat.drill;

import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Treatment;
import io.github.vigia.treat.action.TerminateProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code memory}: a program that takes all of a host of 256 MiB. Its memory is real, the size of
 * the host is not: {@code /proc/meminfo} tells of this drill's processes only.
 */
final class MemoryDrill implements Drill {

  private static final int TOTAL_KB = 256 << 10;
  private static final int BASE_KB = 4 << 10;
  private static final int TAKEN = 242 << 20;
  private static final long NEEDED_KB = 1 << 20;

  private final Path folder;
  private final Children children = new Children();
  private @Nullable Shown meminfo;
  private @Nullable Process hog;

  MemoryDrill(Path folder) {
    this.folder = folder;
  }

  @Override
  public String stage() throws IOException {
    Children.require("mount", "tail");
    Path real = Path.of("/proc/meminfo");
    long available = field(Files.readString(real), "MemAvailable:");
    if (available < NEEDED_KB) {
      throw new IOException(
          "only %d MiB of memory is available on this host, expected %d"
              .formatted(available >> 10, NEEDED_KB >> 10));
    }
    // tail keeps a line that does not end.
    hog = children.start("tail", "-n", "1");
    meminfo = new Shown(real, folder.resolve("meminfo"), children, _ -> text());
    return "a process namespace that passes for a host of 256 MiB";
  }

  /** What has only just started is never ended. */
  @Override
  public Duration calm() {
    return Duration.ofMillis(10_500);
  }

  private String text() throws IOException {
    Process process = hog;
    long taken = BASE_KB + (process == null ? 0 : anonymous(process.pid()));
    long available = Math.max(0, TOTAL_KB - taken);
    return String.join(
        "\n",
        "MemTotal: " + TOTAL_KB + " kB",
        "MemFree: " + available + " kB",
        "MemAvailable: " + available + " kB",
        "");
  }

  /** 0 where the process is gone. */
  private static long anonymous(long pid) throws IOException {
    try {
      return field(Files.readString(Path.of("/proc/" + pid + "/status")), "RssAnon:");
    } catch (NoSuchFileException _) {
      // It was ended.
      return 0;
    } catch (IOException e) {
      if (Files.exists(Path.of("/proc/" + pid))) {
        throw e;
      }
      return 0;
    }
  }

  /** Kilobytes of a field; 0 where it is not told, as of a zombie. */
  private static long field(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  @Override
  public String inject() throws IOException {
    Process process = hog;
    if (process == null) {
      throw new IOException("nothing was staged");
    }
    OutputStream to = process.getOutputStream();
    byte[] chunk = new byte[1 << 16];
    for (int written = 0; written < TAKEN; written += chunk.length) {
      to.write(chunk);
    }
    to.flush();
    return "a program takes 242 MiB";
  }

  @Override
  public Condition condition() {
    return new Condition(Signal.MEMORY, "");
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("thresholds.memory_percent.critical", "90%");
  }

  @Override
  public Roots roots() {
    return new Roots(Path.of("/proc"), Path.of("/sys"), folder.resolve("root"));
  }

  @Override
  public List<Treatment> treatments(Programs programs) {
    TerminateProcess.Options standard = TerminateProcess.Options.DEFAULTS;
    TerminateProcess.Options options =
        new TerminateProcess.Options(
            Mode.AUTO,
            standard.availablePercent(),
            standard.recoveredPercent(),
            standard.leastPercent(),
            standard.patience(),
            Set.of(),
            Set.of(),
            Set.of());
    return List.of(new OnlyFor(condition(), new TerminateProcess(options, roots())));
  }

  @Override
  public void close() {
    children.close();
    if (meminfo != null) {
      meminfo.close();
    }
  }
}
