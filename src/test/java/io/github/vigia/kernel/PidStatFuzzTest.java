package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PidStatFuzzTest {

  @FuzzTest
  void throwsNothingButMalformed(byte[] bytes) {
    try {
      PidStat stat = new PidStat();
      stat.parse(new Text(bytes, bytes.length));
      assertThat(stat.name().chars()).noneMatch(Character::isISOControl);
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
