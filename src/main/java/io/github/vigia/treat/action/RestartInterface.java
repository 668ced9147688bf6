package io.github.vigia.treat.action;

import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import io.github.vigia.treat.Upkeep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Switches the interface of the default route off and on, in the one hour of the day in which that
 * is allowed, once the traffic of a week has been more than what was learned for five minutes.
 */
public final class RestartInterface implements Treatment, Upkeep {

  static final String ID = "restart_interface";

  private static final Set<Signal> SIGNALS =
      Set.of(Signal.PING, Signal.LATENCY, Signal.LOSS, Signal.BYTES_SENT, Signal.BYTES_RECV);
  private static final Duration SAVE_EVERY = Duration.ofMinutes(5);

  /**
   * What can be set.
   *
   * @param hour {@code NETWORK_TREATMENT_ALLOWED_HOUR}: 0 to 23; null, as by default, for never
   * @param exceededFor how long the limit must have been exceeded
   */
  public record Options(@Nullable Integer hour, Duration exceededFor) {

    public static final Options DEFAULTS = new Options(null, Duration.ofMinutes(5));
  }

  private final Options options;
  private final LinkBounce bounce;
  private final NetworkUsage usage;
  private final ZoneId zone;
  private @Nullable Instant exceededSince;
  private @Nullable Instant savedAt;
  private @Nullable Instant latest;

  /**
   * The treatment of this host.
   *
   * @param network the treatment that knows how to change a link under guard
   * @param cache folder of {@code network_usage_learning_safe.jsonl}
   */
  public RestartInterface(Options options, ReapplyNetworkConfig network, Path cache, ZoneId zone) {
    this.options = options;
    this.bounce = new LinkBounce(() -> network.context(""), "", false);
    this.usage = new NetworkUsage(new KeptText(cache.resolve("network_usage_learning_safe.jsonl")));
    this.zone = zone;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    if (!SIGNALS.contains(condition.signal()) || options.hour() == null) {
      return List.of();
    }
    return List.of(
        new PlannedStep(
            ID,
            "in the allowed hour",
            "network",
            3,
            Mode.AUTO,
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            new InTheHour()));
  }

  @Override
  public void tend(Snapshot snapshot, Evaluation evaluation, Run run) throws IOException {
    latest = snapshot.at();
    if (!(snapshot.reading(Metric.BYTES_SENT) instanceof Reading.Value sent)
        || !(snapshot.reading(Metric.BYTES_RECV) instanceof Reading.Value received)) {
      return;
    }
    LocalDate today = LocalDate.ofInstant(snapshot.at(), zone);
    usage.count(today, (long) (sent.value() + received.value()));
    if (!usage.isExceeded(today)) {
      exceededSince = null;
    } else if (exceededSince == null) {
      exceededSince = snapshot.at();
    }
    if (savedAt == null
        || Duration.between(savedAt, snapshot.at()).abs().compareTo(SAVE_EVERY) >= 0) {
      savedAt = snapshot.at();
      usage.save();
    }
  }

  /** Why it must not be restarted now; empty if it may. */
  private String whyNot() {
    Instant now = latest;
    Instant since = exceededSince;
    if (now == null || since == null) {
      return "the traffic of this week is within what was learned";
    }
    if (Duration.between(since, now).compareTo(options.exceededFor()) < 0) {
      return "the traffic of this week is more than what was learned, but not for long yet";
    }
    Integer hour = options.hour();
    return hour != null && now.atZone(zone).getHour() == hour
        ? ""
        : "only between %02d:00 and %02d:59".formatted(hour, hour);
  }

  /** The same as {@link LinkBounce}, where and when it is allowed. */
  private final class InTheHour implements Deed {

    @Override
    public Preview preview() throws IOException {
      String why = whyNot();
      return why.isEmpty() ? bounce.preview() : Preview.nothing(why);
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      String why = whyNot();
      return why.isEmpty() ? bounce.act(preview, run) : Effect.none(why);
    }
  }
}
