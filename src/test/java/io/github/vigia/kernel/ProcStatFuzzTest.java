package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class ProcStatFuzzTest {

  @FuzzTest
  void throwsNothingButTheDocumentedException(byte[] bytes) {
    Text text = new Text(bytes, bytes.length);
    try {
      ProcStat stat = new ProcStat();
      stat.parse(text);
      for (int row = 0; row < stat.cores(); row++) {
        assertThat(stat.coreNumber(row)).isBetween(0, 65535);
        assertThat(stat.core(row)).hasSize(ProcStat.COLUMNS);
      }
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
