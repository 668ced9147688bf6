package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class AuxiliaryVectorTest {

  @Test
  void pageAndTickAreFoundByTheirTypes() throws MalformedException {
    AuxiliaryVector vector = AuxiliaryVector.parse(text(33, 9, 17, 100, 6, 4096, 0, 0));
    assertThat(vector).isEqualTo(new AuxiliaryVector(4096, 100));
  }

  @Test
  void aVectorWithoutThemIsRefused() {
    refused(text());
    refused(text(6, 4096, 0, 0));
    refused(text(6, 0, 17, 100));
    refused(Text.of("6 4096"));
  }

  private static void refused(Text text) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> AuxiliaryVector.parse(text));
  }

  private static Text text(long... words) {
    ByteBuffer bytes =
        ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.nativeOrder());
    for (long word : words) {
      bytes.putLong(word);
    }
    return new Text(bytes.array(), bytes.capacity());
  }
}
