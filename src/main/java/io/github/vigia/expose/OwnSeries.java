package io.github.vigia.expose;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.expose.Family.Kind;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The {@code vigia_*} series that tell what the agent thinks rather than what it read. */
final class OwnSeries {

  private static final Signal[] SIGNALS = Signal.values();

  private static final Family HOST_STATE =
      new Family(
          "vigia_host_state",
          Kind.GAUGE,
          "Worst state of all signals: 0 stable, 1 warning, 2 critical, 3 unknown.");
  private static final Family STATE =
      new Family(
          "vigia_state",
          Kind.GAUGE,
          "State of a signal: 0 stable, 1 warning, 2 critical, 3 unknown.");
  private static final Family STATE_SECONDS =
      new Family("vigia_state_seconds", Kind.GAUGE, "Time since the signal entered its state.");
  private static final Family FLAPPING =
      new Family(
          "vigia_flapping",
          Kind.GAUGE,
          "1 where the signal entered critical four times or more within an hour.");
  private static final Family THRESHOLD =
      new Family(
          "vigia_threshold",
          Kind.GAUGE,
          "Limit in force: the level is entered at one side and left beyond the other.");
  private static final Family SAMPLE_AGE =
      new Family(
          "vigia_sample_age_seconds",
          Kind.GAUGE,
          "Age that the oldest sample of the signal had in the last cycle.");
  private static final Family CYCLE_AGE =
      new Family(
          "vigia_cycle_age_seconds",
          Kind.GAUGE,
          "Age of the last cycle; when it is too old, its values are left out of this page.");
  private static final Family BUILD =
      new Family("vigia_build_info", Kind.INFO, "Version of Vigia and of the Java that runs it.");
  private static final Family REQUESTS =
      new Family("vigia_http_requests_total", Kind.COUNTER, "HTTP requests answered since start.");

  static final List<Family> FAMILIES =
      List.of(
          HOST_STATE,
          STATE,
          STATE_SECONDS,
          FLAPPING,
          THRESHOLD,
          SAMPLE_AGE,
          CYCLE_AGE,
          BUILD,
          REQUESTS);

  private final Supplier<Map<Signal, Rule>> rules;
  private final String version;
  private final String javaVersion;
  private final RequestCounts requests;

  OwnSeries(
      Supplier<Map<Signal, Rule>> rules,
      String version,
      String javaVersion,
      RequestCounts requests) {
    this.rules = rules;
    this.version = version;
    this.javaVersion = javaVersion;
    this.requests = requests;
  }

  void write(Sheet sheet, Scene scene) {
    Cycle cycle = scene.cycle();
    if (cycle != null && scene.isFresh()) {
      writeEvaluation(sheet, cycle.snapshot(), cycle.evaluation());
    } else {
      writeHostState(sheet, State.UNKNOWN);
    }
    writeThresholds(sheet);
    if (cycle != null) {
      if (scene.isFresh()) {
        writeSampleAges(sheet, cycle.snapshot());
      }
      sheet.family(CYCLE_AGE);
      sheet.sample().value(scene.ageSeconds());
    }
    sheet.family(BUILD);
    sheet.sample().label("version", version).label("java", javaVersion).value(1);
    sheet.family(REQUESTS);
    requests.forEach((path, code, count) ->
        sheet.sample().label("path", path).label("code", code).value((double) count));
  }

  private static void writeHostState(Sheet sheet, State state) {
    sheet.family(HOST_STATE);
    sheet.sample().value(state.code());
  }

  private static void writeEvaluation(Sheet sheet, Snapshot snapshot, Evaluation evaluation) {
    writeHostState(sheet, evaluation.host());
    List<Verdict> verdicts = evaluation.verdicts();
    sheet.family(STATE);
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      sample(sheet, verdict.condition()).value(verdict.state().code());
    }
    sheet.family(STATE_SECONDS);
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      long millis = Duration.between(verdict.since(), snapshot.at()).toMillis();
      sample(sheet, verdict.condition()).value(Math.max(0, millis) / 1000.0);
    }
    sheet.family(FLAPPING);
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      sample(sheet, verdict.condition()).value(verdict.flapping() ? 1 : 0);
    }
  }

  private static Sheet sample(Sheet sheet, Condition condition) {
    sheet.sample().label("signal", condition.signal().key());
    return condition.instance().isEmpty() ? sheet : sheet.label("instance", condition.instance());
  }

  private void writeThresholds(Sheet sheet) {
    Map<Signal, Rule> inForce = rules.get();
    sheet.family(THRESHOLD);
    for (Signal signal : SIGNALS) {
      Rule rule = inForce.get(signal);
      if (rule != null) {
        writeLimit(sheet, signal, "warning", rule.warning());
        writeLimit(sheet, signal, "critical", rule.critical());
      }
    }
  }

  private static void writeLimit(Sheet sheet, Signal signal, String level, @Nullable Limit limit) {
    if (limit != null) {
      writeSide(sheet, signal, level, "enter", limit.enter());
      writeSide(sheet, signal, level, "clear", limit.clear());
    }
  }

  private static void writeSide(
      Sheet sheet, Signal signal, String level, String side, double value) {
    sheet
        .sample()
        .label("signal", signal.key())
        .label("level", level)
        .label("side", side)
        .value(value);
  }

  private static void writeSampleAges(Sheet sheet, Snapshot snapshot) {
    sheet.family(SAMPLE_AGE);
    for (Signal signal : SIGNALS) {
      long oldest = -1;
      List<Sample> samples = snapshot.samples();
      for (int i = 0; i < samples.size(); i++) {
        Sample sample = samples.get(i);
        if (sample.metric() == signal.metric() && sample.reading() instanceof Reading.Value) {
          oldest = Math.max(oldest, snapshot.nanos() - sample.nanos());
        }
      }
      if (oldest >= 0) {
        sheet.sample().label("signal", signal.key()).value(Math.floor(oldest / 1e6) / 1000);
      }
    }
  }
}
