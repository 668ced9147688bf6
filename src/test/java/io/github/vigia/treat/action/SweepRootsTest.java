package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepRootsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/", "/home", "/etc", "/etc/x", "/usr", "/usr/share/doc", "/var", "/var/lib", "/var/log",
        "/boot", "/boot/efi", "/proc/1", "/dev/shm", "/root", "tmp", "/tmp/../etc", "/srv", ""
      })
  void isNeverSwept(String root) {
    assertThat(SweepRoots.refusal(Path.of(root))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/tmp", "/var/tmp", "/srv/app/spool", "/var/lib/app/tmp", "/home/a/.cache"})
  void mayBeSwept(String root) {
    assertThat(SweepRoots.refusal(Path.of(root))).isEmpty();
  }
}
