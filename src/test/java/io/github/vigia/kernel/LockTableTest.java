package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LockTableTest {

  @Test
  void knowsWhatIsLockedAndWhatIsWaitedFor() throws MalformedException {
    LockTable table =
        LockTable.parse(
            Text.of(
                """
                1: POSIX  ADVISORY  WRITE 698 08:01:131 0 EOF
                1: -> POSIX  ADVISORY  WRITE 699 08:01:132 0 EOF
                2: FLOCK  ADVISORY  WRITE 1234 00:19:4711 0 EOF
                """));

    assertThat(table.isLocked(131)).isTrue();
    assertThat(table.isLocked(132)).isTrue();
    assertThat(table.isLocked(4711)).isTrue();
    assertThat(table.isLocked(1)).isFalse();
  }

  @Test
  void aHostWithoutLocksHasAnEmptyTable() throws MalformedException {
    assertThat(LockTable.parse(Text.of("")).isLocked(0)).isFalse();
  }

  @Test
  void rejectsALineWithoutAFile() {
    assertThatThrownBy(() -> LockTable.parse(Text.of("1: POSIX ADVISORY WRITE 698\n")))
        .hasMessageContaining("expected a word");
    assertThatThrownBy(() -> LockTable.parse(Text.of("1: POSIX ADVISORY WRITE 698 a:b 0 EOF\n")))
        .hasMessageContaining("inode");
  }
}
