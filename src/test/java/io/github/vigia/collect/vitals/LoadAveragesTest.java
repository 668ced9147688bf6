package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.fixture.FixtureHost;
import io.github.vigia.fixture.Look;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadAveragesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          just-booted      | 0 0 0
          debian-idle      | 0.08 0.03 0.01
          busy             | 12.5 9.75 4.2
          no-swap          | 0.5 0.4 0.3
          cgroup-v1        | 1 0.75 0.5
          cgroup-v2        | 1 0.75 0.5
          psi-off          | 0.2 0.1 0.05
          no-sensors       | 0.2 0.1 0.05
          hostile-names    | 0.1 0.1 0.1
          truncated        | failed failed failed
          counters-before  | 0.1 0.1 0.1
          counters-wrapped | 0.1 0.1 0.1
          counters-reset   | 0.1 0.1 0.1
          counters-back    | 0.1 0.1 0.1
          """)
  void ofEachHost(String name, String expected) {
    LoadAverages loads = new LoadAverages(FixtureHost.of(name).roots());
    assertThat(Look.of(loads, 0).row(loads.metrics())).isEqualTo(expected);
  }
}
