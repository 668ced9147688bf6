package io.github.vigia.cli;

import io.github.vigia.config.Texts;
import io.github.vigia.expose.AttemptReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One attempt as people read it: what it was for, what it did, before and after, the verdict. */
final class AttemptText {

  private static final int MOST_DETAILS = 20;

  /** What of the host is shown besides the signal itself; the rest is in the JSON. */
  private static final List<String> SHOWN =
      List.of(
          "cpu_percent",
          "memory_percent",
          "disk_percent",
          "ping_ms",
          "latency_ms",
          "network_loss_percent",
          "temperature",
          "load_1",
          "processes",
          "zombies");

  private final Texts texts;
  private final HealingText healing;

  AttemptText(Texts texts, HealingText healing) {
    this.texts = texts;
    this.healing = healing;
  }

  List<String> lines(AttemptReport attempt) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.text("attempt.title", attempt.id()));
    lines.add(row("attempt.when", healing.clock(attempt.at())));
    lines.add(row("attempt.what", healing.condition(attempt.signal(), attempt.instance())));
    lines.add(
        row(
            "attempt.treatment",
            texts.text(
                "attempt.on",
                HealingText.treatment(attempt.treatment(), attempt.step()),
                Plain.text(attempt.target()),
                attempt.danger())));
    lines.add(row("attempt.planned", Plain.text(attempt.preview())));
    lines.add(
        row(
            "attempt.did",
            texts.text(
                "attempt.took",
                Plain.text(attempt.summary()),
                texts.number(attempt.tookSeconds(), 1))));
    attempt.details().stream()
        .limit(MOST_DETAILS)
        .forEach(detail -> lines.add(row("", Plain.text(detail))));
    if (attempt.details().size() > MOST_DETAILS) {
      lines.add(row("", texts.text("attempt.more", attempt.details().size() - MOST_DETAILS)));
    }
    lines.add(row("attempt.verdict", healing.outcome(attempt.outcome())));
    String why = healing.verdict(attempt.outcome());
    if (!why.isEmpty()) {
      lines.add(row("", why));
    }
    lines.add("");
    lines.addAll(table(attempt));
    return lines;
  }

  private List<String> table(AttemptReport attempt) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "  %-32s %12s %12s"
            .formatted("", texts.text("attempt.before"), texts.text("attempt.after")));
    lines.add(
        cells(
            healing.condition(attempt.signal(), attempt.instance()),
            attempt.baseline(),
            attempt.result()));
    for (String key : SHOWN) {
      if (attempt.before().containsKey(key) || attempt.after().containsKey(key)) {
        lines.add(cells(key, value(attempt.before(), key), value(attempt.after(), key)));
      }
    }
    return lines;
  }

  private static @Nullable Double value(Map<String, Double> metrics, String key) {
    return metrics.get(key);
  }

  private String cells(String name, @Nullable Double before, @Nullable Double after) {
    return "  %-32s %12s %12s".formatted(name, number(before), number(after));
  }

  private String number(@Nullable Double value) {
    return value == null ? "-" : texts.number(value, 1);
  }

  private String row(String key, String what) {
    return "  %-12s %s".formatted(key.isEmpty() ? "" : texts.text(key), what);
  }
}
