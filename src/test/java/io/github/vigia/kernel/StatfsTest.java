package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vigia.Property;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatfsTest {

  @Test
  void agreesWithJavaOnTheTemporaryFolder(@TempDir Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    FilesystemStatistics statistics = Statfs.ofThisMachine().ask(folder.toString());
    assertThat(statistics.totalBytes()).isEqualTo(store.getTotalSpace());
    double used = store.getTotalSpace() - store.getUnallocatedSpace();
    assertThat((double) statistics.usedBytes()).isCloseTo(used, within(0.01 * used + 1e7));
    assertThat(statistics.readonly()).isFalse();
  }

  @Test
  void aPathThatIsNotThereIsAbsent() {
    assertThatThrownBy(() -> Statfs.ofThisMachine().ask("/no/such/mount"))
        .isInstanceOf(NotPresentException.class)
        .hasMessage("/no/such/mount");
  }

  @Test
  void percentIsWhatDfSays() {
    // 1000 blocks, 50 of them for root only: 600 used, 350 to be had.
    FilesystemStatistics statistics =
        new FilesystemStatistics(4096, 1000, 400, 350, 200, 150, false);
    assertThat(statistics.usedPercent()).isCloseTo(100 * 600 / 950.0, within(1e-9));
    assertThat(statistics.usedBytes()).isEqualTo(600 * 4096);
    assertThat(statistics.totalBytes()).isEqualTo(1000 * 4096);
    assertThat(statistics.inodesPercent()).isEqualTo(25);
  }

  @Test
  void withoutAFixedNumberOfInodesThereIsNoPercentage() {
    assertThat(new FilesystemStatistics(1, 10, 5, 5, 0, 0, false).inodesPercent()).isNaN();
  }

  @Test
  void percentagesStayBetweenZeroAndAHundredWhateverTheFilesystemSays() {
    Property.forAll(random -> {
      FilesystemStatistics statistics =
          new FilesystemStatistics(
              512,
              random.nextLong(0, 1L << 40),
              random.nextLong(-5, 1L << 40),
              random.nextLong(-5, 1L << 41),
              random.nextLong(1, 1000),
              random.nextLong(-5, 2000),
              false);
      assertThat(statistics.usedPercent()).isBetween(0.0, 100.0);
      assertThat(statistics.inodesPercent()).isBetween(0.0, 100.0);
    });
  }
}
