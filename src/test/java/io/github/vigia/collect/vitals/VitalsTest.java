package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VitalsTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final long SECOND = 1_000_000_000;

  private final Counting memory = new Counting(Subsystem.MEMORY, Metric.MEMORY_PERCENT);
  private final Vitals vitals =
      new Vitals(List.of(memory), Map.of(Subsystem.MEMORY, Duration.ofSeconds(5)));

  @Test
  void betweenTwoLooksTheLastValueIsServedWithItsAge() {
    look(0);
    Sample served = look(4 * SECOND).samples().getFirst();

    assertThat(memory.looks).isEqualTo(1);
    assertThat(served.reading()).isEqualTo(new Reading.Value(1));
    assertThat(served.nanos()).isZero();
  }

  @Test
  void aCollectorIsReadAgainWhenItsIntervalIsOver() {
    look(0);
    Sample fresh = look(5 * SECOND).samples().getFirst();

    assertThat(fresh).isEqualTo(sample(2, 5 * SECOND));
  }

  @Test
  void aCycleThatComesAFewMillisecondsEarlyFindsItDue() {
    look(0);
    look(5 * SECOND - 10_000_000);

    assertThat(memory.looks).isEqualTo(2);
  }

  @Test
  void anUndecidedSubsystemIsReadEveryHalfSecond() {
    look(0);
    vitals.look(NOON, SECOND / 2, Set.of(Subsystem.MEMORY));

    assertThat(memory.looks).isEqualTo(2);
  }

  @Test
  void anotherSubsystemsBurstChangesNothing() {
    look(0);
    vitals.look(NOON, SECOND / 2, Set.of(Subsystem.DISK));

    assertThat(memory.looks).isEqualTo(1);
  }

  @Test
  void otherRefreshIntervalsHoldFromTheNextLookOn() {
    look(0);
    vitals.refreshEvery(Map.of(Subsystem.MEMORY, Duration.ofSeconds(1)));
    look(SECOND);

    assertThat(memory.looks).isEqualTo(2);
  }

  @Test
  void aGlanceReadsOnlyWhatItIsAskedForHoweverDueTheRestIs() {
    Vitals always = new Vitals(List.of(memory), Map.of());
    always.look(NOON, 0, Set.of());
    always.glance(NOON, SECOND / 2, Set.of(Subsystem.CPU));
    assertThat(memory.looks).isEqualTo(1);
    always.glance(NOON, SECOND / 2, Set.of(Subsystem.MEMORY));

    assertThat(memory.looks).isEqualTo(2);
  }

  @Test
  void whatACollectorThrowsIsAFailureOfItsMetricsAndOfNothingElse() {
    Collector broken = new Throwing(new IOException("disk on fire"));
    Vitals both = new Vitals(List.of(broken, memory), Map.of());

    List<Sample> samples = both.look(NOON, 0, Set.of()).samples();

    assertThat(samples)
        .containsExactly(
            new Sample(
                Metric.SWAP_PERCENT,
                "",
                new Reading.Failed("java.io.IOException: disk on fire"),
                0),
            sample(1, 0));
  }

  @Test
  void theReasonOfAFailureIsWhatAPersonCanDoSomethingWith() {
    assertThat(reason(new MalformedException("/proc/stat line 1:5: expected a number")))
        .isEqualTo("/proc/stat line 1:5: expected a number");
    assertThat(reason(new AccessDeniedException("/proc/1/io")))
        .isEqualTo("permission denied: /proc/1/io");
    assertThat(reason(new NoSuchFileException("/proc/stat"))).isEqualTo("no such file: /proc/stat");
  }

  private static String reason(IOException thrown) {
    Vitals broken = new Vitals(List.of(new Throwing(thrown)), Map.of());
    return broken.look(NOON, 0, Set.of()).reading(Metric.SWAP_PERCENT)
            instanceof Reading.Failed(String why)
        ? why
        : "no failure";
  }

  @Test
  void anUncheckedExceptionDoesNotReachTheLoop() {
    Vitals broken = new Vitals(List.of(new Throwing(new IllegalStateException("bug"))), Map.of());

    assertThat(broken.look(NOON, 0, Set.of()).reading(Metric.SWAP_PERCENT))
        .isInstanceOf(Reading.Failed.class);
  }

  @Test
  void whatTheHostHasNotIsAbsent() {
    Vitals none = new Vitals(List.of(new Throwing(new NotPresentException("swap"))), Map.of());

    assertThat(none.look(NOON, 0, Set.of()).reading(Metric.SWAP_PERCENT))
        .isEqualTo(new Reading.Absent("not on this host: swap"));
  }

  @Test
  void aMetricThatACollectorDidNotWriteIsAbsent() {
    Vitals silent = new Vitals(List.of(new Throwing(null)), Map.of());

    assertThat(silent.look(NOON, 0, Set.of()).reading(Metric.SWAP_PERCENT))
        .isInstanceOf(Reading.Absent.class);
  }

  @Test
  void theInstancesThatWereThereFailWithTheirCollector() {
    Instances mounts = new Instances();
    Vitals some = new Vitals(List.of(mounts), Map.of());
    some.look(NOON, 0, Set.of());
    mounts.broken = true;

    assertThat(some.look(NOON, SECOND, Set.of()).samples())
        .containsExactly(
            new Sample(
                Metric.FILESYSTEM_PERCENT,
                "/srv",
                new Reading.Failed("java.io.IOException: gone"),
                SECOND));
  }

  private Snapshot look(long nanos) {
    return vitals.look(NOON, nanos, Set.of());
  }

  private static Sample sample(double value, long nanos) {
    return new Sample(Metric.MEMORY_PERCENT, "", new Reading.Value(value), nanos);
  }

  /** Says how often it was read. */
  private static final class Counting implements Collector {

    private final Subsystem subsystem;
    private final Metric metric;
    private int looks;

    Counting(Subsystem subsystem, Metric metric) {
      this.subsystem = subsystem;
      this.metric = metric;
    }

    @Override
    public Subsystem subsystem() {
      return subsystem;
    }

    @Override
    public List<Metric> metrics() {
      return List.of(metric);
    }

    @Override
    public void collect(Readings out) {
      out.value(metric, ++looks);
    }
  }

  /** Throws what it was given, or writes nothing. */
  private record Throwing(@org.jspecify.annotations.Nullable Exception cause) implements Collector {

    @Override
    public Subsystem subsystem() {
      return Subsystem.MEMORY;
    }

    @Override
    public List<Metric> metrics() {
      return List.of(Metric.SWAP_PERCENT);
    }

    @Override
    public void collect(Readings out) throws IOException {
      switch (cause) {
        case null -> {}
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        default -> throw new AssertionError(cause);
      }
    }
  }

  /** One mount, until it breaks. */
  private static final class Instances implements Collector {

    private boolean broken;

    @Override
    public Subsystem subsystem() {
      return Subsystem.DISK;
    }

    @Override
    public List<Metric> metrics() {
      return List.of(Metric.FILESYSTEM_PERCENT);
    }

    @Override
    public void collect(Readings out) throws IOException {
      if (broken) {
        throw new IOException("gone");
      }
      out.value(Metric.FILESYSTEM_PERCENT, "/srv", 12);
    }
  }
}
