package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DiskstatsTest {

  private final Diskstats stats = new Diskstats();

  @Test
  void readsEachLineInItsTurn() throws MalformedException {
    stats.reset(
        Text.of(
            "   8       0 sda 1 2 3 4 5 6 7 8 9 10 11\n\n"
                + " 254       0 vda 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27"));
    assertThat(stats.next()).isTrue();
    assertThat(stats.name()).isEqualTo("sda");
    assertThat(stats.reads()).isEqualTo(1);
    assertThat(stats.sectorsRead()).isEqualTo(3);
    assertThat(stats.writes()).isEqualTo(5);
    assertThat(stats.sectorsWritten()).isEqualTo(7);
    assertThat(stats.busyMillis()).isEqualTo(10);
    assertThat(stats.next()).isTrue();
    assertThat(stats.isOf("vda")).isTrue();
    assertThat(stats.isOf("vda1")).isFalse();
    assertThat(stats.isOf("sda")).isFalse();
    assertThat(stats.next()).isFalse();
  }

  @Test
  void anEmptyFileHasNoDevices() throws MalformedException {
    stats.reset(Text.of(""));
    assertThat(stats.next()).isFalse();
  }

  @Test
  void rejectsALineThatEndsTooSoon() {
    stats.reset(Text.of("8 0 sda 1 2 3"));
    assertThatThrownBy(stats::next)
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("expected a number, but the text ends");
  }
}
