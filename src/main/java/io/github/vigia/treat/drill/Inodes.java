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

/** {@code inodes}: a filesystem with room left, but no inodes. */
final class Inodes implements Drill {

  private static final String SPOOL = MemoryDisk.PLACE + "/spool";

  private final MemoryDisk disk;
  private final Children children = new Children();

  Inodes(Path folder) {
    this.disk = new MemoryDisk(folder);
  }

  @Override
  public String stage() throws IOException {
    disk.make(children, "size=64m,nr_inodes=2048,mode=755");
    MemoryDisk.fill(disk.mount().resolve("spool"), "old-", 1500, 0);
    return "a filesystem of 2048 inodes with 1500 old files on it";
  }

  @Override
  public Duration calm() {
    return Duration.ofSeconds(4);
  }

  @Override
  public String inject() throws IOException {
    MemoryDisk.fill(disk.mount().resolve("spool"), "new-", 500, 0);
    return "500 new files leave 2 % of the inodes";
  }

  @Override
  public Condition condition() {
    return new Condition(Signal.INODES, MemoryDisk.PLACE);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("thresholds.inodes_percent.critical", "95%");
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
