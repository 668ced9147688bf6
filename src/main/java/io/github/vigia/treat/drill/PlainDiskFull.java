package io.github.vigia.treat.drill;

import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Treatment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code disk-full} for who may not mount: a plain folder that passes for a small filesystem. */
final class PlainDiskFull implements Drill {

  private static final int BLOCK = 4096;

  private final Path spool;
  private final Path procfs;
  private String place = "/";

  PlainDiskFull(Path folder) {
    this.spool = folder.resolve("spool");
    this.procfs = folder.resolve("proc");
  }

  @Override
  public String stage() throws IOException {
    MemoryDisk.fill(spool, "old-", 44, 1 << 20);
    Files.createDirectories(procfs);
    Files.createSymbolicLink(procfs.resolve("self"), Path.of("/proc/self"));
    FileStore store = Files.getFileStore(spool);
    Path at = spool;
    Path above = at.getParent();
    while (above != null && Files.getFileStore(above).equals(store)) {
      at = above;
      above = at.getParent();
    }
    place = at.toString();
    return "without root: a plain folder with 44 old files that passes for a disk of 64 MiB";
  }

  @Override
  public Duration calm() {
    return Duration.ofSeconds(4);
  }

  @Override
  public String inject() throws IOException {
    MemoryDisk.fill(spool, "new-", 18, 1 << 20);
    return "18 new files fill it to 97 %";
  }

  @Override
  public Condition condition() {
    return new Condition(Signal.DISK, place);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("thresholds.disk_percent.critical", "95%");
  }

  @Override
  public Roots roots() {
    return new Roots(Path.of("/proc"), Path.of("/sys"), Path.of("/"));
  }

  /** As if the folder were all that is on a small disk. */
  @Override
  public Statfs statfs() {
    return _ -> {
      long blocks = MemoryDisk.BYTES / BLOCK;
      long free = blocks - Math.ceilDiv(used(), BLOCK);
      return new FilesystemStatistics(BLOCK, blocks, free, free, 0, 0, false);
    };
  }

  private long used() throws IOException {
    try (Stream<Path> files = Files.list(spool)) {
      return files.mapToLong(PlainDiskFull::size).sum();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException _) {
      // Swept meanwhile.
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The treatment is shown no processes: who is not root can't look into all of them, and then
   * nothing of a user whose processes are hidden is ever called unused. Of this folder it is known.
   */
  @Override
  public List<Treatment> treatments(Programs programs) {
    Roots without = new Roots(procfs, Path.of("/sys"), Path.of("/"));
    return List.of(new OnlyFor(condition(), Sweeping.of(spool, without, statfs())));
  }

  @Override
  public void close() {
    // Its folder is all there is of it.
  }
}
