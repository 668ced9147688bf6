package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Parsers of one line or two: {@link FileNr}, {@link PidIo}, {@link PageSize}. */
class SmallTextsTest {

  @Test
  void fileNrIsWhatIsAllocatedLessWhatIsFree() throws MalformedException {
    FileNr files = FileNr.parse(Text.of("600\t100\t2000\n"));
    assertThat(files).isEqualTo(new FileNr(500, 2000));
    assertThat(files.percent()).isEqualTo(25);
  }

  @Test
  void fileNrRejectsAnEmptyFile() {
    assertThatThrownBy(() -> FileNr.parse(Text.of(""))).isInstanceOf(MalformedException.class);
  }

  @Test
  void ioIsWhatTheDisksDidAndNotWhatTheCallsAskedFor() throws MalformedException {
    String io =
        """
        rchar: 9
        wchar: 9
        syscr: 9
        syscw: 9
        read_bytes: 4096
        write_bytes: 8192
        cancelled_write_bytes: 9
        """;
    assertThat(PidIo.bytes(Text.of(io))).isEqualTo(12288);
  }

  @Test
  void ioRejectsAFileWithoutTheLine() {
    assertThatThrownBy(() -> PidIo.bytes(Text.of("rchar: 9\nread_bytes: 4096\n")))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("expected 'write_bytes:'");
  }

  @Test
  void pageSizeIsTheSixthKeyOfTheAuxiliaryVector() {
    byte[] auxv =
        ByteBuffer.allocate(48)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(16)
            .putLong(0xbfebfbff)
            .putLong(6)
            .putLong(65536)
            .putLong(0)
            .putLong(0)
            .array();
    assertThat(PageSize.parse(auxv)).isEqualTo(65536);
    assertThat(PageSize.parse(new byte[7])).isEqualTo(4096);
  }
}
