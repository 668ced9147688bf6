package io.github.vigia.cli;

import io.github.vigia.config.Texts;
import io.github.vigia.expose.ExplainReport;
import io.github.vigia.model.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An explanation as people read it. */
final class ExplainText {

  private final Texts texts;
  private final HealingText healing;
  private final Signal signal;

  ExplainText(Texts texts, HealingText healing, Signal signal) {
    this.texts = texts;
    this.healing = healing;
    this.signal = signal;
  }

  List<String> lines(ExplainReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.text("explain.rule", texts.text("signal." + signal.key())));
    lines.add("  " + limits("explain.warning", report.rule(), false));
    lines.add("  " + limits("explain.critical", report.rule(), true));
    lines.add(
        "  "
            + texts.text(
                "explain.confirm",
                report.rule().confirm(),
                report.rule().of(),
                texts.number(report.rule().clearForSeconds(), 0)));
    for (ExplainReport.Setting setting : report.settings()) {
      boolean isStandard = setting.origin().equals("default");
      if (isStandard && setting.key().startsWith("treatments.")) {
        continue;
      }
      lines.add(
          "  "
              + Plain.text(setting.key() + " = " + setting.value())
              + "  # "
              + Plain.text(setting.origin()));
    }
    if (!report.held().isEmpty()) {
      lines.add("");
      lines.add(texts.text("healing.held", Plain.text(report.held())));
    }
    if (report.minCritical() > 1) {
      lines.add(texts.text("explain.least", report.minCritical()));
    }
    if (report.conditions().isEmpty()) {
      lines.add("");
      lines.add(texts.text("explain.nothing"));
    }
    for (ExplainReport.Case one : report.conditions()) {
      lines.add("");
      add(one, lines);
    }
    return lines;
  }

  private String limits(String key, ExplainReport.Rule rule, boolean critical) {
    Double enter = critical ? rule.criticalEnter() : rule.warningEnter();
    Double clear = critical ? rule.criticalClear() : rule.warningClear();
    return enter == null || clear == null
        ? texts.text(key + ".off")
        : texts.text(key, number(enter), number(clear));
  }

  private void add(ExplainReport.Case one, List<String> lines) {
    lines.add(
        texts.text(
            "explain.now",
            healing.condition(signal.key(), one.instance()),
            value(one.value()),
            one.state(),
            healing.clock(one.since())));
    if (!one.recent().isEmpty()) {
      lines.add(
          "  "
              + texts.text(
                  "explain.recent",
                  one.recent().stream().map(this::number).collect(Collectors.joining(", "))));
    }
    if (one.flapping()) {
      lines.add("  " + texts.text("explain.flapping"));
    }
    String sustained = texts.number(one.sustainedSeconds(), 0);
    if (one.state().equals("CRITICAL") && one.criticalSeconds() < one.sustainedSeconds()) {
      lines.add(
          "  "
              + texts.text("explain.sustained", sustained, texts.number(one.criticalSeconds(), 0)));
    } else {
      lines.add("  " + texts.text("explain.after", sustained));
    }
    if (one.attempts() > 0) {
      lines.add("  " + texts.text("explain.attempts", one.attempts()));
    }
    if (one.steps().isEmpty()) {
      lines.add("  " + texts.text("explain.none"));
    }
    one.steps().forEach(step -> lines.add(step(step)));
  }

  private String step(ExplainReport.Step step) {
    String hold;
    if (step.gate().isEmpty()) {
      hold = texts.text(step.mode().equals("dry-run") ? "explain.tells" : "explain.free");
    } else {
      String gate = texts.text("gate." + step.gate());
      String why = step.why().isEmpty() ? "" : ": " + Plain.text(step.why());
      hold = texts.text("explain.held", gate + why);
    }
    if (step.secondsLeft() > 0) {
      hold += ", " + texts.text("explain.left", texts.number(step.secondsLeft(), 0));
    }
    if (step.breaker()) {
      hold += ", " + texts.text("explain.breaker");
    }
    return "  %s %s"
        .formatted(
            step.next() ? "→" : " ",
            texts.text(
                "explain.step",
                HealingText.treatment(step.treatment(), step.step()),
                Plain.text(step.target()),
                texts.text("mode." + step.mode()),
                step.danger(),
                hold));
  }

  private String value(@Nullable Double value) {
    return value == null ? texts.text("view.unavailable") : number(value);
  }

  private String number(double value) {
    String unit = NagiosLine.unit(signal);
    return texts.number(value, 1) + (unit.isEmpty() ? "" : " " + unit);
  }
}
