package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.collect.Readings;
import io.github.vigia.fixture.FixtureHost;
import io.github.vigia.fixture.Look;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class OwnProcessTest {

  @Test
  void everyFigureOfThisVeryProcessIsPlausible() throws IOException {
    OwnProcess own = new OwnProcess();
    Readings first = new Readings(Instant.EPOCH, System.nanoTime());
    own.collect(first);
    Readings second = new Readings(Instant.EPOCH, System.nanoTime());
    own.collect(second);
    assertThat(value(second, Metric.PROCESS_CPU_PERCENT)).isNotNegative();
    assertThat(value(second, Metric.PROCESS_MEMORY_PERCENT)).isBetween(0.01, 100.0);
    assertThat(value(second, Metric.PROCESS_MEMORY_RSS_BYTES)).isBetween(20e6, 20e9);
    assertThat(value(second, Metric.VIGIA_HEAP_BYTES)).isBetween(1e5, 20e9);
    assertThat(value(second, Metric.PROCESS_NUM_THREADS))
        .isGreaterThanOrEqualTo(ManagementFactory.getThreadMXBean().getThreadCount());
  }

  @Test
  void openFilesAreThoseThatTheKernelLists() throws IOException {
    OwnProcess own = new OwnProcess();
    Readings readings = new Readings(Instant.EPOCH, System.nanoTime());
    own.collect(readings);
    own.collect(readings);
    long listed = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path _ : entries) {
        listed++;
      }
    }
    // Other threads of the test may open one meanwhile.
    assertThat(value(readings, Metric.PROCESS_NUM_FDS)).isBetween(listed - 5.0, listed + 5.0);
  }

  @Test
  void upSinceTheProcessStarted() throws IOException {
    OwnProcess own = new OwnProcess();
    Readings readings = new Readings(Instant.EPOCH, System.nanoTime());
    own.collect(readings);
    double sinceJavaBegan = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    assertThat(value(readings, Metric.PROCESS_UPTIME_SECONDS))
        .isBetween(sinceJavaBegan - 1, sinceJavaBegan + 3);
    Readings later = new Readings(Instant.EPOCH, readings.nanos() + 60_000_000_000L);
    own.collect(later);
    assertThat(value(later, Metric.PROCESS_UPTIME_SECONDS))
        .isBetween(sinceJavaBegan + 59, sinceJavaBegan + 63);
  }

  @Test
  void aFirstLookHasNoCpuPercent() {
    assertThat(Look.of(new OwnProcess(), 0).reading(Metric.PROCESS_CPU_PERCENT, ""))
        .isInstanceOf(Reading.Failed.class);
  }

  @Test
  void withoutProcItIsAbsent() {
    OwnProcess own = new OwnProcess(FixtureHost.of("debian-idle").roots());
    assertThat(Look.of(own, 0).row(own.metrics()))
        .isEqualTo("absent absent absent absent absent absent absent");
  }

  @Test
  void garbageCollectionsAreThoseOfTheRuntime() {
    System.gc();
    Look look = Look.of(new GarbageCollections(), 0);
    assertThat(Double.parseDouble(look.table().getOrDefault("vigia_gc_collections_total", "-1")))
        .isPositive();
    assertThat(Double.parseDouble(look.table().getOrDefault("vigia_gc_seconds_total", "-1")))
        .isPositive();
  }

  private static double value(Readings readings, Metric metric) {
    double found = Double.NaN;
    for (var sample : readings.samples()) {
      if (sample.metric() == metric && sample.reading() instanceof Reading.Value(double value)) {
        found = value;
      }
    }
    return found;
  }
}
