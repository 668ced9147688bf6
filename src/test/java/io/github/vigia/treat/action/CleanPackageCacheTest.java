package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanPackageCacheTest {

  @TempDir private Path temporary;
  private Roots roots = new Roots(Path.of(""), Path.of(""), Path.of(""));

  @BeforeEach
  void makeHost() throws IOException {
    temporary = temporary.toRealPath();
    roots =
        new Roots(temporary.resolve("proc"), temporary.resolve("sys"), temporary.resolve("root"));
    write(
        "proc/self/mountinfo", "1 0 8:1 / " + temporary.resolve("root") + " rw - ext4 /dev/a rw\n");
    write("proc/locks", "");
  }

  @ParameterizedTest
  @CsvSource({
    "apt, /var/cache/apt/archives/partial/a.deb, apt-get, apt-get clean",
    "dnf, /var/cache/dnf/fedora-1/packages/a.rpm, dnf, dnf clean packages",
    "dnf, /var/cache/libdnf5/fedora-1/packages/a.rpm, dnf, dnf clean packages",
    "pacman, /var/cache/pacman/pkg/a-1.pkg.tar.zst, paccache, paccache -rk2",
    "apk, /var/cache/apk/a-1.apk, apk, apk cache clean"
  })
  void knowsThePackageManagerOfAHost(String name, String file, String program, String argv)
      throws IOException {
    write("root" + file, "x".repeat(5000));

    List<PackageCache> found =
        DownloadCache.all(roots).stream().filter(c -> c.isPresent(programs(program))).toList();

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().name()).isEqualTo(name);
    assertThat(file).startsWith(found.getFirst().folder().toString());
    assertThat(found.getFirst().bytes()).isEqualTo(8192);
    assertThat(found.getFirst().obstacle()).isEmpty();
    assertThat(String.join(" ", found.getFirst().argv())).isEqualTo(argv);
  }

  @Test
  void aCacheIsCleanedByItsPackageManagerAndWhatItFreedIsMeasured() throws IOException {
    Path file = write("root/var/cache/apt/archives/a.deb", "x".repeat(5000));
    Step step = step();

    Preview preview = step.preview();
    assertThat(preview.helps()).isTrue();
    assertThat(preview.amount()).isEqualTo(8192);
    assertThat(preview.items()).containsExactly("apt-get clean (/var/cache/apt/archives)");
    Effect effect = step.act(preview, new Cleaning(file));

    assertThat(effect.direct()).isEqualTo(8192);
  }

  @Test
  void nothingIsCleanedWhileThePackageManagerHasALock() throws IOException {
    Path file = write("root/var/cache/apt/archives/a.deb", "x".repeat(5000));
    Path lock = write("root/var/lib/dpkg/lock-frontend", "");
    long inode = (Long) Files.getAttribute(lock, "unix:ino");
    write("proc/locks", "1: POSIX  ADVISORY  WRITE 7 08:01:" + inode + " 0 EOF\n");

    assertThat(step().preview().summary()).contains("lock-frontend is locked");
    Effect effect = step().act(new Preview(true, "", 8192, List.of()), new Cleaning(file));

    assertThat(effect.direct()).isZero();
    assertThat(effect.details()).singleElement().asString().contains("at work");
    assertThat(file).exists();
  }

  @Test
  void nothingIsCleanedWhileThePackageManagerRuns() throws IOException {
    write("root/var/cache/apt/archives/a.deb", "x".repeat(5000));
    write("proc/77/comm", "unattended-upgr\n");

    assertThat(step().preview().summary()).isEqualTo("unattended-upgr is at work (process 77)");
  }

  @Test
  void pacmanIsAtWorkWhileItsMarkerIsThere() throws IOException {
    write("root/var/cache/pacman/pkg/a.pkg.tar.zst", "x");
    write("root/var/lib/pacman/db.lck", "");

    assertThat(new DownloadCache(DownloadCache.PACMAN, roots).obstacle()).contains("db.lck");
  }

  @Test
  void aHostWithoutPackageManagerHasNothingToClean() throws IOException {
    assertThat(step().preview().summary()).contains("no package manager");
  }

  private Step step() {
    return new CleanPackageCache(
            CleanPackageCache.Options.DEFAULTS,
            roots,
            _ -> new FilesystemStatistics(4096, 100, 10, 10, 0, 0, false),
            programs("apt-get"),
            DownloadCache.all(roots))
        .steps(new Condition(Signal.DISK, "/"))
        .getFirst();
  }

  private Path write(String name, String text) throws IOException {
    Path file = temporary.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, text);
  }

  private static Programs programs(String... names) {
    return new Programs() {
      @Override
      public Run.Ended run(List<String> argv, Duration limit) throws IOException {
        throw new IOException("not asked");
      }

      @Override
      public boolean has(String name) {
        return Set.of(names).contains(name);
      }
    };
  }
}
