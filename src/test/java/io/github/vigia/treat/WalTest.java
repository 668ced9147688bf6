package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalTest {

  @TempDir private Path folder;

  @Test
  void whatIsAppendedIsThereAfterTheNextOpening() throws IOException {
    try (Wal wal = open()) {
      assertThat(wal.records()).isEmpty();
      wal.append(bytes("one"));
      wal.append(bytes("two"));
    }
    try (Wal wal = open()) {
      assertThat(texts(wal)).containsExactly("one", "two");
      wal.append(bytes("three"));
    }
    try (Wal wal = open()) {
      assertThat(texts(wal)).containsExactly("one", "two", "three");
    }
  }

  @Test
  void onlyOneEngineHasItOpen() throws IOException {
    try (Wal _ = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another engine is at work");
    }
    open().close();
  }

  @Test
  void aTornTailOfAnyLengthIsCutOffAndTheMirrorHasTheLastRecord() throws IOException {
    try (Wal wal = open()) {
      wal.append(bytes("one"));
      wal.append(bytes("two"));
    }
    byte[] whole = Files.readAllBytes(log());
    int end = 2 * (Frame.HEADER + 3);
    for (int cut = 1; cut <= Frame.HEADER + 3; cut++) {
      Files.write(log(), Arrays.copyOf(whole, end - cut));
      try (Wal wal = open()) {
        assertThat(texts(wal))
            .as("with the mirror, %d bytes cut", cut)
            .containsExactly("one", "two");
      }
      Files.write(log(), Arrays.copyOf(whole, end - cut));
      try (Wal wal = Wal.open(folder, folder.resolve("no-mirror"))) {
        assertThat(texts(wal)).as("%d bytes cut", cut).containsExactly("one");
        wal.append(bytes("new"));
      }
      try (Wal wal = Wal.open(folder, folder.resolve("no-mirror"))) {
        assertThat(texts(wal)).containsExactly("one", "new");
      }
      assertThat(Files.size(log())).isEqualTo(Wal.SEGMENT);
      Files.delete(folder.resolve("no-mirror"));
    }
  }

  @Test
  void aRecordThatWasChangedEndsTheLogThere() throws IOException {
    try (Wal wal = open()) {
      wal.append(bytes("one"));
      wal.append(bytes("two"));
      wal.append(bytes("three"));
    }
    try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "rw")) {
      file.seek(Frame.HEADER + 3 + Frame.HEADER);
      file.write('T');
    }
    try (Wal wal = Wal.open(folder, folder.resolve("no-mirror"))) {
      assertThat(texts(wal)).containsExactly("one");
    }
  }

  @Test
  void aRecordTakenOutOfTheChainIsNoticed() throws IOException {
    try (Wal wal = open()) {
      wal.append(bytes("one"));
      wal.append(bytes("two"));
      wal.append(bytes("six"));
    }
    byte[] whole = Files.readAllBytes(log());
    int one = Frame.HEADER + 3;
    System.arraycopy(whole, 2 * one, whole, one, one);
    Arrays.fill(whole, 2 * one, 3 * one, (byte) 0);
    Files.write(log(), whole);
    try (Wal wal = Wal.open(folder, folder.resolve("no-mirror"))) {
      assertThat(texts(wal)).containsExactly("one");
    }
  }

  @Test
  void aFullSegmentIsPutAsideAndTheChainGoesOn() throws IOException {
    byte[] large = new byte[200 << 10];
    new Random(1).nextBytes(large);
    try (Wal wal = open()) {
      for (int i = 0; i < 12; i++) {
        wal.append(large);
      }
      wal.append(bytes("last"));
    }
    assertThat(folder.resolve("treatments-00000001.wal")).hasSize(Wal.SEGMENT);
    assertThat(folder.resolve("treatments-00000002.wal")).hasSize(Wal.SEGMENT);
    assertThat(folder.resolve("treatments.wal.spare")).hasSize(Wal.SEGMENT);
    try (Wal wal = open()) {
      assertThat(wal.records()).hasSize(13);
      assertThat(wal.records().getLast()).isEqualTo(bytes("last"));
    }
  }

  @Test
  void whereTheDiskFailsTheMirrorHoldsTheRecordsUntilItWorksAgain() throws IOException {
    Path broken = folder.resolve("treatments.wal.spare");
    Files.createDirectories(broken.resolve("in the way"));
    try (Wal wal = open()) {
      wal.append(bytes("one"));
      wal.append(bytes("two"));
      assertThat(wal.isFlushed()).isFalse();
      Files.delete(broken.resolve("in the way"));
      Files.delete(broken);
      wal.append(bytes("three"));
      assertThat(wal.isFlushed()).isTrue();
    }
    try (Wal wal = open()) {
      assertThat(texts(wal)).containsExactly("one", "two", "three");
    }
  }

  @Test
  void whereNeitherTakesItTheRecordIsRefusedAndTheChainStaysWhole() throws IOException {
    Files.createDirectories(folder.resolve("treatments.wal.spare/in the way"));
    Path nowhere = folder.resolve("gone/mirror");
    try (Wal wal = Wal.open(folder, nowhere)) {
      assertThatThrownBy(() -> wal.append(bytes("one"))).isInstanceOf(IOException.class);
      Files.delete(folder.resolve("treatments.wal.spare/in the way"));
      Files.delete(folder.resolve("treatments.wal.spare"));
      wal.append(bytes("two"));
    }
    try (Wal wal = Wal.open(folder, nowhere)) {
      assertThat(texts(wal)).containsExactly("two");
    }
  }

  @Test
  void aRecordIsNeitherEmptyNorHuge() throws IOException {
    try (Wal wal = open()) {
      assertThatThrownBy(() -> wal.append(new byte[0]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> wal.append(new byte[Frame.LONGEST + 1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aRecordWithListsThatAreTooLongIsKeptWithTheirBeginning() throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      names.add("/tmp/" + "x".repeat(4000) + i);
    }
    try (Book book = new Book(open())) {
      book.result("id", new Effect(1, "bytes", "many", names), "");
    }
    try (Wal wal = open()) {
      assertThat(Json.texts(Json.read(wal.records().getFirst()), "details")).hasSize(10);
    }
  }

  private Wal open() throws IOException {
    return Wal.open(folder, folder.resolve("mirror"));
  }

  private Path log() {
    return folder.resolve("treatments.wal");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> texts(Wal wal) {
    return wal.records().stream().map(r -> new String(r, StandardCharsets.UTF_8)).toList();
  }
}
