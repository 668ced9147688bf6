package io.github.vigia.treat.drill;

import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.action.CleanupTempFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The treatment that removes old files, where old is two seconds, in one folder only. */
final class Sweeping {

  private static final Duration OLD = Duration.ofSeconds(2);
  private static final double ENOUGH = 60;

  private Sweeping() {}

  static CleanupTempFiles of(Path folder, Roots roots, Statfs statfs) {
    CleanupTempFiles.Options standard = CleanupTempFiles.Options.DEFAULTS;
    return new CleanupTempFiles(
        new CleanupTempFiles.Options(
            List.of(folder),
            List.of(new CleanupTempFiles.Age(OLD, Mode.AUTO)),
            ENOUGH,
            ENOUGH,
            standard.maxEntries(),
            MemoryDisk.BYTES,
            standard.maxTime(),
            standard.wholeFolders()),
        roots,
        statfs,
        InstantSource.system());
  }
}
