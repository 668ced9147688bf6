package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

  private static final Path PROC = Path.of("/proc");

  @TempDir private Path folder;
  private final Commands commands = new Commands(PROC);
  private final List<Identity> started = new ArrayList<>();

  @BeforeEach
  void needsLinux() {
    Assumptions.assumeTrue(Files.exists(PROC.resolve("self/stat")), "there is no /proc");
  }

  @Test
  void aCommandGetsItsArgumentsAsTheyAreAndAnEmptyInput() throws IOException {
    Run.Ended ended =
        commands.run(
            List.of(
                "sh", "-c", "printf '%s|' \"$@\"; cat; echo to-err >&2", "x", "a b", "$(id)", "*"),
            Duration.ofSeconds(10));
    assertThat(ended).isEqualTo(new Run.Ended(0, "a b|$(id)|*|", "to-err\n", false));
    assertThat(ended.succeeded()).isTrue();
  }

  @Test
  void itsExitCodeIsTold() throws IOException {
    assertThat(commands.run(List.of("sh", "-c", "exit 7"), Duration.ofSeconds(10)).code())
        .isEqualTo(7);
  }

  @Test
  void whatIsNotThereIsNotStarted() {
    assertThatThrownBy(() -> commands.run(List.of("no-such-program"), Duration.ofSeconds(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such program");
    assertThat(commands.has("sh")).isTrue();
    assertThat(commands.has("no-such-program")).isFalse();
    assertThat(commands.has("")).isFalse();
  }

  @Test
  void itsEnvironmentIsWhatItIsGivenAndAPath() throws IOException {
    Run.Ended ended = run(order(List.of("env"), Duration.ofSeconds(10), false, Map.of("OWN", "1")));
    assertThat(ended.out().lines().map(line -> line.substring(0, line.indexOf('='))))
        .isSubsetOf("PATH", "LANG", "OWN", "VIGIA_ATTEMPT", "PWD", "_", "OLDPWD", "SHLVL")
        .contains("PATH", "LANG", "OWN", "VIGIA_ATTEMPT");
  }

  @Test
  void whoItIsIsKnownBeforeItDoesAnything() throws IOException {
    Path made = folder.resolve("made");
    commands.run(
        order(List.of("touch", made.toString()), Duration.ofSeconds(10), false, Map.of()),
        () -> false,
        identity -> {
          assertThat(made).doesNotExist();
          ProcessStat stat = Objects.requireNonNull(ProcessStat.read(PROC, identity.pid()));
          assertThat(stat.session()).isEqualTo(identity.pid());
          assertThat(stat.start()).isEqualTo(identity.start());
        });
    assertThat(made).exists();
  }

  @Test
  void whatCantBeWrittenDownDoesNotRun() {
    Path made = folder.resolve("made");
    Commands.Order order =
        order(List.of("touch", made.toString()), Duration.ofSeconds(10), false, Map.of());
    assertThatThrownBy(() ->
            commands.run(
                order,
                () -> false,
                _ -> {
                  throw new IOException("the log is full");
                }))
        .hasMessage("the log is full");
    assertThat(made).doesNotExist();
  }

  @Test
  void aCommandThatTakesTooLongIsEndedWithAllItsChildren() throws IOException {
    Run.Ended ended =
        run(
            order(
                List.of("sh", "-c", "sleep 300 & setsid sleep 301 & echo begun; sleep 302"),
                Duration.ofMillis(500),
                false,
                Map.of()));
    assertThat(ended.timedOut()).isTrue();
    assertThat(ended.code()).isEqualTo(-1);
    assertThat(ended.out()).isEqualTo("begun\n");
    assertNobodyIsLeft();
  }

  @Test
  void whoIgnoresTermIsKilled() throws IOException {
    Run.Ended ended =
        run(
            order(
                List.of("sh", "-c", "trap '' TERM; while :; do sleep 1; done"),
                Duration.ofMillis(300),
                false,
                Map.of()));
    assertThat(ended.timedOut()).isTrue();
    assertNobodyIsLeft();
  }

  @Test
  void whatIsLeftInItsSessionIsEndedWithIt() throws IOException {
    run(
        order(
            List.of("sh", "-c", "sleep 300 >/dev/null 2>&1 & exit 0"),
            Duration.ofSeconds(10),
            false,
            Map.of()));
    assertNobodyIsLeft();
  }

  @Test
  void aDaemonOfAContainedCommandIsEndedTooButAnOrdinaryOneMayStay() throws IOException {
    List<String> daemon =
        List.of("sh", "-c", "setsid sleep 300 >/dev/null 2>&1 & sleep 0.2; exit 0");
    run(order(daemon, Duration.ofSeconds(10), true, Map.of()));
    assertNobodyIsLeft();
    started.clear();
    run(order(daemon, Duration.ofSeconds(10), false, Map.of()));
    Kin left = new Kin(PROC, started.getFirst(), true);
    assertThat(left.members()).hasSize(1);
    assertThat(left.end(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void aForkBombIsEnded() throws IOException {
    Run.Ended ended =
        run(
            order(
                List.of(
                    "prlimit",
                    "--nproc=2000",
                    "sh",
                    "-c",
                    "n=0; f() { sleep 300 & n=$((n+1)); [ $n -lt 100 ] && f; }; f; sleep 300"),
                Duration.ofMillis(700),
                true,
                Map.of()));
    assertThat(ended.timedOut()).isTrue();
    assertNobodyIsLeft();
  }

  @Test
  void ofAFloodOfOutputTheEndIsKeptAndNobodyWaits() throws IOException {
    Run.Ended ended =
        commands.run(
            List.of("sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' x; echo the-end"),
            Duration.ofSeconds(20));
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).hasSize(Commands.OUTPUT).endsWith("xthe-end\n");
  }

  @Test
  void itEndsWhenItIsTold() throws IOException {
    Run.Ended ended =
        commands.run(
            order(List.of("sleep", "300"), Duration.ofMinutes(5), false, Map.of()),
            () -> true,
            started::add);
    assertThat(ended.timedOut()).isTrue();
    assertNobodyIsLeft();
  }

  @Test
  void aProcessOfTheSameNumberThatStartedLaterIsNobodyOfOurs() throws IOException {
    Process other = new ProcessBuilder("setsid", "sleep", "300").start();
    try {
      ProcessStat stat = null;
      while (stat == null || stat.session() != stat.pid()) {
        stat = ProcessStat.read(PROC, (int) other.pid());
      }
      Identity before =
          new Identity(commands.boot(), stat.pid(), stat.start() - 1, "none", "", false);
      assertThat(new Kin(PROC, before, true).members()).isEmpty();
      Identity same = new Identity(commands.boot(), stat.pid(), stat.start(), "none", "", false);
      assertThat(new Kin(PROC, same, true).members()).hasSize(1);
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void aNameWithParenthesesDoesNotDeceiveTheParser() {
    String rest = " S 1 2 3 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 77 0 0";
    assertThat(ProcessStat.parse(5, "5 (a) Z 9 9 9)" + rest))
        .isEqualTo(new ProcessStat(5, 'S', 1, 3, 77));
    assertThat(ProcessStat.parse(5, "5 (a")).isNull();
    assertThat(ProcessStat.parse(5, "5 (a) S x y")).isNull();
  }

  private Run.Ended run(Commands.Order order) throws IOException {
    return commands.run(order, () -> false, started::add);
  }

  private static Commands.Order order(
      List<String> argv, Duration limit, boolean contained, Map<String, String> environment) {
    return new Commands.Order(
        argv, environment, "test-" + Ids.next(), limit, Commands.OUTPUT, contained);
  }

  private void assertNobodyIsLeft() throws IOException {
    assertThat(started).isNotEmpty();
    for (Identity identity : started) {
      assertThat(new Kin(PROC, identity, true).members()).isEmpty();
      if (!identity.group().isEmpty()) {
        assertThat(Path.of(identity.group())).doesNotExist();
      }
    }
  }
}
