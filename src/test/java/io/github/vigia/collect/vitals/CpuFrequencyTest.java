package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.fixture.FixtureHost;
import io.github.vigia.fixture.Look;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuFrequencyTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # from sysfs: 0.8 and 1.2
          debian-idle      | 1
          # from cpuinfo: 3200, 3400.5 and 2999.5
          busy             | 3.2
          # an ARM board says neither
          no-swap          | absent
          just-booted      | absent
          cgroup-v1        | 2
          cgroup-v2        | 2
          psi-off          | 2.4
          no-sensors       | 2.4
          hostile-names    | 1.5
          truncated        | failed
          counters-before  | 2.4
          counters-wrapped | 2.4
          counters-reset   | 2.4
          counters-back    | 2.4
          """)
  void ofEachHost(String name, String expected) {
    CpuFrequency frequency = new CpuFrequency(FixtureHost.of(name).roots());
    assertThat(Look.of(frequency, 0).row(frequency.metrics())).isEqualTo(expected);
  }

  @Test
  void aCoreThatWentOffIsLeftOutOfTheMean() {
    FixtureHost host = FixtureHost.copy("debian-idle", folder);
    CpuFrequency frequency = new CpuFrequency(host.roots());
    Look.of(frequency, 0);
    host.write("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "");
    assertThat(Look.of(frequency, 1).row(frequency.metrics())).isEqualTo("1.2");
  }

  @Test
  void aKernelThatDoesNotSayIsAskedOnce() {
    FixtureHost host = FixtureHost.copy("no-swap", folder);
    CpuFrequency frequency = new CpuFrequency(host.roots());
    Look.of(frequency, 0);
    host.remove("proc/cpuinfo");
    assertThat(Look.of(frequency, 1).row(frequency.metrics())).isEqualTo("absent");
  }
}
