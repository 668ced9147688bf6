package io.github.vigia.collect.vitals;

import static io.github.vigia.ProbeFixture.look;
import static io.github.vigia.ProbeFixture.reading;
import static io.github.vigia.ProbeFixture.readings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Subsystem;
import io.github.vigia.model.TopProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackgroundTest {

  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final Reading SILENT = new Reading.Failed("no answer in 3 s");

  /** What one look does. */
  @FunctionalInterface
  private interface Look {
    void into(Readings out) throws IOException;
  }

  private record Scripted(Look look) implements Collector {

    @Override
    public Subsystem subsystem() {
      return Subsystem.LATENCY;
    }

    @Override
    public List<Metric> metrics() {
      return List.of(Metric.PING_MS, Metric.TARGET_LATENCY_MS);
    }

    @Override
    public void collect(Readings out) throws IOException {
      look.into(out);
    }
  }

  @Test
  void handsOverTheLastLookWithItsOwnTimeAndStartsTheNext() throws IOException {
    try (Background background = of(out -> out.value(Metric.PING_MS, out.nanos() / 1e9))) {
      assertThat(look(background, 1).samples()).isEmpty();
      assertThat(awaitLate(background, 2))
          .containsExactly(new Sample(Metric.PING_MS, "", new Reading.Value(1), 1_000_000_000L));
      assertThat(late(background, 3).samples()).isEmpty();
      assertThat(look(background, 5).samples()).hasSize(1);
      assertThat(awaitLate(background, 6))
          .containsExactly(new Sample(Metric.PING_MS, "", new Reading.Value(5), 5_000_000_000L));
    }
  }

  @Test
  void isPendingForAsLongAsALookGoesOn() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (Background background =
        of(out -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        })) {
      assertThat(background.isPending()).isFalse();
      look(background, 1);
      assertThat(background.isPending()).isTrue();
      end.countDown();
      while (background.isPending()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void hasNewsUntilTheyAreTold() throws IOException {
    try (Background background = of(out -> out.value(Metric.PING_MS, 1))) {
      assertThat(background.hasNews()).isFalse();
      look(background, 1);
      assertThat(background.hasNews()).isTrue();
      awaitLate(background, 2);
      assertThat(background.hasNews()).isFalse();
    }
  }

  @Test
  void theTopProcessesAreHandedOverToo() throws IOException {
    TopProcess process = new TopProcess(1, "a", 1, 2, 3);
    try (Background background =
        of(out -> {
          out.value(Metric.PING_MS, 1);
          out.top(List.of(process));
        })) {
      look(background, 0);
      awaitLate(background, 1);
      assertThat(look(background, 2).top()).containsExactly(process);
    }
  }

  @Test
  void aLookThatHangsFailsAfterTheDeadlineAndIsNeverDoubled() throws IOException {
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    try (Background background =
        of(out -> {
          if (looks.incrementAndGet() == 2) {
            await(released);
          }
          out.value(Metric.PING_MS, 7);
          out.value(Metric.TARGET_LATENCY_MS, "8.8.8.8", 7);
        })) {
      look(background, 0);
      awaitLate(background, 1);
      assertThat(look(background, 10).samples()).hasSize(2);
      while (looks.get() < 2) {
        Thread.onSpinWait();
      }
      assertThat(look(background, 12.9).samples())
          .allMatch(sample -> sample.reading() instanceof Reading.Value);
      Readings late = late(background, 13);
      assertThat(reading(late, Metric.PING_MS, "")).isEqualTo(SILENT);
      assertThat(reading(late, Metric.TARGET_LATENCY_MS, "8.8.8.8")).isEqualTo(SILENT);
      assertThat(late(background, 14).samples()).isEmpty();
      assertThat(reading(look(background, 20), Metric.PING_MS, "")).isEqualTo(SILENT);
      assertThat(looks).hasValue(2);
      released.countDown();
      assertThat(awaitLate(background, 21))
          .allMatch(sample -> sample.reading() instanceof Reading.Value);
    }
  }

  @Test
  void aFirstLookThatHangsFailsToo() throws IOException {
    CountDownLatch released = new CountDownLatch(1);
    try (Background background = of(_ -> await(released))) {
      look(background, 0);
      assertThat(reading(look(background, 4), Metric.PING_MS, "")).isEqualTo(SILENT);
      released.countDown();
    }
  }

  @Test
  void whatTheLookFailedWithIsThrownToTheLoop() throws IOException {
    AtomicInteger looks = new AtomicInteger();
    try (Background background =
        of(out -> {
          switch (looks.incrementAndGet()) {
            case 1 -> throw new NotPresentException("/proc/net");
            case 2 -> throw new IllegalStateException("broken");
            case 3 -> out.value(Metric.PING_MS, 1);
            default -> throw new AssertionError("three looks only");
          }
        })) {
      look(background, 0);
      assertThatThrownBy(() -> awaitLate(background, 1)).isInstanceOf(NotPresentException.class);
      assertThatThrownBy(() -> look(background, 2)).isInstanceOf(NotPresentException.class);
      assertThatThrownBy(() -> awaitLate(background, 3))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("broken");
      assertThatThrownBy(() -> look(background, 4)).isInstanceOf(IOException.class);
      assertThat(awaitLate(background, 5)).hasSize(1);
    }
  }

  @Test
  void allLooksAreOnOneThreadThatIsNotOurs() throws IOException {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (Background background =
        of(out -> {
          threads.add(Thread.currentThread());
          out.value(Metric.PING_MS, 1);
        })) {
      for (int i = 0; i < 5; i++) {
        look(background, 10 * i);
        awaitLate(background, 10 * i + 1);
      }
    }
    assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
    assertThat(threads).allMatch(Thread::isDaemon);
  }

  private static Background of(Look look) {
    return new Background(new Scripted(look), DEADLINE);
  }

  private static Readings late(Background background, double seconds) throws IOException {
    Readings out = readings(seconds);
    background.late(out);
    return out;
  }

  private static List<Sample> awaitLate(Background background, double seconds) throws IOException {
    List<Sample> samples = List.of();
    while (samples.isEmpty()) {
      samples = late(background, seconds).samples();
    }
    return samples;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
