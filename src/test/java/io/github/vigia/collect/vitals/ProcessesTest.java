package io.github.vigia.collect.vitals;

import static io.github.vigia.ProbeFixture.look;
import static io.github.vigia.ProbeFixture.reading;
import static io.github.vigia.ProbeFixture.stat;
import static io.github.vigia.ProbeFixture.value;
import static io.github.vigia.ProbeFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vigia.ProbeFixture;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.TopProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

  @TempDir Path folder;
  private Roots roots = new Roots(Path.of("proc"), Path.of("sys"), Path.of("/"));

  @BeforeEach
  void host() {
    roots = ProbeFixture.roots(folder);
  }

  @Test
  void countsTheProcessesOfAnIdleDebian() throws IOException {
    try (Processes processes = new Processes(ProbeFixture.host("debian-idle"))) {
      Readings out = look(processes, 1);
      assertThat(value(out, Metric.PROCESSES, "")).isEqualTo(5);
      assertThat(value(out, Metric.THREADS, "")).isEqualTo(1 + 1 + 4 + 1 + 3);
      assertThat(value(out, Metric.PIDS_PERCENT, "")).isCloseTo(1000 / 32768.0, within(1e-9));
      assertThat(value(out, Metric.OPEN_FILES, "")).isEqualTo(1216);
      assertThat(value(out, Metric.OPEN_FILES_PERCENT, "")).isBetween(0.0, 1e-9);
      assertThat(value(out, Metric.ZOMBIES, "")).isZero();
      assertThat(out.top()).extracting(TopProcess::name).containsExactly("postgres", "systemd");
      assertThat(out.top().getFirst().residentBytes()).isEqualTo(20000L * 4096);
      assertThat(out.top().getFirst().cpuPercent()).isNaN();
      assertThat(out.top().getFirst().ioBytesPerSecond()).isNaN();
    }
  }

  @Test
  void aZombieIsCountedOnceItHasBeenOneForOverAMinute() throws IOException {
    try (Processes processes = new Processes(ProbeFixture.host("debian-idle"))) {
      assertThat(value(look(processes, 1), Metric.ZOMBIES, "")).isZero();
      assertThat(value(look(processes, 61), Metric.ZOMBIES, "")).isZero();
      // 900 is one; 901 is a leader whose threads live on.
      assertThat(value(look(processes, 61.1), Metric.ZOMBIES, "")).isEqualTo(1);
    }
  }

  @Test
  void theNumberOfAZombieThatIsTakenAgainIsAnother() throws IOException {
    try (Processes processes = new Processes(roots)) {
      write(roots.proc("5/stat"), stat(5, "a", 'Z', 0, 1, 100, 0));
      look(processes, 0);
      write(roots.proc("5/stat"), stat(5, "b", 'Z', 0, 1, 200, 0));
      assertThat(value(look(processes, 90), Metric.ZOMBIES, "")).isZero();
      assertThat(value(look(processes, 160), Metric.ZOMBIES, "")).isEqualTo(1);
    }
  }

  @Test
  void insideAContainerItsOwnLimitCounts() throws IOException {
    try (Processes v2 = new Processes(ProbeFixture.host("cgroup-v2"));
        Processes v1 = new Processes(ProbeFixture.host("cgroup-v1"))) {
      assertThat(value(look(v2, 0), Metric.PIDS_PERCENT, "")).isEqualTo(40);
      assertThat(value(look(v1, 0), Metric.PIDS_PERCENT, "")).isEqualTo(25);
    }
  }

  @Test
  void aContainerWithoutALimitHasThatOfTheHost() throws IOException {
    process(1, "a", 0, 5);
    limits();
    write(roots.sys("fs/cgroup/pids.max"), "max\n");
    try (Processes processes = new Processes(roots)) {
      assertThat(value(look(processes, 0), Metric.PIDS_PERCENT, "")).isEqualTo(0.1);
    }
  }

  @Test
  void cpuAndIoAreOfTheTimeBetweenTwoLooks() throws IOException {
    process(7, "worker", 100, 10);
    write(roots.proc("7/io"), "read_bytes: 1000\nwrite_bytes: 0\n");
    try (Processes processes = new Processes(roots)) {
      look(processes, 10);
      process(7, "worker", 300, 10);
      write(roots.proc("7/io"), "read_bytes: 3000\nwrite_bytes: 6000\n");
      List<TopProcess> top = look(processes, 14).top();
      assertThat(top).containsExactly(new TopProcess(7, "worker", 50, 40960, 2000));
    }
  }

  @Test
  void whoMayNotSeeTheIoOfAProcessDoesNotKnowIt() throws IOException {
    process(7, "worker", 100, 10);
    try (Processes processes = new Processes(roots)) {
      look(processes, 10);
      process(7, "worker", 300, 10);
      assertThat(look(processes, 14).top().getFirst().ioBytesPerSecond()).isNaN();
    }
  }

  @Test
  void theTopAreFiveByCpuFiveByMemoryAndFiveByIoEachOnce() throws IOException {
    for (int pid = 1; pid <= 20; pid++) {
      process(pid, "p" + pid, 10, 100 + pid);
      write(roots.proc(pid + "/io"), "read_bytes: 0\nwrite_bytes: 0\n");
    }
    try (Processes processes = new Processes(roots)) {
      look(processes, 0);
      for (int pid = 1; pid <= 20; pid++) {
        process(pid, "p" + pid, 10 + (pid <= 6 ? 10 * pid : 1), 100 + pid);
        write(roots.proc(pid + "/io"), "read_bytes: " + (pid == 10 ? 999 : 0) + "\nwrite_bytes: 0");
      }
      assertThat(look(processes, 1).top())
          .extracting(TopProcess::pid)
          .containsExactly(6, 5, 4, 3, 2, 20, 19, 18, 17, 16, 10);
    }
  }

  @Test
  void hostileNamesAreToldAsTheyAreButPrintable() throws IOException {
    Roots hostile = ProbeFixture.host("hostile-names");
    try (Processes processes = new Processes(hostile)) {
      Readings out = look(processes, 0);
      assertThat(value(out, Metric.PROCESSES, "")).isEqualTo(4);
      assertThat(value(out, Metric.ZOMBIES, "")).isZero();
      assertThat(out.top())
          .extracting(TopProcess::name)
          .containsExactly(")", "two lines", "a b)(c) R 1", "foo) Z ");
    }
  }

  @Test
  void aNameThatIsNoUtf8IsToldWithReplacementCharacters() throws IOException {
    Files.createDirectories(roots.proc("9"));
    Files.write(
        roots.proc("9/stat"),
        stat(9, "\u00fe\u00ffx\u0007", 'S', 1, 1, 1, 5).getBytes(StandardCharsets.ISO_8859_1));
    try (Processes processes = new Processes(roots)) {
      assertThat(look(processes, 0).top().getFirst().name()).isEqualTo("\ufffd\ufffdx ");
    }
  }

  @Test
  void oneStrangeProcessLosesItselfOnlyAndAllOfThemEverything() throws IOException {
    process(1, "fine", 0, 5);
    limits();
    write(roots.proc("2/stat"), "");
    write(roots.proc("3/stat"), "3 (half");
    try (Processes processes = new Processes(roots)) {
      assertThat(value(look(processes, 0), Metric.PROCESSES, "")).isEqualTo(1);
    }
    try (Processes processes = new Processes(ProbeFixture.host("truncated"))) {
      Readings out = ProbeFixture.readings(0);
      assertThatThrownBy(() -> processes.collect(out)).isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void limitsThatAreNotThereAreAbsentAndEmptyOnesHaveFailed() throws IOException {
    process(1, "fine", 0, 5);
    try (Processes processes = new Processes(roots)) {
      Readings out = look(processes, 0);
      assertThat(reading(out, Metric.PIDS_PERCENT, "")).isInstanceOf(Reading.Absent.class);
      assertThat(reading(out, Metric.OPEN_FILES, "")).isInstanceOf(Reading.Absent.class);
      limits();
      write(roots.proc("sys/kernel/pid_max"), "");
      write(roots.proc("sys/fs/file-nr"), "");
      Readings later = look(processes, 1);
      assertThat(reading(later, Metric.PIDS_PERCENT, "")).isInstanceOf(Reading.Failed.class);
      assertThat(reading(later, Metric.OPEN_FILES, "")).isInstanceOf(Reading.Failed.class);
      assertThat(reading(later, Metric.OPEN_FILES_PERCENT, "")).isInstanceOf(Reading.Failed.class);
    }
  }

  @Test
  void aHostWhoseProcessesAreNotSeenHasNoneOfTheirMetrics() throws IOException {
    write(roots.proc("sys/fs/file-nr"), "10 0 100\n");
    try (Processes processes = new Processes(roots)) {
      Readings out = look(processes, 0);
      assertThat(value(out, Metric.OPEN_FILES_PERCENT, "")).isEqualTo(10);
      assertThat(reading(out, Metric.PROCESSES, "")).isInstanceOf(Reading.Absent.class);
    }
  }

  private void process(int pid, String name, long ticks, long pages) throws IOException {
    write(roots.proc(pid + "/stat"), stat(pid, name, 'S', ticks, 1, 100, pages));
  }

  private void limits() throws IOException {
    write(roots.proc("sys/kernel/pid_max"), "1000\n");
    write(roots.proc("sys/kernel/threads-max"), "2000\n");
  }
}
