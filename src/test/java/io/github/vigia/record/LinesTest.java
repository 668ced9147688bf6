package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LinesTest {

  @Test
  void eachLineComesWithoutItsLineFeedAndWithTheOffsetAfterIt() throws IOException {
    Lines lines = lines("one\n\nthree\n");

    assertThat(lines.next()).isTrue();
    assertThat(text(lines)).isEqualTo("one");
    assertThat(lines.offset()).isEqualTo(4);
    assertThat(lines.next()).isTrue();
    assertThat(text(lines)).isEmpty();
    assertThat(lines.offset()).isEqualTo(5);
    assertThat(lines.next()).isTrue();
    assertThat(text(lines)).isEqualTo("three");
    assertThat(lines.next()).isFalse();
    assertThat(lines.offset()).isEqualTo(11);
    assertThat(lines.isTorn()).isFalse();
  }

  @Test
  void nothingIsNoLineAndNotTorn() throws IOException {
    Lines lines = lines("");

    assertThat(lines.next()).isFalse();
    assertThat(lines.isTorn()).isFalse();
  }

  @Test
  void aLastLineWithoutLineFeedIsTorn() throws IOException {
    Lines lines = lines("one\ntwo");

    assertThat(lines.next()).isTrue();
    assertThat(lines.next()).isFalse();
    assertThat(lines.isTorn()).isTrue();
  }

  @Test
  void aFileThatGrowsMayBeAskedAgain() throws IOException {
    ArrayDeque<String> parts = new ArrayDeque<>();
    Lines lines =
        new Lines(
            new InputStream() {
              @Override
              public int read() {
                throw new UnsupportedOperationException();
              }

              @Override
              public int read(byte[] bytes, int from, int count) {
                String part = parts.poll();
                if (part == null) {
                  return -1;
                }
                byte[] content = part.getBytes(StandardCharsets.UTF_8);
                System.arraycopy(content, 0, bytes, from, content.length);
                return content.length;
              }
            });
    parts.add("on");
    assertThat(lines.next()).isFalse();
    assertThat(lines.isTorn()).isTrue();

    parts.add("e\ntwo");
    assertThat(lines.next()).isTrue();
    assertThat(text(lines)).isEqualTo("one");
    assertThat(lines.next()).isFalse();

    parts.add("\n");
    assertThat(lines.next()).isTrue();
    assertThat(text(lines)).isEqualTo("two");
    assertThat(lines.isTorn()).isFalse();
  }

  @Test
  void theLongestLineIsReadAndALongerOneIsPassedOver() throws IOException {
    Lines lines =
        lines("a".repeat(Lines.LONGEST) + "\n" + "b".repeat(Lines.LONGEST + 1) + "\nthree\n");

    assertThat(lines.next()).isTrue();
    assertThat(lines.isTooLong()).isFalse();
    assertThat(lines.length()).isEqualTo(Lines.LONGEST);
    assertThat(lines.next()).isTrue();
    assertThat(lines.isTooLong()).isTrue();
    assertThat(lines.next()).isTrue();
    assertThat(lines.isTooLong()).isFalse();
    assertThat(text(lines)).isEqualTo("three");
    assertThat(lines.offset()).isEqualTo(2L * Lines.LONGEST + 1 + 2 + 6);
  }

  @Test
  void memoryStaysBoundedWhateverTheFileHolds() throws IOException {
    Lines lines = lines("x".repeat(5 * Lines.LONGEST));

    assertThat(lines.next()).isFalse();
    assertThat(lines.isTorn()).isTrue();
    assertThat(lines.isTooLong()).isTrue();
    assertThat(lines.bytes()).hasSizeLessThanOrEqualTo(2 * Lines.LONGEST);
  }

  @Test
  void theStreamIsClosedWithTheLines() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    Lines lines =
        new Lines(
            new ByteArrayInputStream(new byte[0]) {
              @Override
              public void close() {
                closed.set(true);
              }
            });
    lines.close();

    assertThat(closed).isTrue();
  }

  private static Lines lines(String text) {
    return new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Lines lines) {
    return new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8);
  }
}
