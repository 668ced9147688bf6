package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetDevTest {

  private static final String HEADINGS = "Inter-| Receive\n face |bytes\n";

  private final NetDev rows = new NetDev();

  @Test
  void everyColumnOfEveryRowIsTaken() throws MalformedException {
    rows.start(
        Text.of(
            HEADINGS
                + "    lo: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"
                + "eth0:21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36\n"));
    assertThat(rows.next()).isTrue();
    assertThat(rows.name()).isEqualTo("lo");
    for (int column = 0; column < 16; column++) {
      assertThat(rows.counter(column)).isEqualTo(column + 1);
    }
    assertThat(rows.next()).isTrue();
    assertThat(rows.isNamed("eth0".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(rows.isNamed("eth".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(rows.nameBytes()).containsExactly('e', 't', 'h', '0');
    assertThat(rows.counter(NetDev.RECEIVED_BYTES)).isEqualTo(21);
    assertThat(rows.counter(NetDev.SENT_BYTES)).isEqualTo(29);
    assertThat(rows.next()).isFalse();
    assertThat(rows.next()).isFalse();
  }

  @Test
  void theLastColonEndsTheName() throws MalformedException {
    rows.start(Text.of(HEADINGS + "eth0:1: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"));
    rows.next();
    assertThat(rows.name()).isEqualTo("eth0:1");
  }

  @Test
  void aNamespaceWithoutInterfacesHasNoRows() throws MalformedException {
    rows.start(Text.of(HEADINGS));
    assertThat(rows.next()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "eth0: 1 2\n",
        "Inter-|",
        "Inter-|\n face |\neth0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
        "Inter-|\n face |\n: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
        "Inter-|\n face |\neth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
        "Inter-|\n face |\n\n"
      })
  void whatIsNotAsDocumentedIsRefused(String text) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> {
          rows.start(Text.of(text));
          rows.next();
        });
  }
}
