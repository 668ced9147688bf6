package io.github.vigia.collect.vitals;

import static io.github.vigia.ProbeFixture.look;
import static io.github.vigia.ProbeFixture.reading;
import static io.github.vigia.ProbeFixture.readings;
import static io.github.vigia.ProbeFixture.value;
import static io.github.vigia.ProbeFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vigia.ProbeFixture;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.NotPermittedException;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FilesystemsTest {

  private static final Reading SILENT = new Reading.Failed("no answer in 2 s");

  @TempDir Path folder;

  /** 1000 blocks, 50 of them for root: 600 used, 350 to be had; 50 of 200 inodes used. */
  private static final FilesystemStatistics TYPICAL =
      new FilesystemStatistics(4096, 1000, 400, 350, 200, 150, false);

  @Test
  void readsEveryRealMountOfAnIdleDebian() throws IOException {
    try (Filesystems filesystems =
        new Filesystems(ProbeFixture.host("debian-idle"), _ -> TYPICAL)) {
      Readings out = answered(filesystems, "/mnt/empty source");
      assertThat(value(out, Metric.DISK_PERCENT, "")).isCloseTo(60000 / 950.0, within(1e-9));
      assertThat(value(out, Metric.DISK_USED_BYTES, "")).isEqualTo(600 * 4096);
      assertThat(value(out, Metric.DISK_TOTAL_BYTES, "")).isEqualTo(1000 * 4096);
      assertThat(out.samples().stream().filter(s -> s.metric() == Metric.FILESYSTEM_PERCENT))
          .extracting(Sample::instance)
          .containsExactlyInAnyOrder("/", "/run", "/srv/my files", "/mnt/nfs", "/mnt/empty source");
      assertThat(value(out, Metric.INODES_PERCENT, "/")).isEqualTo(25);
      assertThat(value(out, Metric.FILESYSTEM_READONLY, "/")).isZero();
      assertThat(value(out, Metric.FILESYSTEM_ERRORS, "/")).isZero();
      assertThat(value(out, Metric.FILESYSTEM_ERRORS, "/srv/my files")).isEqualTo(3);
      assertThat(value(out, Metric.FILESYSTEM_FAULT, "/srv/my files")).isZero();
      assertThat(value(out, Metric.FILESYSTEM_ERRORS, "/mnt/nfs")).isNaN();
    }
  }

  @Test
  void aContainerHasItsOverlayAndItsVolumes() throws IOException {
    try (Filesystems filesystems = new Filesystems(ProbeFixture.host("cgroup-v2"), _ -> TYPICAL)) {
      Readings out = answered(filesystems, "/logs");
      assertThat(out.samples().stream().filter(s -> s.metric() == Metric.FILESYSTEM_PERCENT))
          .extracting(Sample::instance)
          .containsExactly("/", "/logs");
    }
  }

  @Test
  void aMountThatHangsFailsAloneAndIsNeverAskedAgain() throws IOException {
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    try (Filesystems filesystems =
        new Filesystems(ProbeFixture.host("debian-idle"), hanging("/mnt/nfs", asked, released))) {
      answered(filesystems, "/mnt/empty source");
      Readings second = look(filesystems, 20);
      assertThat(reading(second, Metric.FILESYSTEM_PERCENT, "/mnt/nfs")).isEqualTo(SILENT);
      assertThat(reading(second, Metric.INODES_PERCENT, "/mnt/nfs")).isEqualTo(SILENT);
      assertThat(value(second, Metric.FILESYSTEM_READONLY, "/mnt/nfs")).isZero();
      assertThat(value(second, Metric.FILESYSTEM_PERCENT, "/")).isPositive();
      look(filesystems, 40);
      look(filesystems, 60);
      assertThat(asked).hasValue(1);
      awaitThreads(filesystems, 2);
      released.countDown();
      Readings later = answered(filesystems, "/mnt/nfs");
      assertThat(value(later, Metric.FILESYSTEM_PERCENT, "/mnt/nfs")).isPositive();
    }
  }

  @Test
  void theSilenceOfAMountIsToldBetweenTwoLooksAndOnlyOnce() throws IOException {
    CountDownLatch released = new CountDownLatch(1);
    try (Filesystems filesystems =
        new Filesystems(
            ProbeFixture.host("debian-idle"), hanging("/mnt/nfs", new AtomicInteger(), released))) {
      answered(filesystems, "/mnt/empty source");
      assertThat(late(filesystems, 1.9).samples()).isEmpty();
      assertThat(reading(late(filesystems, 2.1), Metric.FILESYSTEM_PERCENT, "/mnt/nfs"))
          .isEqualTo(SILENT);
      assertThat(late(filesystems, 3).samples()).isEmpty();
      released.countDown();
      Readings out = late(filesystems, 4);
      while (out.samples().isEmpty()) {
        out = late(filesystems, 4);
      }
      assertThat(value(out, Metric.FILESYSTEM_PERCENT, "/mnt/nfs")).isPositive();
    }
  }

  @Test
  void untilTheDeadlineTheLastAnswerServesWithItsOwnTime() throws IOException {
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    Statfs second = hanging("/mnt/nfs", new AtomicInteger(), released);
    Statfs hangsAtTheSecond =
        path ->
            path.endsWith("/mnt/nfs") && asked.getAndIncrement() == 0 ? TYPICAL : second.ask(path);
    try (Filesystems filesystems =
        new Filesystems(ProbeFixture.host("debian-idle"), hangsAtTheSecond)) {
      answered(filesystems, "/mnt/nfs");
      Readings out = look(filesystems, 20);
      Sample sample =
          out.samples().stream()
              .filter(s -> s.metric() == Metric.FILESYSTEM_PERCENT)
              .filter(s -> s.instance().equals("/mnt/nfs"))
              .findFirst()
              .orElseThrow();
      assertThat(sample.nanos()).isZero();
      assertThat(sample.reading()).isInstanceOf(Reading.Value.class);
      released.countDown();
    }
  }

  @Test
  void manyHangingMountsHoldAThreadEachAndTheOthersGoOn() throws IOException {
    Roots roots = ProbeFixture.roots(folder);
    StringBuilder mounts = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      mounts.append("1 0 0:").append(i).append(" / /dead").append(i).append(" rw - nfs4 s:/ rw\n");
    }
    write(roots.proc("1/mountinfo"), mounts + "9 0 8:1 / / rw - xfs /dev/sda1 rw\n");
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    try (Filesystems filesystems = new Filesystems(roots, hanging("/dead", asked, released))) {
      Readings out = answered(filesystems, "/");
      assertThat(value(out, Metric.DISK_PERCENT, "")).isPositive();
      look(filesystems, 20);
      assertThat(asked).hasValue(8);
      awaitThreads(filesystems, 9);
      released.countDown();
    }
  }

  @Test
  void whenAllIsWellOneThreadDoesItAll() throws IOException {
    try (Filesystems filesystems =
        new Filesystems(ProbeFixture.host("debian-idle"), _ -> TYPICAL)) {
      answered(filesystems, "/");
      for (int i = 1; i < 20; i++) {
        look(filesystems, 20 * i);
      }
      awaitThreads(filesystems, 1);
    }
  }

  @Test
  void aMountThatFailsSaysWhyAndOneThatIsNotOursHasNoReadings() throws IOException {
    Statfs statfs =
        path -> {
          if (path.endsWith("/mnt/nfs")) {
            throw new IOException(path + ": stale file handle");
          }
          if (path.endsWith("/run")) {
            throw new NotPermittedException(path);
          }
          return TYPICAL;
        };
    try (Filesystems filesystems = new Filesystems(ProbeFixture.host("debian-idle"), statfs)) {
      Readings out = answered(filesystems, "/mnt/empty source");
      assertThat(reading(out, Metric.FILESYSTEM_PERCENT, "/mnt/nfs"))
          .isInstanceOfSatisfying(
              Reading.Failed.class, f -> assertThat(f.why()).endsWith("stale file handle"));
      assertThat(out.samples()).extracting(Sample::instance).doesNotContain("/run");
    }
  }

  @Test
  void aWritableMountThatBecameReadonlyIsAFaultUntilItIsWritableAgain() throws IOException {
    Roots roots = ProbeFixture.roots(folder);
    try (Filesystems filesystems = new Filesystems(roots, _ -> TYPICAL)) {
      assertThat(faultWith(filesystems, roots, "rw", 0)).isZero();
      assertThat(faultWith(filesystems, roots, "ro", 1)).isEqualTo(1);
      assertThat(faultWith(filesystems, roots, "ro", 2)).isEqualTo(1);
      assertThat(faultWith(filesystems, roots, "rw", 3)).isZero();
    }
  }

  @Test
  void aMountThatWasReadonlyFromTheStartIsSound() throws IOException {
    Roots roots = ProbeFixture.roots(folder);
    try (Filesystems filesystems = new Filesystems(roots, _ -> TYPICAL)) {
      assertThat(faultWith(filesystems, roots, "ro", 0)).isZero();
      assertThat(value(look(filesystems, 1), Metric.FILESYSTEM_READONLY, "/")).isEqualTo(1);
    }
  }

  @Test
  void aFilesystemThatStoppedWritingIsAFaultAtOnce() throws IOException {
    Roots roots = ProbeFixture.roots(folder);
    try (Filesystems filesystems = new Filesystems(roots, _ -> TYPICAL)) {
      assertThat(faultWith(filesystems, roots, "rw,emergency_ro", 0)).isEqualTo(1);
    }
  }

  @Test
  void anErrorThatIsCountedWhileWatchedIsAFaultUntilTheCountIsSetBack() throws IOException {
    Roots roots = ProbeFixture.roots(folder);
    Path count = roots.sys("fs/ext4/sda1/errors_count");
    try (Filesystems filesystems = new Filesystems(roots, _ -> TYPICAL)) {
      write(count, "4\n");
      assertThat(faultWith(filesystems, roots, "rw", 0)).isZero();
      write(count, "5\n");
      assertThat(faultWith(filesystems, roots, "rw", 1)).isEqualTo(1);
      assertThat(faultWith(filesystems, roots, "rw", 2)).isEqualTo(1);
      write(count, "0\n");
      assertThat(faultWith(filesystems, roots, "rw", 3)).isZero();
    }
  }

  @Test
  void aMountThatIsGoneHasNoReadings() throws IOException {
    Roots roots = ProbeFixture.roots(folder);
    String root = "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n";
    write(roots.proc("1/mountinfo"), root + "2 0 8:2 / /usb rw - vfat /dev/sdb1 rw\n");
    try (Filesystems filesystems = new Filesystems(roots, _ -> TYPICAL)) {
      answered(filesystems, "/usb");
      write(roots.proc("1/mountinfo"), root);
      assertThat(look(filesystems, 20).samples())
          .extracting(Sample::instance)
          .contains("/")
          .doesNotContain("/usb");
    }
  }

  @Test
  void ourOwnViewStandsInForThatOfProcessOne() throws IOException {
    Roots roots = ProbeFixture.roots(folder);
    write(roots.proc("self/mountinfo"), "1 0 8:1 / / rw - xfs /dev/sda1 rw\n");
    try (Filesystems filesystems = new Filesystems(roots, _ -> TYPICAL)) {
      assertThat(value(answered(filesystems, "/"), Metric.DISK_PERCENT, "")).isPositive();
    }
  }

  @Test
  void aTableThatIsCutOffOrEmptyIsMalformed() throws IOException {
    try (Filesystems filesystems = new Filesystems(ProbeFixture.host("truncated"), _ -> TYPICAL)) {
      assertThatThrownBy(() -> look(filesystems, 0)).isInstanceOf(MalformedException.class);
    }
    Roots roots = ProbeFixture.roots(folder);
    write(roots.proc("1/mountinfo"), "");
    try (Filesystems filesystems = new Filesystems(roots, _ -> TYPICAL)) {
      assertThatThrownBy(() -> look(filesystems, 0))
          .isInstanceOf(MalformedException.class)
          .hasMessageContaining("expected at least one mount");
    }
  }

  private static double faultWith(
      Filesystems filesystems, Roots roots, String options, double seconds) throws IOException {
    write(roots.proc("1/mountinfo"), "1 0 8:1 / / rw - ext4 /dev/sda1 " + options + "\n");
    Readings out = look(filesystems, seconds);
    while (Double.isNaN(value(out, Metric.FILESYSTEM_FAULT, "/"))) {
      out = look(filesystems, seconds);
    }
    return value(out, Metric.FILESYSTEM_FAULT, "/");
  }

  /** Looks, and looks again, until the mount has been answered for: the machine may be busy. */
  private static Readings answered(Filesystems filesystems, String mountPoint) throws IOException {
    Readings out = look(filesystems, 0);
    while (Double.isNaN(value(out, Metric.FILESYSTEM_PERCENT, mountPoint))) {
      out = look(filesystems, 0);
    }
    return out;
  }

  /** One that took over while the machine was busy ends by itself. */
  private static void awaitThreads(Filesystems filesystems, int expected) {
    while (filesystems.threads() != expected) {
      Thread.onSpinWait();
    }
  }

  private static Readings late(Filesystems filesystems, double seconds) {
    Readings out = readings(seconds);
    filesystems.late(out);
    return out;
  }

  private static Statfs hanging(String path, AtomicInteger asked, CountDownLatch released) {
    return asking -> {
      if (asking.contains(path)) {
        asked.incrementAndGet();
        try {
          released.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      return TYPICAL;
    };
  }
}
