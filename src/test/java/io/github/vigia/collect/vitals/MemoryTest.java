package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.fixture.FixtureHost;
import io.github.vigia.fixture.Look;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # host           | memory percent, used, total  swap percent, used, total
          just-booted      | 1.25 51200000 4096000000 absent absent absent
          debian-idle      | 25 1024000000 4096000000 10 102400000 1024000000
          busy             | 95 7782400000 8192000000 95 1945600000 2048000000
          # no MemAvailable: free, buffers and cached stand in
          no-swap          | 50 1024000000 2048000000 absent absent absent
          cgroup-v1        | 20 819200000 4096000000 absent absent absent
          cgroup-v2        | 20 819200000 4096000000 absent absent absent
          psi-off          | 25 256000000 1024000000 0 0 512000000
          no-sensors       | 25 256000000 1024000000 0 0 512000000
          hostile-names    | 25 256000000 1024000000 0 0 512000000
          truncated        | failed failed failed failed failed failed
          counters-before  | 25 256000000 1024000000 0 0 512000000
          counters-wrapped | 25 256000000 1024000000 0 0 512000000
          counters-reset   | 25 256000000 1024000000 0 0 512000000
          counters-back    | 25 256000000 1024000000 0 0 512000000
          """)
  void ofEachHost(String name, String expected) {
    Memory memory = new Memory(FixtureHost.of(name).roots());
    assertThat(Look.of(memory, 0).row(memory.metrics())).isEqualTo(expected);
  }
}
