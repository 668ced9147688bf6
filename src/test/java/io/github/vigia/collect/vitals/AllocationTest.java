package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.fixture.FixtureHost;
import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class AllocationTest {

  /** A quarter of the 64 kB that a whole cycle may make; measured: 9 kB. */
  private static final long MOST_BYTES = 16 << 10;

  private static final int PASSES = 200;

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPassOfAllCollectorsMakesNextToNoGarbage() throws IOException {
    Roots roots = FixtureHost.of("debian-idle").roots();
    List<Collector> all =
        List.of(
            new Cpu(roots),
            new CpuFrequency(roots),
            new LoadAverages(roots),
            new PressureStall(roots),
            new Memory(roots),
            new ContainerLimits(roots),
            new Interfaces(roots),
            new Temperature(roots),
            new OwnProcess(),
            new GarbageCollections());
    passes(all);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    passes(all);
    long perPass = (threads.getCurrentThreadAllocatedBytes() - before) / PASSES;
    assertThat(perPass).isBetween(1L, MOST_BYTES);
  }

  private static void passes(List<Collector> all) throws IOException {
    for (int pass = 0; pass < PASSES; pass++) {
      for (Collector collector : all) {
        collector.collect(new Readings(Instant.EPOCH, System.nanoTime()));
      }
    }
  }
}
