package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.fixture.FixtureHost;
import io.github.vigia.fixture.Look;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PressureStallTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # host           | cpu  memory some and full  io some and full
          just-booted      | absent absent absent absent absent
          debian-idle      | 0.11 0 0 0.25 0.2
          busy             | 61.5 12 8.4 30.07 22.1
          no-swap          | absent absent absent absent absent
          cgroup-v1        | 5 0 0 1 1
          cgroup-v2        | 5 0 0 1 1
          psi-off          | absent absent absent absent absent
          no-sensors       | 0 0 0 0 0
          hostile-names    | 0 0 0 0 0
          truncated        | failed failed failed failed failed
          counters-before  | 0 0 0 0 0
          counters-wrapped | 0 0 0 0 0
          counters-reset   | 0 0 0 0 0
          counters-back    | 0 0 0 0 0
          """)
  void ofEachHost(String name, String expected) {
    PressureStall pressure = new PressureStall(FixtureHost.of(name).roots());
    assertThat(Look.of(pressure, 0).row(pressure.metrics())).isEqualTo(expected);
  }

  @Test
  void aFileThatIsThereButRefusesToBeReadMeansThatItIsOff() {
    FixtureHost host = FixtureHost.copy("busy", folder);
    host.remove("proc/pressure/io");
    host.write("proc/pressure/io/folder", "reading a folder fails with EISDIR");
    PressureStall pressure = new PressureStall(host.roots());
    assertThat(Look.of(pressure, 0).row(pressure.metrics())).isEqualTo("61.5 12 8.4 absent absent");
  }

  @Test
  void aCutTextFailsOnceAndIsReadAgain() {
    FixtureHost host = FixtureHost.copy("truncated", folder);
    PressureStall pressure = new PressureStall(host.roots());
    Look.of(pressure, 0);
    host.become("busy");
    assertThat(Look.of(pressure, 1).row(pressure.metrics())).isEqualTo("61.5 12 8.4 30.07 22.1");
  }

  @Test
  void aKernelWithoutFullMemoryPressureLacksOnlyThat() {
    FixtureHost host = FixtureHost.copy("busy", folder);
    host.write("proc/pressure/memory", "some avg10=7.00 avg60=1.00 avg300=0.50 total=5\n");
    PressureStall pressure = new PressureStall(host.roots());
    assertThat(Look.of(pressure, 0).row(pressure.metrics())).isEqualTo("61.5 7 absent 30.07 22.1");
  }
}
