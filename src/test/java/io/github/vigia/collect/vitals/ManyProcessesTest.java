package io.github.vigia.collect.vitals;

import static io.github.vigia.ProbeFixture.look;
import static io.github.vigia.ProbeFixture.value;
import static io.github.vigia.ProbeFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.vigia.ProbeFixture;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.ProcessFolders;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Text;
import io.github.vigia.model.Metric;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pass costs on a host with very many processes: work that is counted, not time. */
class ManyProcessesTest {

  private static final int PROCESSES = 50_000;

  @TempDir Path folder;

  @Test
  void fiftyThousandAreReadOnceEachAndTheirIoInTurns() throws IOException {
    Roots roots = ProbeFixture.roots(folder);
    Path model = roots.proc("stat.model");
    Path io = roots.proc("io.model");
    write(model, ProbeFixture.stat(1, "many", 'S', 40, 2, 100, 10));
    write(io, "read_bytes: 1\nwrite_bytes: 1\n");
    for (int pid = 1; pid <= PROCESSES; pid++) {
      Path process = Files.createDirectory(roots.proc(Integer.toString(pid)));
      Files.createLink(process.resolve("stat"), model);
      Files.createLink(process.resolve("io"), io);
    }
    CountingFolders folders = new CountingFolders(ProcessFolders.of(roots.procfs()));
    try (Processes processes = new Processes(roots, folders)) {
      Readings first = look(processes, 1);
      assertThat(value(first, Metric.PROCESSES, "")).isEqualTo(PROCESSES);
      assertThat(value(first, Metric.THREADS, "")).isEqualTo(2 * PROCESSES);
      assertThat(folders.reads).isBetween(PROCESSES, PROCESSES + ProcessIo.MOST_READS);
      look(processes, 2);
      folders.reads = 0;
      long before = allocated();
      look(processes, 3);
      assertThat(allocated() - before).isLessThan(32 << 10);
      assertThat(folders.reads).isBetween(PROCESSES, PROCESSES + ProcessIo.MOST_READS);
    }
  }

  @Test
  void noPassGoesBeyondItsBound() throws IOException {
    Endless endless = new Endless();
    try (Processes processes = new Processes(ProbeFixture.roots(folder), endless)) {
      Readings out = look(processes, 1);
      assertThat(value(out, Metric.PROCESSES, "")).isEqualTo(ProcessFolders.MOST);
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static final class CountingFolders implements ProcessFolders {
    private final ProcessFolders folders;
    int reads;

    CountingFolders(ProcessFolders folders) {
      this.folders = folders;
    }

    @Override
    public int list() throws IOException {
      return folders.list();
    }

    @Override
    public int pid(int index) {
      return folders.pid(index);
    }

    @Override
    public boolean read(int pid, String file) {
      reads++;
      return folders.read(pid, file);
    }

    @Override
    public Text text() {
      return folders.text();
    }
  }

  /** As many processes as a pass looks at. */
  private static final class Endless implements ProcessFolders {

    @Override
    public int list() {
      return MOST;
    }

    @Override
    public int pid(int index) {
      return index + 1;
    }

    @Override
    public boolean read(int pid, String file) {
      return file.equals("stat");
    }

    @Override
    public Text text() {
      return Text.of(ProbeFixture.stat(1, "x", 'S', 0, 1, 1, 0));
    }
  }
}
