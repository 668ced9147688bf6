package io.github.vigia.expose;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the control socket, claimed by one agent at a time. The claim is a lock that the
 * kernel holds for the process and gives back however it ends, so what lies there once it is held
 * belongs to nobody alive.
 */
final class RunFolder implements AutoCloseable {

  private static final Logger logger = System.getLogger(RunFolder.class.getName());

  /** {@code sun_path} of unix(7) has 108 bytes, the last of them NUL. */
  private static final int MAX_PATH_BYTES = 107;

  private static final Set<PosixFilePermission> SOCKET_PERMISSIONS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> FOLDER_PERMISSIONS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path socket;
  private final FileChannel lock;
  private @Nullable Object ownKey;

  private RunFolder(Path socket, FileChannel lock) {
    this.socket = socket;
    this.lock = lock;
  }

  static RunFolder claim(Path socket) throws IOException {
    int length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_PATH_BYTES) {
      throw new IOException(
          "the path of the control socket has %d bytes, a Unix socket takes %d: %s"
              .formatted(length, MAX_PATH_BYTES, socket));
    }
    Path folder = socket.resolveSibling("");
    Files.createDirectories(folder);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(folder + " is a link, expected a folder");
    }
    restrict(folder, FOLDER_PERMISSIONS);
    RunFolder claimed = new RunFolder(socket, lock(socket));
    try {
      claimed.removeStale();
      return claimed;
    } catch (IOException e) {
      claimed.close();
      throw e;
    }
  }

  Path socket() {
    return socket;
  }

  /** Makes the socket file, just bound, the owner's alone and remembers which one it is. */
  void own() throws IOException {
    restrict(socket, SOCKET_PERMISSIONS);
    ownKey = attributes().fileKey();
  }

  @Override
  public void close() {
    try (lock) {
      if (ownKey != null && ownKey.equals(attributes().fileKey())) {
        Files.delete(socket);
      }
    } catch (NoSuchFileException _) {
      // Somebody has taken it away already.
    } catch (IOException e) {
      logger.log(Level.WARNING, "cannot take away " + socket, e);
    }
  }

  private static FileChannel lock(Path socket) throws IOException {
    Path file = socket.resolveSibling("vigia.lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException _) {
      // Held by this very process: another agent all the same.
    } catch (IOException e) {
      channel.close();
      throw new IOException("cannot lock " + file + ": " + e.getMessage(), e);
    }
    channel.close();
    throw new OtherAgentException("another agent is running: it holds " + file);
  }

  private void removeStale() throws IOException {
    try {
      if (!attributes().isOther()) {
        throw new IOException(socket + " is not a socket, so it is not ours to replace");
      }
      Files.delete(socket);
    } catch (NoSuchFileException _) {
      // The last agent ended as it should.
    }
  }

  private BasicFileAttributes attributes() throws IOException {
    return Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(permissions);
    }
  }
}
