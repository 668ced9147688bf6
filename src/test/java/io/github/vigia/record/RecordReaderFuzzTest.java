package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class RecordReaderFuzzTest {

  /** What is read may be written, and is then read as the same. */
  @FuzzTest
  void throwsNothingButMalformedRecord(byte[] bytes) {
    JournalRecord read;
    try {
      read = new RecordReader().read(bytes, bytes.length);
    } catch (MalformedRecordException e) {
      assertThat(e).message().isNotNull();
      return;
    }
    assertThat(read.toCycle().evaluation().host()).isEqualTo(read.state());
    if (read.time().getYear() > 0 && read.time().getYear() < 10_000) {
      String text = new RecordWriter().text(read);
      assertThat(new RecordWriter().text(again(text))).isEqualTo(text);
    }
  }

  private static JournalRecord again(String text) {
    try {
      return new RecordReader().read(text);
    } catch (MalformedRecordException e) {
      throw new AssertionError(text, e);
    }
  }
}
