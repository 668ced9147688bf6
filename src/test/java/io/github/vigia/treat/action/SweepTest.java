package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.kernel.Folder;
import io.github.vigia.treat.action.Sweep.Kept;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

  /** All that exists is older than this: change and birth times can't be set back. */
  private static final long FUTURE = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

  private static final Sweep.Stop NEVER = new Sweep.Stop(() -> false, () -> false, 1000, 64 << 20);

  private final Found found = new Found();

  @TempDir private Path temporary;
  private Path root = Path.of("");

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(temporary.toRealPath().resolve("root"));
  }

  @Test
  void removesOldFilesAndTheFoldersThatTheyLeaveEmpty() throws IOException {
    write("a", 5000);
    write("deep/er/b", 5000);

    Sweep.Result result = sweep(FUTURE);

    assertThat(root).isEmptyDirectory();
    assertThat(result.removed()).isEqualTo(4);
    assertThat(result.bytes()).isEqualTo(2 * 8192);
  }

  @Test
  void leavesWhatIsYoung() throws IOException {
    write("a", 1);
    long before = Instant.now().getEpochSecond() - 3600;

    assertThat(sweep(before).kept()).containsEntry(Kept.YOUNG, 1L);
    assertThat(root.resolve("a")).exists();
  }

  @Test
  void aDrySweepSaysWhatItWouldFreeAndTouchesNothing() throws IOException {
    write("a", 5000);

    Sweep.Result result = run(FUTURE, 1000, Long.MAX_VALUE, true);

    assertThat(result.bytes()).isEqualTo(8192);
    assertThat(root.resolve("a")).exists();
  }

  @Test
  void leavesOpenAndMappedFiles() throws IOException {
    Path open = write("open", 10);
    Path mapped = write("mapped", 10);
    try (FileChannel channel = FileChannel.open(open)) {
      MappedByteBuffer buffer;
      try (FileChannel mapping = FileChannel.open(mapped, StandardOpenOption.READ)) {
        buffer = mapping.map(FileChannel.MapMode.READ_ONLY, 0, 10);
      }
      assertThat(sweep(FUTURE).kept()).containsEntry(Kept.OPEN, 2L);
      assertThat(channel.isOpen()).isTrue();
      assertThat(buffer.isDirect()).isTrue();
    }
    assertThat(open).exists();
    assertThat(mapped).exists();
  }

  @Test
  void removesALinkAndNotWhatItPointsTo() throws IOException {
    Path outside = Files.writeString(temporary.resolve("precious"), "x");
    Files.createSymbolicLink(root.resolve("link"), outside);
    Files.createSymbolicLink(root.resolve("folder"), temporary);

    sweep(FUTURE);

    assertThat(outside).exists();
    assertThat(Files.exists(root.resolve("link"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void leavesALiveSocketAndRemovesADeadOne() throws IOException {
    Path alive = root.resolve("alive");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(alive));
      try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        dead.bind(UnixDomainSocketAddress.of(root.resolve("dead")));
      }
      assertThat(sweep(FUTURE).kept()).containsEntry(Kept.LIVE_SOCKET, 1L);
    }
    assertThat(Files.exists(alive)).isTrue();
    assertThat(Files.exists(root.resolve("dead"))).isFalse();
  }

  @Test
  void leavesStickyFiles() throws Exception {
    Path sticky = write("sticky", 1);
    assertThat(new ProcessBuilder("chmod", "1644", sticky.toString()).start().waitFor()).isZero();

    assertThat(sweep(FUTURE).kept()).containsEntry(Kept.STICKY, 1L);
  }

  @Test
  void leavesWhatRunningSystemsKeepAtTheTop() throws IOException {
    write(".X11-unix/X0", 1);
    write("systemd-private-abc/tmp/x", 1);
    write("below/tmux-1000/x", 1);

    assertThat(sweep(FUTURE).kept()).containsEntry(Kept.NAME, 2L);
    assertThat(root.resolve(".X11-unix/X0")).exists();
    assertThat(root.resolve("below")).doesNotExist();
  }

  @Test
  void countsNothingFreedForAFileWithAnotherName() throws IOException {
    Files.createLink(temporary.resolve("other"), write("a", 5000));

    Sweep.Result result = sweep(FUTURE);

    assertThat(result.removed()).isEqualTo(1);
    assertThat(result.bytes()).isZero();
  }

  @Test
  void aNameThatIsNotUtf8IsRemovedToo() throws Exception {
    assertThat(
            new ProcessBuilder(
                    "sh", "-c", "printf x > \"$1/$(printf '\\377\\n')z\"", "sh", "" + root)
                .start()
                .waitFor())
        .isZero();

    assertThat(sweep(FUTURE).removed()).isEqualTo(1);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void stopsAtTheMostEntries() throws IOException {
    for (int i = 0; i < 10; i++) {
      write("f" + i, 1);
    }

    assertThat(run(FUTURE, 3, Long.MAX_VALUE, false).removed()).isEqualTo(3);
    assertThat(root.toFile().list()).hasSize(7);
  }

  @Test
  void stopsAtTheMostBytes() throws IOException {
    for (int i = 0; i < 10; i++) {
      write("f" + i, 4096);
    }

    assertThat(run(FUTURE, 100, 8192, false).removed()).isEqualTo(2);
  }

  @Test
  void stopsWhenTheReasonIsGone() throws IOException {
    for (int i = 0; i < 1500; i++) {
      write("f" + i, 0);
    }
    Sweep sweep =
        Sweep.acting(
            new Sweep.Bounds(FUTURE, 10_000, Long.MAX_VALUE),
            rules(false),
            new Sweep.Stop(() -> false, () -> true, 1000, 64 << 20));

    assertThat(sweep.run(root).removed()).isEqualTo(999);
  }

  @Test
  void refusesARootThatIsALink() throws IOException {
    Path link = Files.createSymbolicLink(temporary.toRealPath().resolve("link"), root);

    assertThatThrownBy(() -> run(link, FUTURE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("without links");
  }

  @Test
  void theTimesOfAFolderThatLostAFileAreRestored() throws IOException {
    write("kept/young", 1);
    Path old = write("kept/old", 1);
    Path young = root.resolve("kept/young");
    var before = Files.getLastModifiedTime(root.resolve("kept"));
    try (FileChannel open = FileChannel.open(young)) {
      sweep(FUTURE);
      assertThat(open.isOpen()).isTrue();
    }
    assertThat(old).doesNotExist();
    assertThat(Files.getLastModifiedTime(root.resolve("kept")).toInstant().getEpochSecond())
        .isEqualTo(before.toInstant().getEpochSecond());
  }

  @Test
  void bothNamesOfAFileGoInOneSweep() throws IOException {
    Path one = write("one", 5000);
    Files.createLink(root.resolve("two"), one);
    long before = Files.getLastModifiedTime(one).toInstant().getEpochSecond() + 1;
    long limit = Math.max(before, Instant.now().getEpochSecond() + 1);

    sweep(limit);

    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aFolderAtTheTopGoesEntirelyOrNotAtAll() throws IOException {
    write("gone/a", 5000);
    write("gone/deep/b", 5000);
    Path open = write("stays/deep/open", 10);
    write("stays/a", 5000);
    try (FileChannel channel = FileChannel.open(open)) {
      Sweep.Result result = whole(FUTURE);

      assertThat(channel.isOpen()).isTrue();
      assertThat(result.removed()).isEqualTo(4);
      assertThat(result.bytes()).isEqualTo(2 * 8192);
      assertThat(result.kept()).containsExactly(Map.entry(Kept.OPEN, 1L));
    }
    assertThat(root.resolve("gone")).doesNotExist();
    assertThat(root.resolve("stays/a")).exists();
  }

  @Test
  void aLookNamesWhatWouldGoWithAllThatIsInIt() throws IOException {
    write("folder/a", 5000);
    write("folder/b", 5000);
    write("file", 1);
    Sweep.Bounds bounds = new Sweep.Bounds(FUTURE, 1000, Long.MAX_VALUE);

    Sweep.Result result = Sweep.looking(bounds, rules(true), found::add, NEVER).run(root);

    assertThat(found.names).containsExactlyInAnyOrder("folder 3 16384", "file 1 4096");
    assertThat(result.removed()).isEqualTo(4);
    assertThat(root.resolve("folder/a")).exists();
  }

  @Test
  void aFolderThatIsMoreThanOneSweepMayRemoveStays() throws IOException {
    for (int i = 0; i < 10; i++) {
      write("large/f" + i, 1);
    }
    Sweep.Bounds bounds = new Sweep.Bounds(FUTURE, 5, Long.MAX_VALUE);

    assertThat(Sweep.acting(bounds, rules(true), NEVER).run(root).kept())
        .containsExactly(Map.entry(Kept.TOO_LARGE, 1L));
    assertThat(root.resolve("large").toFile().list()).hasSize(10);
  }

  @Test
  void exchangesOfAFolderForALinkLeadNowhereElse() throws Exception {
    Path victim = Files.createDirectory(temporary.resolve("victim"));
    for (int i = 0; i < 5; i++) {
      Files.writeString(victim.resolve("precious" + i), "x");
    }
    Path swapped = root.resolve("d");
    Path aside = temporary.resolve("aside");
    AtomicBoolean over = new AtomicBoolean();
    Thread attacker =
        Thread.ofPlatform()
            .start(() -> {
              while (!over.get()) {
                exchange(swapped, aside, victim);
              }
            });
    Sweep.Rules rules = rules(false);
    for (int round = 0; round < 1000; round++) {
      Sweep.acting(new Sweep.Bounds(FUTURE, 1000, Long.MAX_VALUE), rules, NEVER).run(root);
    }
    over.set(true);
    attacker.join();

    assertThat(victim.toFile().list()).hasSize(5);
  }

  /** What an attacker does: a folder with files, then a link to the victim in its place. */
  private static void exchange(Path swapped, Path aside, Path victim) {
    try {
      Files.createDirectory(swapped);
      for (int i = 0; i < 5; i++) {
        Files.createFile(swapped.resolve("precious" + i));
      }
      Files.move(swapped, aside);
      Files.createSymbolicLink(swapped, victim);
    } catch (IOException _) {
      // The sweep was faster: begin again.
    }
    try {
      Files.deleteIfExists(swapped);
      if (Files.exists(aside)) {
        for (int i = 0; i < 5; i++) {
          Files.deleteIfExists(aside.resolve("precious" + i));
        }
        Files.delete(aside);
      }
    } catch (IOException _) {
      // A folder that is not empty stays for the sweep.
    }
  }

  private Path write(String name, int bytes) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, new byte[bytes]);
  }

  private Sweep.Result sweep(long olderThan) throws IOException {
    return run(olderThan, 1000, Long.MAX_VALUE, false);
  }

  private Sweep.Result run(long olderThan, long entries, long bytes, boolean dry)
      throws IOException {
    Sweep.Bounds bounds = new Sweep.Bounds(olderThan, entries, bytes);
    Sweep sweep =
        dry
            ? Sweep.looking(bounds, rules(false), found::add, NEVER)
            : Sweep.acting(bounds, rules(false), NEVER);
    return sweep.run(root);
  }

  private Sweep.Result whole(long olderThan) throws IOException {
    Sweep.Bounds bounds = new Sweep.Bounds(olderThan, 1000, Long.MAX_VALUE);
    return Sweep.acting(bounds, rules(true), NEVER).run(root);
  }

  private static Sweep.Rules rules(boolean wholeFolders) throws IOException {
    return new Sweep.Rules(LiveFiles.read(Path.of("/proc")), Exclusions.none(), "/", wholeFolders);
  }

  private static Sweep.Result run(Path root, long olderThan) throws IOException {
    Sweep.Bounds bounds = new Sweep.Bounds(olderThan, 10, 10);
    return Sweep.acting(bounds, rules(false), NEVER).run(root);
  }

  /** What a look says. */
  private static final class Found {
    private final List<String> names = new ArrayList<>();

    private void add(Folder parent, byte[] name, long newest, long entries, long bytes) {
      names.add(Folder.text(name) + " " + entries + " " + bytes);
    }
  }
}
