package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSurroundingsTest {

  @TempDir private Path root;

  @Test
  void anEmptyHostHoldsNothingBack() {
    HostSurroundings host = host();
    assertThat(host.conflict()).isEmpty();
    assertThat(host.isAttended()).isFalse();
    assertThat(host.isKilled()).isFalse();
    assertThat(host.uptime()).isGreaterThan(Duration.ofHours(1));
  }

  @Test
  void theUptimeIsTheKernels() throws IOException {
    write("proc/uptime", "123.45 99.0\n");
    assertThat(host().uptime()).isEqualTo(Duration.ofMillis(123_450));
  }

  @Test
  void aHostThatGoesDownIsLeftAlone() throws IOException {
    write("run/nologin", "");
    assertThat(host().conflict()).contains("run/nologin");
  }

  @Test
  void aHeldLockOfThePackageManagerIsSeen() throws IOException {
    write("var/lib/dpkg/lock", "");
    Path lock = root.resolve("var/lib/dpkg/lock");
    long device = (Long) Files.getAttribute(lock, "unix:dev");
    long inode = (Long) Files.getAttribute(lock, "unix:ino");
    long major = (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
    long minor = (device & 0xff) | (device >>> 12 & ~0xffL & 0xffffffffL);
    String line = "1: POSIX  ADVISORY  WRITE 42 %02x:%02x:%d 0 EOF\n";
    write("proc/locks", line.formatted(major, minor, inode + 1));
    assertThat(host().conflict()).isEmpty();
    write("proc/locks", line.formatted(major, minor, inode));
    assertThat(host().conflict()).contains("packages are being changed");
  }

  @Test
  void somebodyWhoIsLoggedInIsSeen() throws IOException {
    ByteBuffer logins = ByteBuffer.allocate(768).order(ByteOrder.nativeOrder());
    logins.putShort(0, (short) 2);
    Files.createDirectories(root.resolve("run"));
    Files.write(root.resolve("run/utmp"), logins.array());
    assertThat(host().isAttended()).isFalse();
    logins.putShort(384, (short) 7);
    Files.write(root.resolve("run/utmp"), logins.array());
    assertThat(host().isAttended()).isTrue();
  }

  @Test
  void theKillSwitchIsSeen() throws IOException {
    write("stop", "");
    assertThat(host().isKilled()).isTrue();
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private HostSurroundings host() {
    return new HostSurroundings(root.resolve("proc"), root, root.resolve("stop"));
  }
}
