package io.github.vigia.record;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The real disk. It writes through streams, not channels: an interrupted thread closes the channel
 * that it writes to, and a log line may come from any thread.
 */
final class HostDisk implements Disk {

  @Override
  public Output append(Path file) throws IOException {
    prepare(file);
    boolean torn = false;
    long length = 0;
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      try (RandomAccessFile present = new RandomAccessFile(file.toFile(), "r")) {
        length = present.length();
        if (length > 0) {
          present.seek(length - 1);
          torn = present.read() != '\n';
        }
      }
    }
    return new Appended(new FileOutputStream(file.toFile(), true), length, torn);
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    prepare(file);
    return new FileOutputStream(file.toFile());
  }

  /** A link would lead the writing to a file of somebody else. */
  private static void prepare(Path file) throws IOException {
    createFolder(file);
    if (Files.isSymbolicLink(file)) {
      throw new IOException(file + ": expected a file, found a symbolic link");
    }
  }

  private static void createFolder(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }

  @Override
  public void sync(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.getFD().sync();
    }
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
      open.force(true);
    } catch (AccessDeniedException _) {
      // Windows does not open folders, and orders the renames itself.
    }
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    createFolder(to);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  private record Appended(FileOutputStream stream, long length, boolean isTorn) implements Output {

    @Override
    public void write(byte[] bytes, int length) throws IOException {
      stream.write(bytes, 0, length);
    }

    @Override
    public void truncate(long length) throws IOException {
      stream.getChannel().truncate(length);
    }

    @Override
    public void sync() throws IOException {
      stream.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
