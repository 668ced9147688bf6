package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusionsTest {

  @TempDir private Path temporary;

  @Test
  void aFileHidesThoseOfItsNameFurtherDown() throws IOException {
    write("root/usr/lib/tmpfiles.d/a.conf", "x /tmp/vendor\n");
    write("root/usr/lib/tmpfiles.d/b.conf", "X /tmp/folder\n");
    write("root/etc/tmpfiles.d/a.conf", "x /tmp/admin\n");
    write("root/etc/tmpfiles.d/readme", "x /tmp/readme\n");

    Exclusions exclusions = Exclusions.read(roots());

    assertThat(exclusions.covers("/tmp/admin")).isTrue();
    assertThat(exclusions.covers("/tmp/vendor")).isFalse();
    assertThat(exclusions.covers("/tmp/readme")).isFalse();
    assertThat(exclusions.covers("/tmp/folder")).isFalse();
    assertThat(exclusions.coversFolder("/tmp/folder")).isTrue();
  }

  @Test
  void theBootIsPutIn() throws IOException {
    write("proc/sys/kernel/random/boot_id", "01-23\n");
    write("root/run/tmpfiles.d/a.conf", "x /tmp/private-%b-*\n");

    Exclusions exclusions = Exclusions.read(roots());

    assertThat(exclusions.covers("/tmp/private-0123-x")).isTrue();
    assertThat(exclusions.covers("/tmp/private-4567-x")).isFalse();
  }

  @Test
  void aHostWithoutTmpfilesExcludesNothing() throws IOException {
    assertThat(Exclusions.read(roots()).covers("/tmp/a")).isFalse();
  }

  private Roots roots() {
    return new Roots(
        temporary.resolve("proc"), temporary.resolve("sys"), temporary.resolve("root"));
  }

  private void write(String name, String text) throws IOException {
    Path file = temporary.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
