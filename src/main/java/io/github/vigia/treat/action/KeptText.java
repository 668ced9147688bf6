package io.github.vigia.treat.action;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A small file of text that is replaced as a whole and is on the disk when {@link #write} returns:
 * temporary file, fsync, rename, fsync of the folder.
 */
final class KeptText {

  /** More than any of them is; what is larger was not written here. */
  private static final long LARGEST = 4 << 20;

  private final Path file;

  KeptText(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  /** The text; empty if there is none yet. */
  String read() throws IOException {
    try {
      if (Files.size(file) > LARGEST || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(file + ": expected a file of at most " + LARGEST + " bytes");
      }
      return Files.readString(file);
    } catch (NoSuchFileException _) {
      // Nothing has been kept so far.
      return "";
    }
  }

  void write(String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + ": expected the path of a file");
    }
    Files.createDirectories(folder);
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
