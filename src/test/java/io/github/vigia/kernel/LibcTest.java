package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LibcTest {

  @BeforeEach
  void onlyWhereTheNumbersAreKnown() {
    assumeTrue(Libc.isAvailable(), "no call numbers for this system");
  }

  @Test
  void unameNamesTheMachineThatJavaRunsOn() {
    String expected =
        System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
    assertThat(new Libc().machine()).isEqualTo(expected);
  }

  @Test
  void aFailedCallGivesTheNegatedErrorNumber() {
    Libc libc = new Libc();
    int result = libc.open(Libc.AT_FDCWD, libc.path("/no/such/file"));
    assertThat(result).isEqualTo(-Libc.ENOENT);
    assertThat(Libc.problem(result)).isEqualTo("no such file");
  }

  @Test
  void randomBitsDiffer() {
    Libc libc = new Libc();
    assertThat(libc.random()).isNotEqualTo(libc.random());
  }
}
