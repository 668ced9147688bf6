package io.github.vigia.treat.action;

import io.github.vigia.kernel.Libc;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;

/**
 * A real ext4 filesystem of its own, on a loop device, mounted at {@code /data} of a host whose
 * root is a folder and whose kernel is the real one.
 */
final class LoopDisk implements AutoCloseable {

  static final String PLACE = "/data";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  final RealRun run = new RealRun();
  final Path folder;
  final Path mount;
  final String device;

  /**
   * @param options of mkfs.ext4
   */
  LoopDisk(Path temporary, int mebibytes, String... options) throws IOException {
    this(temporary, PLACE, mebibytes, List.of(options));
  }

  /** One that is mounted elsewhere in the host. */
  LoopDisk(Path temporary, String place, int mebibytes, List<String> options) throws IOException {
    Assumptions.assumeTrue(
        Libc.isAvailable() && Files.isWritable(Path.of("/dev/loop-control")), "needs loop devices");
    folder = temporary.toRealPath();
    mount = Files.createDirectories(folder.resolve("root" + place));
    Path image = folder.resolve("image");
    command("truncate", "-s", mebibytes + "M", image.toString());
    List<String> mkfs = new ArrayList<>(List.of("mkfs.ext4", "-q", "-m", "0"));
    mkfs.addAll(options);
    mkfs.add(image.toString());
    command(mkfs.toArray(String[]::new));
    device = attached(image);
    command("mount", device, mount.toString());
  }

  /**
   * A device whose number nobody else uses: the kernel's log still accuses the first ones of the
   * errors that other disks behind them had.
   */
  private String attached(Path image) throws IOException {
    for (int tries = 0; tries < 20; tries++) {
      String number = Integer.toString(ThreadLocalRandom.current().nextInt(100, 164));
      String node = "/dev/loop" + number;
      if (run.run(List.of("mknod", node, "b", "7", number), LIMIT).succeeded()) {
        if (run.run(List.of("losetup", node, image.toString()), LIMIT).succeeded()) {
          return node;
        }
        Files.deleteIfExists(Path.of(node));
      }
    }
    return Assumptions.abort("no loop device can be set up here");
  }

  Roots roots() {
    return new Roots(Path.of("/proc"), Path.of("/sys"), folder.resolve("root"));
  }

  double usedPercent() throws IOException {
    return Statfs.ofThisMachine().ask(mount.toString()).usedPercent();
  }

  double inodesPercent() throws IOException {
    return Statfs.ofThisMachine().ask(mount.toString()).inodesPercent();
  }

  Path write(String name, long bytes) throws IOException {
    Path file = mount.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    command("fallocate", "-l", Long.toString(bytes), file.toString());
    return file;
  }

  void command(String... argv) throws IOException {
    Run.Ended ended = run.run(List.of(argv), LIMIT);
    if (!ended.succeeded()) {
      throw new IOException(String.join(" ", argv) + ": " + ended.err());
    }
  }

  @Override
  public void close() throws IOException {
    run.run(List.of("umount", mount.toString()), LIMIT);
    command("losetup", "-d", device);
    Files.deleteIfExists(Path.of(device));
  }
}
