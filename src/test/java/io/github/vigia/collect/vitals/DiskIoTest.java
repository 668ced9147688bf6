package io.github.vigia.collect.vitals;

import static io.github.vigia.ProbeFixture.look;
import static io.github.vigia.ProbeFixture.value;
import static io.github.vigia.ProbeFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.ProbeFixture;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskIoTest {

  @TempDir Path folder;
  private Roots roots = new Roots(Path.of("proc"), Path.of("sys"), Path.of("/"));

  @BeforeEach
  void host() {
    roots = ProbeFixture.roots(folder);
  }

  @Test
  void ratesAreOfWholeDisksBetweenTwoLooks() throws IOException {
    Path idle = ProbeFixture.host("debian-idle").proc("diskstats");
    write(roots.proc("diskstats"), Files.readString(idle));
    try (DiskIo disks = new DiskIo(roots)) {
      assertThat(look(disks, 10).samples()).isEmpty();
      // In 4 s: 8 reads of 800 sectors, 40 writes of 1600, busy for 1 s.
      write(
          roots.proc("diskstats"),
          Files.readString(idle)
              .replace(
                  "sda 1000 10 80000 500 2000 20 160000 900 0 700",
                  "sda 1008 10 80800 500 2040 20 161600 900 0 1700"));
      Readings out = look(disks, 14);
      assertThat(value(out, Metric.DISK_READS_PER_SECOND, "sda")).isEqualTo(2);
      assertThat(value(out, Metric.DISK_READ_BYTES_PER_SECOND, "sda")).isEqualTo(200 * 512);
      assertThat(value(out, Metric.DISK_WRITES_PER_SECOND, "sda")).isEqualTo(10);
      assertThat(value(out, Metric.DISK_WRITE_BYTES_PER_SECOND, "sda")).isEqualTo(400 * 512);
      assertThat(value(out, Metric.DISK_BUSY_PERCENT, "sda")).isEqualTo(25);
      assertThat(value(out, Metric.DISK_READS_PER_SECOND, "nvme0n1")).isZero();
      assertThat(out.samples().stream().map(Sample::instance).distinct())
          .containsExactly("sda", "dm-0", "nvme0n1");
    }
  }

  @Test
  void aCounterThatWrapsGoesOnAndOneThatIsResetHasNoRate() throws IOException {
    try (DiskIo disks = new DiskIo(roots)) {
      stats("1 0 8 0 1 0 4294967290 0 0 4294966796");
      look(disks, 0);
      stats("1 0 8 0 1 0 4 0 0 0");
      Readings wrapped = look(disks, 1);
      assertThat(value(wrapped, Metric.DISK_WRITE_BYTES_PER_SECOND, "sda")).isEqualTo(10 * 512);
      assertThat(value(wrapped, Metric.DISK_BUSY_PERCENT, "sda")).isEqualTo(50);
      stats("0 0 0 0 0 0 0 0 0 0");
      assertThat(look(disks, 2).samples()).isEmpty();
      stats("5 0 0 0 0 0 0 0 0 0");
      assertThat(value(look(disks, 3), Metric.DISK_READS_PER_SECOND, "sda")).isEqualTo(5);
    }
  }

  @Test
  void aDiskThatWasAwayStartsAnew() throws IOException {
    try (DiskIo disks = new DiskIo(roots)) {
      stats("10 0 0 0 0 0 0 0 0 0");
      look(disks, 0);
      write(roots.proc("diskstats"), "8 16 sdb 1 0 0 0 0 0 0 0 0 0 0\n");
      look(disks, 1);
      stats("90 0 0 0 0 0 0 0 0 0");
      assertThat(look(disks, 2).samples()).isEmpty();
      stats("95 0 0 0 0 0 0 0 0 0");
      assertThat(value(look(disks, 3), Metric.DISK_READS_PER_SECOND, "sda")).isEqualTo(5);
    }
  }

  @Test
  void busyIsNeverOverAHundred() throws IOException {
    try (DiskIo disks = new DiskIo(roots)) {
      stats("0 0 0 0 0 0 0 0 0 0");
      look(disks, 0);
      stats("0 0 0 0 0 0 0 0 0 1003");
      assertThat(value(look(disks, 1), Metric.DISK_BUSY_PERCENT, "sda")).isEqualTo(100);
    }
  }

  @Test
  void twoLooksAtOneMomentHaveNoRate() throws IOException {
    try (DiskIo disks = new DiskIo(roots)) {
      stats("0 0 0 0 0 0 0 0 0 0");
      look(disks, 0);
      assertThat(look(disks, 0).samples()).isEmpty();
    }
  }

  @Test
  void aFileThatIsCutOffIsMalformedAndOneThatIsNotThereIsAbsent() throws IOException {
    try (DiskIo disks = new DiskIo(ProbeFixture.host("truncated"))) {
      assertThatThrownBy(() -> look(disks, 0)).isInstanceOf(MalformedException.class);
    }
    try (DiskIo disks = new DiskIo(roots)) {
      assertThatThrownBy(() -> look(disks, 0)).isInstanceOf(NotPresentException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sda,false",
    "sda1,true",
    "vda,false",
    "vda15,true",
    "xvda,false",
    "xvda1,true",
    "nvme0n1,false",
    "nvme0n1p2,true",
    "mmcblk0,false",
    "mmcblk0p1,true",
    "md0,false",
    "md127p1,true",
    "dm-0,false",
    "loop3,true",
    "ram0,true",
    "zram0,true",
    "sr0,true",
    "fd0,true",
    "nbd0,false",
    "nbd0p1,true",
    "drbd1,false",
    "sdaa,false",
    "sdaa3,true"
  })
  void partitionsMemoryAndRemovableMediaAreNoDisks(String name, boolean expected) {
    assertThat(DiskIo.isUnreal(name)).isEqualTo(expected);
  }

  private void stats(String numbers) throws IOException {
    write(roots.proc("diskstats"), "   8       0 sda " + numbers + " 0 0 0 0 0 0 0\n");
  }
}
