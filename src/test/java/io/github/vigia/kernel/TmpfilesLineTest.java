package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TmpfilesLineTest {

  @Test
  void readsPathsAndLeavesTheRest() {
    List<TmpfilesLine> lines =
        TmpfilesLine.parse(
            """
            # comment
            x /tmp/keep-*
            X! /var/tmp/folder
            D /tmp/.X11-unix 1777 root root 10d
            x "/tmp/with blank"
            x /tmp/a\\ b
            x
            v
            """,
            "abc");

    assertThat(lines)
        .extracting(TmpfilesLine::glob)
        .containsExactly(
            "/tmp/keep-*", "/var/tmp/folder", "/tmp/.X11-unix", "/tmp/with blank", "/tmp/a b");
    assertThat(lines)
        .extracting(TmpfilesLine::isFolderOnly)
        .containsExactly(false, true, false, false, false);
  }

  @Test
  void putsSpecifiersInAndTakesUnknownOnesForAnything() {
    assertThat(glob("x %T/systemd-private-%b-*", "abc")).isEqualTo("/tmp/systemd-private-abc-*");
    assertThat(glob("x /tmp/%H-%%", "")).isEqualTo("/tmp/*-%");
    assertThat(glob("x /tmp/%b", "")).isEqualTo("/tmp/*");
  }

  @Test
  void matchesAsGlobsDo() {
    assertThat(matches("/tmp/a*", "/tmp/abc")).isTrue();
    assertThat(matches("/tmp/a*", "/tmp/a/b")).isFalse();
    assertThat(matches("/tmp/?", "/tmp/a")).isTrue();
    assertThat(matches("/tmp/[a-c]x", "/tmp/bx")).isTrue();
    assertThat(matches("/tmp/[!a-c]x", "/tmp/bx")).isFalse();
    assertThat(matches("/tmp/[]a]", "/tmp/]")).isTrue();
    assertThat(matches("/tmp/[", "/tmp/[")).isTrue();
    assertThat(matches("/tmp/{a,b}.\\", "/tmp/{a,b}.\\")).isTrue();
    assertThat(matches("/tmp/[z-a]", "/tmp/z")).isTrue();
  }

  private static String glob(String line, String bootId) {
    return TmpfilesLine.parse(line, bootId).getFirst().glob();
  }

  private static boolean matches(String glob, String path) {
    return new TmpfilesLine(glob, false).pattern().matcher(path).matches();
  }
}
