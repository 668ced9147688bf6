package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.ProbeFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFoldersTest {

  @TempDir Path folder;

  private static final List<Function<Path, ProcessFolders>> WAYS =
      List.of(NioProcessFolders::new, ProcessFolders::of);

  @Test
  void listsProcessesAndNothingElse() throws IOException {
    for (String name : List.of("1", "42", "100000", "self", "0", "12x", "99999999999")) {
      Files.createDirectory(folder.resolve(name));
    }
    for (Function<Path, ProcessFolders> way : WAYS) {
      assertThat(pids(way.apply(folder))).containsExactlyInAnyOrder(1, 42, 100000);
    }
  }

  @Test
  void readsAFileOfAProcess() throws IOException {
    ProbeFixture.write(folder.resolve("42/stat"), "42 (a) S\n");
    ProbeFixture.write(folder.resolve("7/empty"), "");
    for (Function<Path, ProcessFolders> way : WAYS) {
      ProcessFolders folders = way.apply(folder);
      folders.list();
      assertThat(folders.read(42, "stat")).isTrue();
      assertThat(text(folders.text())).isEqualTo("42 (a) S\n");
      assertThat(folders.read(7, "empty")).isTrue();
      assertThat(folders.text().length()).isZero();
      assertThat(folders.read(43, "stat")).isFalse();
      assertThat(folders.read(42, "io")).isFalse();
    }
  }

  @Test
  void aFolderThatIsNotThereIsAbsent() {
    for (Function<Path, ProcessFolders> way : WAYS) {
      assertThatThrownBy(() -> way.apply(folder.resolve("none")).list())
          .isInstanceOf(NotPresentException.class);
    }
  }

  @Test
  void findsThisVeryProcess() throws IOException {
    int own = (int) ProcessHandle.current().pid();
    for (Function<Path, ProcessFolders> way : WAYS) {
      ProcessFolders folders = way.apply(Path.of("/proc"));
      assertThat(pids(folders)).contains(own);
      assertThat(folders.read(own, "stat")).isTrue();
      PidStat stat = new PidStat();
      stat.parse(folders.text());
      assertThat(stat.threads()).isPositive();
      assertThat(stat.residentPages()).isGreaterThan(1000);
    }
  }

  private static List<Integer> pids(ProcessFolders folders) throws IOException {
    List<Integer> pids = new ArrayList<>();
    int count = folders.list();
    for (int i = 0; i < count; i++) {
      pids.add(folders.pid(i));
    }
    return pids;
  }

  private static String text(Text text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = text.byteAt(i);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
