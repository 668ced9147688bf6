package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.fixture.FixtureHost;
import io.github.vigia.fixture.Look;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemperatureTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the package by its thermal zone, then by its chip; the board does not count
          debian-idle      | 46
          # Tctl is an offset, Tdie the die
          busy             | 78.25
          # nothing but the board
          no-swap          | 52
          cgroup-v1        | absent
          cgroup-v2        | absent
          psi-off          | 61.234
          # one that is stuck at 0
          no-sensors       | failed
          hostile-names    | 35
          truncated        | failed
          just-booted      | absent
          counters-before  | 50
          counters-wrapped | 50
          counters-reset   | 50
          counters-back    | 50
          """)
  void ofTheCpuOfEachHost(String name, String expected) {
    Look look = Look.of(new Temperature(FixtureHost.of(name).roots()), 0);
    assertThat(look.table())
        .containsEntry("temperature", expected)
        .containsEntry("cpu_temp_c", expected);
  }

  @Test
  void everySensorHasANameOfItsOwn() {
    assertThat(sensors("debian-idle"))
        .containsExactly(
            "acpitz=27.8",
            "coretemp_core_0=43",
            "coretemp_core_1=44",
            "coretemp_package_id_0=45",
            "nvme_composite=38.85",
            "x86_pkg_temp=46");
    assertThat(sensors("busy"))
        .containsExactly(
            "drivetemp_temp1=41",
            "drivetemp_temp1_2=43",
            "k10temp_tctl=88.25",
            "k10temp_tdie=78.25");
  }

  @Test
  void implausibleSensorsAreNotThere() {
    assertThat(sensors("hostile-names"))
        .containsExactly(
            "cpu_thermal_sys_temp=33",
            "cpu_thermal_sys_temp_2=35",
            "we_ird__chip__chilly=-39.999",
            "we_ird__chip__sys__temp___1=31");
    assertThat(sensors("no-sensors")).isEmpty();
    assertThat(sensors("truncated")).containsExactly("hwmon_temp1=40");
  }

  @Test
  void aSensorThatHadSaidATemperatureAndNowCannotHasFailed() {
    FixtureHost host = FixtureHost.copy("psi-off", folder);
    Temperature temperature = new Temperature(host.roots());
    Look.of(temperature, 0);
    for (String broken : List.of("-40000", "150000", "0", "", "no")) {
      host.write("sys/class/hwmon/hwmon0/temp1_input", broken);
      assertThat(Look.of(temperature, 1).table())
          .as(broken)
          .containsEntry("sensor_celsius:cpu_thermal_temp1", "failed")
          .containsEntry("temperature", "failed");
    }
    host.write("sys/class/hwmon/hwmon0/temp1_input", "149999\n");
    assertThat(Look.of(temperature, 2).table()).containsEntry("temperature", "149.999");
  }

  @Test
  void zeroIsATemperatureWhereItWasCloseBefore() {
    FixtureHost host = FixtureHost.copy("psi-off", folder);
    Temperature temperature = new Temperature(host.roots());
    host.write("sys/class/hwmon/hwmon0/temp1_input", "1000\n");
    Look.of(temperature, 0);
    host.write("sys/class/hwmon/hwmon0/temp1_input", "0\n");
    assertThat(Look.of(temperature, 1).table()).containsEntry("temperature", "0");
  }

  @Test
  void aCardThatStopsSayingItsTemperatureIsNoFault() {
    FixtureHost host = FixtureHost.copy("debian-idle", folder);
    Temperature temperature = new Temperature(host.roots());
    Look.of(temperature, 0);
    host.write("sys/class/hwmon/hwmon1/temp1_input", "");
    assertThat(Look.of(temperature, 1).table())
        .doesNotContainKey("sensor_celsius:nvme_composite")
        .containsEntry("temperature", "46");
  }

  @Test
  void sensorsThatComeAndGoAreNoticed() {
    FixtureHost host = FixtureHost.copy("just-booted", folder);
    Temperature temperature = new Temperature(host.roots());
    assertThat(Look.of(temperature, 0).table()).containsEntry("temperature", "absent");
    host.write("sys/class/hwmon/hwmon3/name", "coretemp\n");
    host.write("sys/class/hwmon/hwmon3/temp1_input", "55000\n");
    for (int look = 1; look < 10; look++) {
      Look.of(temperature, look);
    }
    assertThat(Look.of(temperature, 10).table()).containsEntry("temperature", "55");
    host.remove("sys/class/hwmon/hwmon3");
    for (int look = 11; look < 20; look++) {
      Look.of(temperature, look);
    }
    assertThat(Look.of(temperature, 20).table()).containsEntry("temperature", "absent");
  }

  @Test
  void attributesInTheDeviceOfAnOldKernelAreFound() {
    FixtureHost host = FixtureHost.copy("just-booted", folder);
    host.write("sys/class/hwmon/hwmon0/device/name", "coretemp\n");
    host.write("sys/class/hwmon/hwmon0/device/temp2_input", "44000\n");
    host.write("sys/class/hwmon/hwmon0/device/temp2_label", "Core 0\n");
    assertThat(Look.of(new Temperature(host.roots()), 0).table())
        .containsEntry("sensor_celsius:coretemp_core_0", "44")
        .containsEntry("temperature", "44");
  }

  private static List<String> sensors(String name) {
    return Look.of(new Temperature(FixtureHost.of(name).roots()), 0).table().entrySet().stream()
        .filter(e -> e.getKey().startsWith("sensor_celsius:"))
        .map(e -> e.getKey().substring("sensor_celsius:".length()) + "=" + e.getValue())
        .toList();
  }
}
