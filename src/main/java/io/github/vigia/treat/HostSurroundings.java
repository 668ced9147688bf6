package io.github.vigia.treat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The surroundings of this host, looked at anew once a second at most. One thread. */
final class HostSurroundings implements Surroundings {

  private static final long FRESH = Duration.ofSeconds(1).toNanos();
  private static final List<String> PACKAGE_LOCKS =
      List.of(
          "var/lib/dpkg/lock-frontend",
          "var/lib/dpkg/lock",
          "var/cache/apt/archives/lock",
          "var/lib/rpm/.rpm.lock",
          "usr/lib/sysimage/rpm/.rpm.lock",
          "var/lib/pacman/db.lck",
          "lib/apk/db/lock");
  private static final List<String> ENDING =
      List.of("run/nologin", "run/systemd/shutdown/scheduled");

  /** {@code struct utmp}, see utmp(5): 384 bytes, of which the first two are the type. */
  private static final int LOGIN_BYTES = 384;

  private static final short USER_PROCESS = 7;

  private final Path procfs;
  private final Path rootfs;
  private final Path killSwitch;
  private long looked;
  private boolean hasLooked;
  private String conflict = "";
  private boolean attended;

  HostSurroundings(Path procfs, Path rootfs, Path killSwitch) {
    this.procfs = procfs;
    this.rootfs = rootfs;
    this.killSwitch = killSwitch;
  }

  @Override
  public String conflict() {
    look();
    return conflict;
  }

  @Override
  public boolean isAttended() {
    look();
    return attended;
  }

  /** Asked all the time, also where nothing is to be treated: only this one file is looked for. */
  @Override
  public boolean isKilled() {
    return Files.exists(killSwitch);
  }

  private void look() {
    long now = System.nanoTime();
    if (!hasLooked || now - looked >= FRESH) {
      hasLooked = true;
      looked = now;
      conflict = ending().isEmpty() ? packages() : ending();
      attended = isLoggedIn();
    }
  }

  private String ending() {
    for (String sign : ENDING) {
      if (Files.exists(rootfs.resolve(sign))) {
        return "the host is going down: /" + sign;
      }
    }
    return "";
  }

  /** The package manager holds a lock: its lines in /proc/locks end in device and inode. */
  private String packages() {
    List<String> held;
    try {
      held = Files.readAllLines(procfs.resolve("locks"));
    } catch (IOException _) {
      return ""; // No such list here: not Linux.
    }
    for (String lock : PACKAGE_LOCKS) {
      Path file = rootfs.resolve(lock);
      if (Files.exists(file)) {
        try {
          String key = key(file);
          if (held.stream().anyMatch(line -> line.contains(key))) {
            return "packages are being changed: /" + lock + " is held";
          }
        } catch (IOException _) {
          // Removed meanwhile, so not held.
        }
      }
    }
    return "";
  }

  private static String key(Path file) throws IOException {
    long device = (Long) Files.getAttribute(file, "unix:dev");
    long inode = (Long) Files.getAttribute(file, "unix:ino");
    long major = (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
    long minor = (device & 0xff) | (device >>> 12 & ~0xffL & 0xffffffffL);
    return " %02x:%02x:%d ".formatted(major, minor, inode);
  }

  private boolean isLoggedIn() {
    Path sessions = rootfs.resolve("run/systemd/sessions");
    if (Files.isDirectory(sessions)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(sessions, "[0-9c]*")) {
        return found.iterator().hasNext();
      } catch (IOException _) {
        // Not ours to read: utmp may be.
      }
    }
    try {
      ByteBuffer logins =
          ByteBuffer.wrap(Files.readAllBytes(rootfs.resolve("run/utmp")))
              .order(ByteOrder.nativeOrder());
      for (int at = 0; at + LOGIN_BYTES <= logins.capacity(); at += LOGIN_BYTES) {
        if (logins.getShort(at) == USER_PROCESS) {
          return true;
        }
      }
    } catch (IOException _) {
      // No such list here.
    }
    return false;
  }

  @Override
  public Duration uptime() {
    try {
      String seconds = Files.readString(procfs.resolve("uptime")).split(" ", -1)[0];
      return Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000));
    } catch (IOException | NumberFormatException _) {
      return Duration.ofDays(1); // Not told here, so it holds nothing back.
    }
  }
}
