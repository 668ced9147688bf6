package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.fixture.FixtureHost;
import io.github.vigia.fixture.Look;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerLimitsTest {

  private static final String NONE = "absent absent absent absent absent";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # host           | percent used limit  cores throttled: known from the second look on
          cgroup-v1        | 50 268435456 536870912 1.5 failed
          cgroup-v2        | 75 805306368 1073741824 0.5 failed
          truncated        | failed failed failed failed failed
          debian-idle      | absent absent absent absent absent
          busy             | absent absent absent absent absent
          no-swap          | absent absent absent absent absent
          psi-off          | absent absent absent absent absent
          no-sensors       | absent absent absent absent absent
          hostile-names    | absent absent absent absent absent
          counters-before  | absent absent absent absent absent
          counters-wrapped | absent absent absent absent absent
          counters-reset   | absent absent absent absent absent
          counters-back    | absent absent absent absent absent
          """)
  void ofEachHost(String name, String expected) {
    assertThat(row(new ContainerLimits(FixtureHost.of(name).roots()))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # 25 of 100 new periods
          nr_periods 1100@nr_throttled 275 | 25
          # none at all: nothing wanted to run
          nr_periods 1000@nr_throttled 250 | 0
          nr_periods 1010@nr_throttled 260 | 100
          # began anew
          nr_periods 5@nr_throttled 1      | failed
          """)
  void throttledIsTheShareOfThePeriodsSinceTheLookBefore(String stat, String expected) {
    FixtureHost host = FixtureHost.copy("cgroup-v1", folder);
    ContainerLimits limits = new ContainerLimits(host.roots());
    row(limits);
    host.write("sys/fs/cgroup/cpu/cpu.stat", stat.replace('@', '\n') + "\nthrottled_time 9\n");
    assertThat(row(limits)).isEqualTo("50 268435456 536870912 1.5 " + expected);
  }

  @Test
  void aLimitOfVersionOneThatIsNotBelowTheMemoryOfTheHostIsNone() {
    FixtureHost host = FixtureHost.copy("cgroup-v1", folder);
    host.write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
    host.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "4096000000\n");
    assertThat(row(new ContainerLimits(host.roots()))).isEqualTo(NONE);
    host.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    assertThat(row(new ContainerLimits(host.roots()))).isEqualTo(NONE);
    host.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "4095999999\n");
    assertThat(row(new ContainerLimits(host.roots())))
        .isEqualTo("6.55 268435456 4095999999 absent absent");
  }

  @Test
  void versionTwoWithoutLimitsHasNothingToWatch() {
    FixtureHost host = FixtureHost.copy("cgroup-v2", folder);
    host.write("sys/fs/cgroup/memory.max", "max\n");
    host.write("sys/fs/cgroup/cpu.max", "max 100000\n");
    assertThat(row(new ContainerLimits(host.roots()))).isEqualTo(NONE);
  }

  @Test
  void aControllerThatTheContainerLacksTakesNothingFromTheOther() {
    FixtureHost host = FixtureHost.copy("cgroup-v2", folder);
    host.remove("sys/fs/cgroup/cpu.max");
    assertThat(row(new ContainerLimits(host.roots())))
        .isEqualTo("75 805306368 1073741824 absent absent");
  }

  @Test
  void moreInactiveFilesThanUsageIsNoNegativeUse() {
    FixtureHost host = FixtureHost.copy("cgroup-v2", folder);
    host.write("sys/fs/cgroup/memory.current", "1000\n");
    assertThat(row(new ContainerLimits(host.roots()))).startsWith("0 0 1073741824 ");
  }

  private static String row(ContainerLimits limits) {
    return Look.of(limits, 0).row(limits.metrics());
  }
}
