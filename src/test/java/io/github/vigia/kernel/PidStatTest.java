package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.ProbeFixture;
import io.github.vigia.Property;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PidStatTest {

  private final PidStat stat = new PidStat();

  @Test
  void readsALineOfTheKernel() throws MalformedException {
    stat.parse(
        Text.of(
            "812 (postgres) S 1 812 812 0 -1 4194560 6200 0 12 0 500 100 7 8 20 0 4 0 900"
                + " 220000000 20000 18446744073709551615 1 1\n"));
    assertThat(stat.name()).isEqualTo("postgres");
    assertThat(stat.state()).isEqualTo('S');
    assertThat(stat.ticks()).isEqualTo(600);
    assertThat(stat.threads()).isEqualTo(4);
    assertThat(stat.start()).isEqualTo(900);
    assertThat(stat.residentPages()).isEqualTo(20000);
    assertThat(stat.isZombie()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo) Z ", "a b)(c) R 1", ")", "((", "", "(sd-pam)"})
  void theNameEndsAtTheLastParenthesis(String name) throws MalformedException {
    stat.parse(Text.of(ProbeFixture.stat(10, name, 'S', 1, 1, 10, 50)));
    assertThat(stat.name()).isEqualTo(name);
    assertThat(stat.state()).isEqualTo('S');
    assertThat(stat.isZombie()).isFalse();
    assertThat(stat.residentPages()).isEqualTo(50);
  }

  @Test
  void aLineFeedInTheNameBecomesABlank() throws MalformedException {
    stat.parse(Text.of(ProbeFixture.stat(10, "two\nlines", 'R', 3, 1, 10, 50)));
    assertThat(stat.name()).isEqualTo("two lines");
    assertThat(stat.ticks()).isEqualTo(3);
  }

  @Test
  void bytesThatAreNoUtf8BecomeTheReplacementCharacter() throws MalformedException {
    byte[] bytes =
        ProbeFixture.stat(10, "a\u00ff\u001b[31m", 'R', 3, 1, 10, 50)
            .getBytes(StandardCharsets.ISO_8859_1);
    stat.parse(new Text(bytes, bytes.length));
    assertThat(stat.name()).isEqualTo("a\ufffd [31m");
  }

  @ParameterizedTest
  @CsvSource({"Z,1,true", "Z,3,false", "S,1,false"})
  void aZombieLeaderWhoseThreadsLiveIsNoZombie(char state, int threads, boolean expected)
      throws MalformedException {
    stat.parse(Text.of(ProbeFixture.stat(10, "x", state, 0, threads, 10, 0)));
    assertThat(stat.isZombie()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1 sh S", "1 (sh", "1 (sh) ", "1 (sh) S 1 1 1 0 -1 41"})
  void rejectsWhatIsCutOff(String text) {
    assertThatThrownBy(() -> stat.parse(Text.of(text))).isInstanceOf(MalformedException.class);
  }

  @Test
  void anyNameComesBackAsItWasButForControlCharacters() {
    Property.forAll(random -> {
      StringBuilder name = new StringBuilder();
      for (int i = random.nextInt(15); i > 0; i--) {
        name.append((char) random.nextInt(' ', 127));
      }
      try {
        stat.parse(Text.of(ProbeFixture.stat(7, name.toString(), 'S', 42, 2, 9, 5)));
      } catch (MalformedException e) {
        throw new AssertionError(e);
      }
      assertThat(stat.name()).isEqualTo(name.toString());
      assertThat(stat.ticks()).isEqualTo(42);
    });
  }
}
