package io.github.vigia.treat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Whether nobody but root and we could have changed a file that is about to be trusted. */
final class Ownership {

  private Ownership() {}

  /**
   * Looks at the file and at every folder above it, links resolved.
   *
   * @param agent the user that the agent runs as
   * @throws IOException if somebody else could change it; the message says which and how
   */
  static void check(Path file, String agent) throws IOException {
    for (Path path = file.toRealPath(); path != null; path = path.getParent()) {
      PosixFileAttributes attributes =
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String owner = attributes.owner().getName();
      if (!owner.equals("root") && !owner.equals(agent)) {
        throw new IOException(path + " belongs to " + owner + ", expected root");
      }
      if (attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
          || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new IOException(path + " can be written by others than its owner");
      }
    }
  }

  /** SHA-256 of a file, in hexadecimal digits. */
  static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[8192];
      int read;
      while ((read = in.read(buffer)) >= 0) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
