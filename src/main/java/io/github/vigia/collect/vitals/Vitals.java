package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.Subsystem;
import io.github.vigia.model.TopProcess;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All collectors, each read when it is due; between two looks its last samples are served with
 * their age. Owned by the loop's thread.
 */
public final class Vitals {

  /** How often a subsystem is read while one of its signals is undecided. */
  public static final Duration BURST = Duration.ofMillis(500);

  /** A cycle that comes this much early still finds a collector due: timers are not exact. */
  private static final long SLACK_NANOS = 50_000_000;

  private static final System.Logger logger = System.getLogger(Vitals.class.getName());

  private final List<Slot> slots = new ArrayList<>();
  private volatile Map<Subsystem, Duration> refresh;
  private List<TopProcess> top = List.of();

  /**
   * @param refresh least time between two looks at each subsystem
   */
  public Vitals(List<Collector> collectors, Map<Subsystem, Duration> refresh) {
    this.refresh = Map.copyOf(refresh);
    for (Collector collector : collectors) {
      slots.add(new Slot(collector));
    }
  }

  /** Puts other refresh intervals in force, from the next look on; any thread. */
  public void refreshEvery(Map<Subsystem, Duration> refresh) {
    this.refresh = Map.copyOf(refresh);
  }

  /**
   * Looks at what is due.
   *
   * @param at wall clock
   * @param nanos monotonic clock
   * @param burst subsystems to read every {@link #BURST} for now
   */
  public Snapshot look(Instant at, long nanos, Set<Subsystem> burst) {
    return look(at, nanos, burst, /* whole= */ true);
  }

  /**
   * Looks at these subsystems only, where they are due; what is due else waits for the next whole
   * look, so that a rate is always of whole cycles.
   */
  public Snapshot glance(Instant at, long nanos, Set<Subsystem> burst) {
    return look(at, nanos, burst, /* whole= */ false);
  }

  private Snapshot look(Instant at, long nanos, Set<Subsystem> burst, boolean whole) {
    int count = 0;
    for (Slot slot : slots) {
      Subsystem subsystem = slot.collector.subsystem();
      boolean asked = whole || burst.contains(subsystem);
      slot.read(at, nanos, asked && slot.isDue(nanos, period(subsystem, burst)));
      if (slot.collector.subsystem() == Subsystem.PROCESSES) {
        top = slot.top;
      }
      count += slot.samples.size();
    }
    List<Sample> samples = new ArrayList<>(count);
    for (Slot slot : slots) {
      samples.addAll(slot.samples);
    }
    return new Snapshot(at, nanos, samples, top);
  }

  /** Makes everything due, so that the next look has a reading before it to reckon rates from. */
  public void dueAgain() {
    for (Slot slot : slots) {
      slot.looked = false;
    }
  }

  /** Whether a look that was begun in the background has not ended. */
  public boolean isPending() {
    for (Slot slot : slots) {
      if (slot.collector.isPending()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a look that was begun in the background has, or soon will have, something to tell. */
  public boolean hasNews() {
    for (Slot slot : slots) {
      if (slot.collector.hasNews()) {
        return true;
      }
    }
    return false;
  }

  private long period(Subsystem subsystem, Set<Subsystem> burst) {
    long usual = refresh.getOrDefault(subsystem, Duration.ZERO).toNanos();
    return burst.contains(subsystem) ? Math.min(usual, BURST.toNanos()) : usual;
  }

  /** One collector with its last look. */
  private static final class Slot {

    private final Collector collector;
    private List<Sample> samples = List.of();
    private List<TopProcess> top = List.of();
    private boolean looked;
    private long lookedNanos;
    private @Nullable String complaint;

    Slot(Collector collector) {
      this.collector = collector;
    }

    boolean isDue(long nanos, long period) {
      return !looked || nanos - lookedNanos >= period - SLACK_NANOS;
    }

    void read(Instant at, long nanos, boolean due) {
      Readings out = new Readings(at, nanos);
      String why = null;
      try {
        if (due) {
          looked = true;
          lookedNanos = nanos;
          collector.collect(out);
        } else {
          collector.late(out);
          if (out.samples().isEmpty()) {
            return;
          }
        }
        addMissing(out, "this host does not tell");
      } catch (NotPresentException e) {
        out = new Readings(at, nanos);
        addMissing(out, "not on this host: " + e.getMessage());
      } catch (IOException | RuntimeException e) {
        why = reason(e);
        out = failed(at, nanos, why);
      }
      complain(why);
      samples = out.samples();
      top = out.top();
    }

    /** What a person can do something with; the class where an exception says too little. */
    private static String reason(Exception e) {
      return switch (e) {
        case MalformedException malformed -> String.valueOf(malformed.getMessage());
        case AccessDeniedException denied -> "permission denied: " + denied.getMessage();
        case NoSuchFileException missing -> "no such file: " + missing.getMessage();
        default -> e.toString();
      };
    }

    private void addMissing(Readings out, String why) {
      for (Metric metric : collector.metrics()) {
        if (metric.label().isEmpty() && !has(out.samples(), metric)) {
          out.absent(metric, why);
        }
      }
    }

    /**
     * All that was there at the last look has failed now, the instances of labelled metrics too.
     */
    private Readings failed(Instant at, long nanos, String why) {
      Readings out = new Readings(at, nanos);
      for (Metric metric : collector.metrics()) {
        if (metric.label().isEmpty()) {
          out.failed(metric, "", why);
        }
      }
      for (Sample sample : samples) {
        if (!sample.metric().label().isEmpty()) {
          out.failed(sample.metric(), sample.instance(), why);
        }
      }
      return out;
    }

    /** Says a failure once, and once when it is over. */
    private void complain(@Nullable String why) {
      if (!Objects.equals(why, complaint)) {
        String name = collector.getClass().getSimpleName();
        logger.log(
            System.Logger.Level.WARNING,
            () -> why == null ? name + ": reads again" : name + ": failed: " + why);
        complaint = why;
      }
    }

    private static boolean has(List<Sample> samples, Metric metric) {
      for (int i = 0; i < samples.size(); i++) {
        if (samples.get(i).metric() == metric) {
          return true;
        }
      }
      return false;
    }
  }
}
