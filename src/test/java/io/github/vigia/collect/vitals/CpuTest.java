package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.vigia.Property;
import io.github.vigia.fixture.FixtureHost;
import io.github.vigia.fixture.Look;
import io.github.vigia.model.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuTest {

  private static final List<Metric> TOTALS =
      List.of(
          Metric.CPU_PERCENT,
          Metric.CPU_USER_PERCENT,
          Metric.CPU_SYSTEM_PERCENT,
          Metric.CPU_IOWAIT_PERCENT,
          Metric.CPU_STEAL_PERCENT);

  private static final String NOTHING = "failed failed failed failed failed";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # host        | used  user  sys   wait steal
          debian-idle   | 0.85 0.53 0.22 0.15 0.1
          busy          | 92 70 22 3 0
          no-swap       | 20 10 10 0 0
          cgroup-v1     | 40 30 10 0 0
          cgroup-v2     | 40 30 10 0 0
          psi-off       | 10 5 5 0 0
          no-sensors    | 10 5 5 0 0
          hostile-names | 10 5 5 0 0
          truncated     | failed failed failed failed failed
          """)
  void sinceTheBootOfEachHost(String name, String expected) {
    FixtureHost host = FixtureHost.copy("just-booted", folder);
    Cpu cpu = new Cpu(host.roots());
    Look.of(cpu, 0);
    host.become(name);
    assertThat(Look.of(cpu, 10).row(TOTALS)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # 700 user, 100 system, 200 idle
          counters-wrapped | 80 70 10 0 0
          # idle and iowait fell a little, 100 user and 100 system passed
          counters-back    | 100 50 50 0 0
          # all began anew
          counters-reset   | failed failed failed failed failed
          """)
  void sinceTheLookBefore(String name, String expected) {
    FixtureHost host = FixtureHost.copy("counters-before", folder);
    Cpu cpu = new Cpu(host.roots());
    Look.of(cpu, 0);
    host.become(name);
    assertThat(Look.of(cpu, 10).row(TOTALS)).isEqualTo(expected);
  }

  @Test
  void aFirstLookFailsAndIsNeverZero() {
    Look first = Look.of(new Cpu(FixtureHost.of("debian-idle").roots()), 0);
    assertThat(first.row(TOTALS)).isEqualTo(NOTHING);
    assertThat(first.table()).hasSize(TOTALS.size());
  }

  @Test
  void twoLooksWithinOneTickSayNothing() {
    Cpu cpu = new Cpu(FixtureHost.of("debian-idle").roots());
    Look.of(cpu, 0);
    assertThat(Look.of(cpu, 0).row(TOTALS)).isEqualTo(NOTHING);
  }

  @Test
  void coresGoByTheNumberOfTheKernel() {
    FixtureHost host = FixtureHost.copy("just-booted", folder);
    Cpu cpu = new Cpu(host.roots());
    Look.of(cpu, 0);
    host.become("busy");
    assertThat(Look.of(cpu, 10).table())
        .containsEntry("core_percent:0", "100")
        .containsEntry("core_percent:1", "92")
        .doesNotContainKey("core_percent:2")
        .containsEntry("core_percent:3", "88");
  }

  @Test
  void aCoreThatWasOffBeginsAnew() {
    FixtureHost host = FixtureHost.copy("just-booted", folder);
    Cpu cpu = new Cpu(host.roots());
    host.write("proc/stat", stat("0 0 0 0", "0 0 0 0"));
    Look.of(cpu, 0);
    host.write("proc/stat", "cpu  10 0 0 90\ncpu0 10 0 0 90\n");
    Look.of(cpu, 1);
    host.write("proc/stat", stat("20 0 0 180", "900 0 0 100"));
    Look back = Look.of(cpu, 2);
    host.write("proc/stat", stat("30 0 0 270", "950 0 0 150"));
    Look later = Look.of(cpu, 3);
    assertThat(back.table())
        .containsEntry("core_percent:0", "10")
        .doesNotContainKey("core_percent:1");
    assertThat(later.table()).containsEntry("core_percent:1", "50");
  }

  @Test
  void afterATextThatIsCutTheNextLookComparesWithTheLastWholeOne() {
    FixtureHost host = FixtureHost.copy("just-booted", folder);
    Cpu cpu = new Cpu(host.roots());
    Look.of(cpu, 0);
    host.become("truncated");
    assertThat(Look.of(cpu, 5).row(TOTALS)).isEqualTo(NOTHING);
    host.become("busy");
    assertThat(Look.of(cpu, 10).row(TOTALS)).isEqualTo("92 70 22 3 0");
  }

  @Test
  void percentagesStayWithinTheirBoundsWhateverTheCountersDo() {
    Property.forAll(random -> {
      CpuShares shares = new CpuShares();
      long[] ticks = new long[10];
      for (int look = 0; look < 20; look++) {
        for (int mode = 0; mode < ticks.length; mode++) {
          ticks[mode] = Math.max(0, ticks[mode] + step(random));
        }
        if (shares.look(ticks)) {
          double parts = shares.userPercent() + shares.systemPercent() + shares.stealPercent();
          assertThat(shares.usedPercent()).isBetween(0.0, 100.0).isCloseTo(parts, offset(0.02));
          assertThat(shares.iowaitPercent() + shares.usedPercent()).isBetween(0.0, 100.01);
        }
      }
    });
  }

  private static long step(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> -random.nextLong(1000);
      case 1 -> 0;
      case 2 -> random.nextLong(1L << 50);
      default -> random.nextLong(500);
    };
  }

  private static String stat(String core0, String core1) {
    return "cpu  1000 0 0 %d\ncpu0 %s\ncpu1 %s\n".formatted(1000 + core0.length(), core0, core1);
  }
}
