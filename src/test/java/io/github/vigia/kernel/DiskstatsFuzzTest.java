package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class DiskstatsFuzzTest {

  @FuzzTest
  void throwsNothingButMalformed(byte[] bytes) {
    try {
      Diskstats stats = new Diskstats();
      stats.reset(new Text(bytes, bytes.length));
      while (stats.next()) {
        assertThat(stats.name()).isNotEmpty();
      }
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
