package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Attempt;
import io.github.vigia.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that is killed at each of its points, and what the next one makes of it. */
class CrashTest {

  @TempDir private Path folder;

  @BeforeEach
  void needsLinux() {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/stat")), "there is no /proc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INTENT", "ROLLBACK_ARMED", "STARTED", "DISARMED", "RESULT", "VERIFIED"})
  void afterAKillNothingRunsTwiceAndNothingIsForgotten(String point) throws Exception {
    killedAt(point);
    restart();
    assertGuarantees();
    Past past = past();
    List<Attempt> finished = past.finished();
    assertThat(finished).hasSize(1);
    assertThat(finished.getFirst().outcome())
        .isEqualTo(
            switch (point) {
              case "VERIFIED" -> Outcome.FAILED;
              case "RESULT" -> Outcome.UNVERIFIED;
              default -> Outcome.INTERRUPTED;
            });
    boolean armed = point.equals("ROLLBACK_ARMED") || point.equals("STARTED");
    Path rolled = folder.resolve("rolled-" + finished.getFirst().id());
    // Killed between the record and the token nothing was armed, and nothing had been done yet.
    assertThat(Files.exists(rolled)).isEqualTo(armed && !point.equals("ROLLBACK_ARMED"));
  }

  @Test
  void aTailThatWasTornByTheKillIsNoHarm() throws Exception {
    killedAt("STARTED");
    Path log = folder.resolve("treatments.wal");
    byte[] whole = Files.readAllBytes(log);
    int end = whole.length;
    while (whole[end - 1] == 0) {
      end--;
    }
    for (int cut : new int[] {1, 5, 60, 200}) {
      Files.write(log, Arrays.copyOf(whole, end - cut));
      restart();
      assertGuarantees();
      assertThat(past().finished()).hasSize(1);
    }
  }

  private void killedAt(String point) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Toy.class.getName(),
            folder.toString());
    builder.environment().put("CRASH_AT", point);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("output"))).isEqualTo(137);
  }

  /** The next agent starts, looks once, and ends. */
  private void restart() throws IOException {
    ScriptedStep never =
        new ScriptedStep("toy", "deed", 2, Mode.OFF, _ -> Effect.none("never called"));
    try (Engine engine = Toy.engine(folder, "", never)) {
      Toy.observe(engine, 60);
      assertThat(engine.ask(Operations::attempts)).isNotEmpty();
    }
  }

  private void assertGuarantees() throws IOException {
    Set<String> intents = new HashSet<>();
    Map<String, @Nullable Object> last = Map.of();
    List<Identity> processes = new ArrayList<>();
    try (Wal wal = Wal.open(folder, folder.resolve("treatments.last"))) {
      for (byte[] record : wal.records()) {
        Map<String, @Nullable Object> tree = Json.read(record);
        if ("INTENT".equals(tree.get("type"))) {
          intents.add(Json.text(tree, "attempt"));
        }
        if ("STARTED".equals(tree.get("type"))) {
          processes.add(Identity.of(Json.object(tree, "process")));
        }
        last = tree.containsKey("state") ? tree : last;
      }
    }
    List<String> deeds = Toy.lines(folder.resolve("deeds"));
    assertThat(intents).as("G1: a deed has its intent").containsAll(deeds);
    assertThat(deeds).as("G2: no attempt runs twice").doesNotHaveDuplicates();
    assertThat(Toy.lines(folder.resolve("overlaps"))).as("G3: no two copies").isEmpty();
    for (Identity identity : processes) {
      assertThat(new Kin(Path.of("/proc"), identity, true).members()).as("G3: no orphan").isEmpty();
    }
    assertThat(past().armed()).as("G4: no rollback is forgotten").isEmpty();
    assertThat(past().open()).as("every attempt is closed").isEmpty();
    Map<String, @Nullable Object> state = Json.object(last, "state");
    assertThat(Json.number(Json.object(state, "ledger"), "tokens"))
        .as("G5: it was paid for")
        .isLessThan(12);
  }

  private Past past() throws IOException {
    try (Wal wal = Wal.open(folder, folder.resolve("treatments.last"))) {
      return Past.of(wal.records());
    }
  }
}
