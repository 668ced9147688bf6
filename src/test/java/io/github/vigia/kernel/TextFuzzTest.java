package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

class TextFuzzTest {

  /** The first half chooses what to call, the second half is the text. */
  @FuzzTest
  void neverLeavesItsBounds(byte[] bytes) {
    int half = bytes.length / 2;
    byte[] content = Arrays.copyOfRange(bytes, half, bytes.length);
    Text text = new Text(content, content.length);
    for (int i = 0; i < half; i++) {
      int before = text.position();
      boolean rewinds = step(text, bytes[i]);
      assertThat(text.position()).isBetween(rewinds ? 0 : before, content.length);
    }
  }

  /** Whether the step may go back. */
  private static boolean step(Text text, byte choice) {
    try {
      switch (choice & 15) {
        case 0 -> assertThat(Long.toString(text.number())).hasSizeLessThanOrEqualTo(20);
        case 1 -> assertThat(text.decimal()).isFinite();
        case 2 -> assertThat(Long.toHexString(text.hex())).hasSizeLessThanOrEqualTo(16);
        case 3 -> assertThat(text.word()).isNotEmpty();
        case 4 -> text.skipWord();
        case 5 -> text.skipBlanks();
        case 6 -> assertThat(text.nextLine()).isEqualTo(!text.atEnd());
        case 7 -> assertThat(text.skipPast((char) (choice & 127))).isIn(true, false);
        case 8 -> assertThat(text.skip("cpu")).isIn(true, false);
        case 9 -> assertThat(text.peek()).isBetween(-1, 255);
        case 10 -> assertThat(text.atLineEnd()).isIn(true, false);
        case 11 -> {
          text.seek(choice * 3);
          return true;
        }
        default ->
            assertThat(text.slice(text.position(), text.length()))
                .hasSizeLessThanOrEqualTo(text.length());
      }
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
    return false;
  }
}
