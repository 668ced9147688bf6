package io.github.vigia.treat.drill;

import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Treatment;
import io.github.vigia.treat.action.ReleaseDeletedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code deleted-open-file}: a log that was deleted and that its program goes on writing. */
final class DeletedOpenFile implements Drill {

  private static final String WRITER =
      "exec 3>>\"$1\"; head -c 65011712 /dev/zero >&3; rm \"$1\"; while :; do sleep 1; done";

  private final MemoryDisk disk;
  private final Children children = new Children();

  DeletedOpenFile(Path folder) {
    this.disk = new MemoryDisk(folder);
  }

  @Override
  public String stage() throws IOException {
    disk.make(children, "size=64m,mode=755");
    Files.createDirectories(disk.mount().resolve("log"));
    return "a filesystem of 64 MiB";
  }

  @Override
  public String inject() throws IOException {
    Path log = disk.mount().resolve("log/app.log");
    children.start("/bin/sh", "-c", WRITER, "writer", log.toString());
    return "a program writes 62 MiB of log, deletes it, and keeps it open";
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
    ReleaseDeletedFiles.Options options =
        new ReleaseDeletedFiles.Options(Mode.OFF, Mode.AUTO, Map.of());
    return List.of(
        new OnlyFor(condition(), new ReleaseDeletedFiles(options, disk.roots(), statfs())));
  }

  @Override
  public void close() {
    children.close();
  }
}
