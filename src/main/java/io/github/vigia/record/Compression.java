package io.github.vigia.record;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * Replaces a file by its gzip (RFC 1952): temporary file, fsync, rename, fsync of the folder, and
 * only then is the source deleted. While both are there, the source counts.
 */
final class Compression {

  /** Is given the word between two chunks. */
  interface Pause {
    void pause() throws IOException;
  }

  private static final String TEMPORARY = ".tmp";
  private static final int CHUNK = 1 << 16;

  private final Disk disk;
  private final Pause pause;

  Compression(Disk disk, Pause pause) {
    this.disk = disk;
    this.pause = pause;
  }

  static Path compressed(Path source) {
    return source.resolveSibling(source.getFileName() + ".gz");
  }

  void compress(Path source) throws IOException {
    Path target = compressed(source);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Path temporary = target.resolveSibling(target.getFileName() + TEMPORARY);
    try {
      write(source, temporary);
      Files.setLastModifiedTime(temporary, Files.getLastModifiedTime(source));
      disk.sync(temporary);
    } catch (IOException e) {
      discard(temporary, e);
      throw e;
    }
    disk.move(temporary, target);
    finish(source, target);
  }

  private void write(Path source, Path temporary) throws IOException {
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS);
        OutputStream file = disk.create(temporary);
        OutputStream gzip = new GZIPOutputStream(new BufferedOutputStream(file, CHUNK), CHUNK)) {
      int read;
      while ((read = in.read(chunk)) > 0) {
        gzip.write(chunk, 0, read);
        pause.pause();
      }
    }
  }

  private void discard(Path temporary, IOException because) {
    try {
      disk.delete(temporary);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private void finish(Path source, Path target) throws IOException {
    Path folder = target.getParent();
    if (folder != null) {
      disk.syncFolder(folder);
    }
    disk.delete(source);
  }

  /** Where a crash came before the source was deleted, deletes it if the gzip is all of it. */
  void endHalfDone(Path source) throws IOException {
    Path target = compressed(source);
    if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (isSame(source, target)) {
      finish(source, target);
    } else {
      disk.delete(target);
    }
  }

  private boolean isSame(Path source, Path target) throws IOException {
    byte[] one = new byte[CHUNK];
    try (InputStream raw = Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS);
        InputStream file = Files.newInputStream(target, LinkOption.NOFOLLOW_LINKS);
        InputStream gzip = new GZIPInputStream(file, CHUNK)) {
      int read;
      while ((read = raw.readNBytes(one, 0, CHUNK)) > 0) {
        byte[] other = gzip.readNBytes(read);
        if (!Arrays.equals(one, 0, read, other, 0, other.length)) {
          return false;
        }
        pause.pause();
      }
      return gzip.read() < 0;
    } catch (EOFException | ZipException _) {
      // Not a whole gzip, so the source is what counts.
      return false;
    }
  }

  /** The temporary files in {@code folder} that a crash left behind. */
  List<Path> temporaries(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "*.gz" + TEMPORARY)) {
      for (Path path : paths) {
        String name = String.valueOf(path.getFileName());
        String target = name.substring(0, name.length() - TEMPORARY.length());
        if (LogName.of(Path.of(target)) != null
            && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          found.add(path);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException _) {
      // There is no archive yet.
      return List.of();
    }
    return found;
  }
}
