package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Policy;
import io.github.vigia.docs.Document;
import io.github.vigia.model.Attempt;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Outcome;
import io.github.vigia.model.Series;
import io.github.vigia.model.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rows of docs/metrics.md on healing are the families that the engine has. */
class DocumentedTalliesTest {

  private static final Condition DISK = new Condition(Signal.DISK, "/");
  private static final Ledger.Rung RUNG = new Ledger.Rung("cleanup_temp_files", "/tmp", 2);

  @Test
  void everyFamilyIsDocumentedInEnglish() {
    assertThat(Document.english("metrics.md").table("treatment-metrics"))
        .as(Document.markdown(expected()))
        .isEqualTo(expected());
  }

  @Test
  void everyFamilyIsDocumentedInPortuguese() {
    assertThat(
            Document.columns(Document.portuguese("metrics.md").table("treatment-metrics"), 0, 1, 2))
        .as(Document.markdown(expected()))
        .isEqualTo(Document.columns(expected(), 0, 1, 2));
  }

  /** What promtool would say of names and help. */
  @Test
  void namesAndHelpAreAsPrometheusAsks() {
    for (Series series : all()) {
      assertThat(series.family()).matches("vigia_treatment(_[a-z0-9]+)+");
      assertThat(series.help()).as(series.family()).matches("\\S.*\\.").hasSizeLessThan(120);
    }
  }

  private static List<List<String>> expected() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (Series series : all()) {
      rows.put(
          series.family(),
          List.of(
              "`" + series.family() + "`",
              series.family().endsWith("_total") ? "counter" : "gauge",
              Document.codes(series.labels().keySet()),
              series.help()));
    }
    return new ArrayList<>(rows.values());
  }

  /** Every family has a sample once something was tried, judged and held back. */
  private static List<Series> all() {
    Ledger ledger = new Ledger(Policy.standard(), new Random(1), 0);
    ledger.started(DISK, RUNG, 0);
    ledger.verified(DISK, List.of(RUNG), RUNG, Outcome.NO_EFFECT, 1);
    Tallies tallies = new Tallies();
    tallies.ended(attempt());
    tallies.refused(RUNG.treatment(), Gate.HOLD);
    return tallies.series(ledger, new Phase.Idle(), 2);
  }

  private static Attempt attempt() {
    return new Attempt(
        "019ab8f0-0000-7000-8000-000000000000",
        Instant.EPOCH,
        DISK,
        RUNG.treatment(),
        "older than 7 d",
        RUNG.target(),
        RUNG.danger(),
        "",
        Duration.ZERO,
        Outcome.NO_EFFECT,
        0,
        "",
        "",
        List.of(),
        96,
        96,
        Map.of(),
        Map.of());
  }
}
