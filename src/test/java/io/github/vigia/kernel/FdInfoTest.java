package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FdInfoTest {

  @Test
  void tellsWhetherItWritesAndWhere() throws MalformedException {
    assertThat(parse("pos:\t0\nflags:\t0102001\nmnt_id:\t31\n")).isEqualTo(new FdInfo(true, true));
    assertThat(parse("pos:\t0\nflags:\t0100002\n")).isEqualTo(new FdInfo(true, false));
    assertThat(parse("pos:\t0\nflags:\t0102000\n")).isEqualTo(new FdInfo(false, false));
    assertThat(parse("pos:\t0\nflags:\t012000001\n")).isEqualTo(new FdInfo(false, false));
  }

  @Test
  void rejectsATextWithoutFlags() {
    assertThatThrownBy(() -> parse("pos:\t0\n")).hasMessageContaining("expected 'flags:'");
    assertThatThrownBy(() -> parse("flags:\t9\n")).hasMessageContaining("octal");
  }

  private static FdInfo parse(String text) throws MalformedException {
    return FdInfo.parse(Text.of(text));
  }
}
