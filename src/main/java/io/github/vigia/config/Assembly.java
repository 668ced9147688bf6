package io.github.vigia.config;

import io.github.vigia.model.Signal;
import io.github.vigia.model.Subsystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Settings out of values that passed all checks. */
final class Assembly {

  private Assembly() {}

  static Settings of(Values values) {
    Endpoint listen = values.get(Keys.HTTP_LISTEN);
    return new Settings(
        run(values),
        new Settings.Roots(
            values.get(Keys.PROCFS), values.get(Keys.SYSFS), values.get(Keys.ROOTFS)),
        logs(values),
        new Settings.Http(
            values.get(Keys.HTTP_ENABLED),
            listen.host(),
            listen.port(),
            values.get(Keys.HTTP_ALLOWED_HOSTS)),
        new Settings.Latency(
            values.get(Keys.TARGETS), values.get(Keys.PROBE_TIMEOUT), values.get(Keys.TCP_PORT)),
        refresh(values),
        thresholds(values),
        treatments(values));
  }

  private static Settings.Run run(Values values) {
    boolean timed = values.get(Keys.CYCLE_MODE).equals("time");
    return new Settings.Run(
        values.get(Keys.INTERVAL),
        timed ? 0 : values.get(Keys.CYCLES),
        timed ? duration(values) : Duration.ZERO,
        values.get(Keys.VERBOSITY),
        values.get(Keys.LANGUAGE));
  }

  /** In time mode: {@code cycle_time}, unless a stronger source gave {@code cycles}: minutes. */
  private static Duration duration(Values values) {
    Duration time = values.get(Keys.CYCLE_TIME);
    boolean stronger = values.top(Keys.CYCLES).rank() > values.top(Keys.CYCLE_TIME).rank();
    return time.isZero() || stronger ? Duration.ofMinutes(values.get(Keys.CYCLES)) : time;
  }

  private static Settings.Logs logs(Values values) {
    return new Settings.Logs(
        values.get(Keys.LOG_ROOT),
        values.get(Keys.CACHE),
        values.get(Keys.LOG_LEVEL),
        values.get(Keys.LOG_MAX_SIZE),
        values.get(Keys.LOG_MAX_FILE_SIZE),
        values.get(Keys.ROTATE_AFTER),
        values.get(Keys.COMPRESS_AFTER),
        values.get(Keys.KEEP),
        values.get(Keys.SAFE_ROTATE_AFTER),
        values.get(Keys.KEEP_SAFE),
        values.get(Keys.SUMMARY_EVERY),
        values.get(Keys.SUMMARY_WINDOW),
        values.get(Keys.AVERAGE_WINDOW));
  }

  private static Map<Subsystem, Duration> refresh(Values values) {
    Map<Subsystem, Duration> refresh = new EnumMap<>(Subsystem.class);
    Keys.REFRESH.forEach((subsystem, key) -> refresh.put(subsystem, values.get(key)));
    // Ping and latency are of the same probes: whichever wants to be fresher has its way.
    Duration ping = refresh.getOrDefault(Subsystem.PING, Duration.ZERO);
    refresh.merge(
        Subsystem.LATENCY,
        ping,
        (latency, other) -> latency.compareTo(other) <= 0 ? latency : other);
    return Collections.unmodifiableMap(refresh);
  }

  private static Map<Signal, Rule> thresholds(Values values) {
    Map<Signal, Rule> rules = new EnumMap<>(Signal.class);
    Keys.SIGNALS.forEach((signal, keys) -> rules.put(signal, rule(keys, values)));
    return Collections.unmodifiableMap(rules);
  }

  private static Settings.Treatments treatments(Values values) {
    Map<String, Settings.Treatment> byId = new LinkedHashMap<>();
    TreatmentKeys.BY_ID.forEach((id, keys) ->
        byId.put(id, new Settings.Treatment(values.get(keys.mode()), values.get(keys.cooldown()))));
    List<CustomTreatment> custom = new ArrayList<>();
    List<Silence> silences = new ArrayList<>();
    for (Values.Extra extra : values.extras().values()) {
      switch (extra.value()) {
        case CustomTreatment treatment -> custom.add(treatment);
        case List<?> list ->
            list.forEach(item -> {
              if (item instanceof Silence silence) {
                silences.add(silence);
              }
            });
        default -> throw new IllegalStateException("not a setting: " + extra.text());
      }
    }
    for (CustomTreatment treatment : custom) {
      byId.put(treatment.id(), new Settings.Treatment(treatment.mode(), treatment.cooldown()));
    }
    return new Settings.Treatments(
        values.get(TreatmentKeys.GLOBAL_MODE),
        sustained(values),
        values.get(TreatmentKeys.MIN_CRITICAL),
        values.get(TreatmentKeys.POST_WAIT),
        values.get(TreatmentKeys.KILL_SWITCH),
        values.get(TreatmentKeys.GRACE),
        values.get(TreatmentKeys.BOOT_GRACE),
        Collections.unmodifiableMap(byId),
        options(values),
        List.copyOf(custom),
        List.copyOf(silences));
  }

  private static Map<Signal, Duration> sustained(Values values) {
    Duration standard = values.get(TreatmentKeys.SUSTAINED);
    Map<Signal, Duration> sustained = new EnumMap<>(Signal.class);
    Keys.SIGNALS.forEach(
        (signal, keys) -> sustained.put(signal, values.get(keys.sustained()).orElse(standard)));
    return Collections.unmodifiableMap(sustained);
  }

  private static Settings.Options options(Values values) {
    return new Settings.Options(
        values.get(TreatmentKeys.OLDER_THAN),
        values.get(TreatmentKeys.ROOTS),
        values.get(TreatmentKeys.MAX_DELETE),
        values.get(TreatmentKeys.END_PARENT),
        values.get(TreatmentKeys.ALLOWED_HOUR),
        values.get(TreatmentKeys.UNITS),
        values.get(TreatmentKeys.JOURNAL_SIZE),
        values.get(TreatmentKeys.LOG_FOLDERS),
        values.get(TreatmentKeys.IMAGES_OLDER_THAN),
        values.get(TreatmentKeys.PROTECTED));
  }

  private static Rule rule(SignalKeys keys, Values values) {
    Clearance clear = values.get(keys.clear());
    Confirmation confirm = values.get(keys.confirm());
    return new Rule(
        keys.lowIsBad(),
        limit(values.get(keys.warning()), clear.warning(), keys.lowIsBad()),
        limit(values.get(keys.critical()), clear.critical(), keys.lowIsBad()),
        confirm.needed(),
        confirm.of(),
        values.get(keys.clearFor()));
  }

  private static @Nullable Limit limit(OptionalDouble level, Clearance.Gap gap, boolean lowIsBad) {
    return level.isPresent() ? gap.limit(level.orElseThrow(), lowIsBad) : null;
  }
}
