package io.github.vigia.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A small file that is replaced as a whole: temporary file, fsync, rename, fsync of the folder. Who
 * reads it sees the old content or the new, at any instant and after a power cut.
 */
public final class StateFile {

  /** More than any state is; what is larger was not written here. */
  private static final int LARGEST = 1 << 20;

  private final Disk disk;
  private final Path file;

  public StateFile(Path file) {
    this(new HostDisk(), file);
  }

  StateFile(Disk disk, Path file) {
    this.disk = disk;
    this.file = file;
  }

  public void write(byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + ": expected the path of a file");
    }
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (OutputStream out = disk.create(temporary)) {
      out.write(content);
    }
    disk.sync(temporary);
    disk.move(temporary, file);
    disk.syncFolder(folder);
  }

  /** The content, or null if there is none yet. */
  public byte @Nullable [] read() throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    long size = Files.size(file);
    if (size > LARGEST) {
      throw new IOException(file + ": " + size + " bytes, expected at most " + LARGEST);
    }
    return Files.readAllBytes(file);
  }
}
