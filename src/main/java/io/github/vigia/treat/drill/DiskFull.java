package io.github.vigia.treat.drill;

import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Treatment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code disk-full}: a filesystem that runs full, with old files on it. */
final class DiskFull implements Drill {

  private static final String SPOOL = MemoryDisk.PLACE + "/spool";

  private final MemoryDisk disk;
  private final Children children = new Children();

  DiskFull(Path folder) {
    this.disk = new MemoryDisk(folder);
  }

  @Override
  public String stage() throws IOException {
    disk.make(children, "size=64m,mode=755");
    MemoryDisk.fill(disk.mount().resolve("spool"), "old-", 44, 1 << 20);
    return "a filesystem of 64 MiB with 44 old files on it";
  }

  @Override
  public Duration calm() {
    return Duration.ofSeconds(4);
  }

  @Override
  public String inject() throws IOException {
    MemoryDisk.fill(disk.mount().resolve("spool"), "new-", 18, 1 << 20);
    return "18 new files fill it to 97 %";
  }

  @Override
  public Condition condition() {
    return new Condition(Signal.DISK, MemoryDisk.PLACE);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("thresholds.disk_percent.critical", "95%");
  }

  @Override
  public Roots roots() {
    return disk.roots();
  }

  @Override
  public List<Treatment> treatments(Programs programs) {
    return List.of(new OnlyFor(condition(), Sweeping.of(Path.of(SPOOL), disk.roots(), statfs())));
  }

  @Override
  public void close() {
    children.close();
  }
}
