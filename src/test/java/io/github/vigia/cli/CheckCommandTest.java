package io.github.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void open() throws IOException {
    shell = new Shell(folder);
    thresholds("75%", "90%");
  }

  private void thresholds(String warning, String critical) throws IOException {
    Files.writeString(
        folder.resolve("vigia.yaml"),
        """
        thresholds:
          latency_ms: { targets: [127.0.0.1], timeout: 200ms }
          memory_percent: { warning: %s, critical: %s }
        """
            .formatted(warning, critical));
  }

  private int check(String... arguments) {
    Path host = Path.of("src/test/resources/hosts/debian-idle").toAbsolutePath();
    List<String> all = new ArrayList<>(List.of("check"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--path.procfs", host.resolve("proc").toString()));
    all.addAll(List.of("--path.sysfs", host.resolve("sys").toString()));
    all.addAll(List.of("--path.rootfs", host.resolve("root").toString()));
    return shell.run(all.toArray(String[]::new));
  }

  @Test
  void aStableSignalIsOkWithItsPerformanceData() {
    assertThat(check("memory")).isZero();
    assertThat(shell.out()).startsWith("OK - memory ").contains(" | memory=", ";75;90;0;100");
  }

  @Test
  void aSignalOverItsLimitsExitsAsAPluginDoes() throws IOException {
    thresholds("0.01%", "99.9%");
    assertThat(check("memory_percent")).isEqualTo(1);
    thresholds("0.01%", "0.02%");
    assertThat(check("memory_percent")).isEqualTo(2);

    assertThat(shell.out()).contains("WARNING - memory", "CRITICAL - memory");
  }

  @Test
  void whatTheHostDoesNotHaveIsUnknown() {
    assertThat(check("container_memory_percent")).isEqualTo(3);
    assertThat(shell.out()).startsWith("UNKNOWN - ");
  }

  @Test
  void jsonHasStateCodeAndSignals() {
    assertThat(check("memory", "--json")).isZero();
    assertThat(shell.out())
        .startsWith("{\"state\":\"STABLE\",\"code\":0,\"signals\":[{\"signal\":\"memory_percent\"");
  }

  @Test
  void anUnknownSignalIsWrongUsageAndTheKnownOnesAreNamed() {
    assertThat(check("memroy")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("no signal 'memroy'", "memory", "disk", "temperature");
  }
}
