package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountInfoTest {

  @Test
  void readsTheExampleOfTheManual() throws MalformedException {
    List<Mount> mounts =
        MountInfo.parse(
            Text.of(
                "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root"
                    + " rw,errors=continue\n"));
    assertThat(mounts)
        .containsExactly(
            new Mount(
                "98:0", "/mnt1", "/mnt2", "rw,noatime", "ext3", "/dev/root", "rw,errors=continue"));
  }

  @Test
  void readsLinesWithNoneAndWithManyOptionalFields() throws MalformedException {
    List<Mount> mounts =
        MountInfo.parse(
            Text.of(
                "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"
                    + "2 1 8:2 / /a rw shared:1 master:2 propagate_from:3 - xfs /dev/sda2 rw"));
    assertThat(mounts).extracting(Mount::mountPoint).containsExactly("/", "/a");
    assertThat(mounts).extracting(Mount::type).containsExactly("ext4", "xfs");
  }

  @Test
  void anEmptySourceIsNotTheOptions() throws MalformedException {
    Mount mount = MountInfo.parse(Text.of("1 0 0:5 / /t rw - tmpfs  rw,size=4k\n")).getFirst();
    assertThat(mount.source()).isEmpty();
    assertThat(mount.superOptions()).isEqualTo("rw,size=4k");
  }

  @ParameterizedTest
  @CsvSource({
    "/my\\040files,/my files",
    "/a\\134b,/a\\b",
    "/tab\\011x,'/tab\tx'",
    "/caf\\303\\251,/café",
    "/\\04,/\\04",
    "/\\999,/\\999",
    "/end\\,/end\\"
  })
  void undoesOctalEscapesAndNothingElse(String escaped, String expected) {
    assertThat(MountInfo.unescape(escaped)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"28 1 8:1 / / rw,relat", "x", "1 2 8:1 / / rw - ext4", "1 2 8:1 / / rw shared:1"})
  void rejectsALineThatEndsTooSoon(String line) {
    assertThatThrownBy(() -> MountInfo.parse(Text.of(line)))
        .isInstanceOf(MalformedException.class)
        .hasMessageStartingWith("line 1:");
  }

  @ParameterizedTest
  @CsvSource({
    "'rw,relatime','rw,errors=remount-ro',false",
    "'ro,relatime','rw',true",
    "'rw','ro',true",
    "'rw','rw,emergency_ro',true",
    "'rw,root','rw,rodent',false"
  })
  void isReadonlyByItsOwnOptionsOrThoseOfTheFilesystem(
      String options, String superOptions, boolean expected) {
    Mount mount = new Mount("8:1", "/", "/", options, "ext4", "/dev/sda1", superOptions);
    assertThat(mount.isReadonly()).isEqualTo(expected);
  }
}
