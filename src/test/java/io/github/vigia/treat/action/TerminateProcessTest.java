package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.Libc;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On children of our own, with a memory that is full on paper. */
class TerminateProcessTest {

  private static final String HOLDS =
      "$SIG{TERM} = $ARGV[1]; $x = 'a' x ($ARGV[0] << 20); print STDERR 1; sleep 100 while 1";

  @TempDir private Path folder;
  private @Nullable OwnChildren children;

  @BeforeEach
  void makeProc() throws IOException {
    Assumptions.assumeTrue(Libc.isAvailable() && new HostRun().has("perl"), "Linux and perl");
    children = new OwnChildren(folder);
    available(2);
  }

  @AfterEach
  void endChildren() throws IOException {
    if (children != null) {
      children.close();
    }
  }

  private OwnChildren children() {
    return java.util.Objects.requireNonNull(children);
  }

  private void available(int percent) throws IOException {
    children()
        .write(
            "meminfo",
            "MemTotal: 1000000 kB\nMemFree: 0 kB\nMemAvailable: " + percent * 10_000 + " kB\n");
  }

  private Step step() throws IOException {
    TerminateProcess.Options options =
        new TerminateProcess.Options(
            Mode.AUTO, 5, 12, 3, Duration.ofSeconds(1), Set.of("precious"), Set.of(), Set.of());
    return new TerminateProcess(options, children().roots(), 1)
        .steps(new Condition(Signal.MEMORY, ""))
        .getFirst();
  }

  private Process hog(int megabytes, String onTerm) throws IOException {
    Process hog = children().start("perl", "-e", HOLDS, "" + megabytes, onTerm);
    Path status = Path.of("/proc/" + hog.pid() + "/status");
    for (int i = 0; i < 200; i++) {
      String text = Files.readString(status);
      java.util.regex.Matcher matcher =
          java.util.regex.Pattern.compile("RssAnon:\\s+(\\d+)").matcher(text);
      if (matcher.find() && Long.parseLong(matcher.group(1)) >= (long) megabytes << 10) {
        break;
      }
      LockSupport.parkNanos(20_000_000);
    }
    return hog;
  }

  @Test
  void theHogEndsWhenItIsAskedToAndNobodyElse() throws Exception {
    Process bystander = children().start("sleep", "100");
    Process hog = hog(80, "DEFAULT");
    Step step = step();

    Preview preview = step.preview();
    assertThat(preview.items()).singleElement().asString().contains("process " + hog.pid());
    assertThat(hog.isAlive()).isTrue();
    Effect effect = step.act(preview, new HostRun());

    assertThat(effect.direct()).isEqualTo(1);
    assertThat(effect.summary()).contains("when it was asked to");
    assertThat(hog.waitFor()).isEqualTo(128 + 15);
    assertThat(bystander.isAlive()).isTrue();
  }

  @Test
  void aHogThatDoesNotListenIsKilled() throws Exception {
    Process hog = hog(80, "IGNORE");
    Step step = step();

    Effect effect = step.act(step.preview(), new HostRun());

    assertThat(effect.summary()).contains("was killed");
    assertThat(hog.waitFor()).isEqualTo(128 + 9);
  }

  @Test
  void memoryThatCameBackSavesTheVictim() throws Exception {
    Process hog = hog(80, "DEFAULT");
    Step step = step();
    Preview preview = step.preview();
    available(20);

    assertThat(step.act(preview, new HostRun()).direct()).isZero();
    assertThat(step.preview().helps()).isFalse();
    assertThat(hog.isAlive()).isTrue();
  }

  @Test
  void onlyTheProcessThatWasApprovedIsEnded() throws Exception {
    Process hog = hog(80, "DEFAULT");
    Step step = step();
    String item = step.preview().items().getFirst();
    Preview reused =
        new Preview(true, "", 1, List.of(item.replaceAll("at tick \\d+", "at tick 1")));

    assertThat(step.act(reused, new HostRun()).direct()).isZero();
    assertThat(hog.isAlive()).isTrue();
  }

  @Test
  void pressureCountsWhereThereIsStillSome() throws Exception {
    hog(80, "DEFAULT");
    available(9);
    assertThat(step().preview().helps()).isFalse();
    Files.createDirectories(folder.resolve("proc/pressure"));
    children()
        .write(
            "pressure/memory",
            """
            some avg10=40.00 avg60=1.00 avg300=1.00 total=1
            full avg10=20.00 avg60=1.00 avg300=1.00 total=1
            """);

    assertThat(step().preview().helps()).isTrue();
  }

  @Test
  void itWaitsForApprovalByDefault() {
    assertThat(TerminateProcess.Options.DEFAULTS.mode()).isEqualTo(Mode.APPROVE);
  }
}
