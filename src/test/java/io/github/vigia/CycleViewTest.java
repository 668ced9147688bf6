package io.github.vigia;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Texts;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CycleViewTest {

  private static final Cycle CYCLE =
      new Cycle(
          new Snapshot(
              Instant.parse("2025-11-15T18:30:47Z"),
              0,
              List.of(new Sample(Metric.CPU_PERCENT, "", new Reading.Value(32), 0)),
              List.of()),
          new Evaluation(State.STABLE, List.of(), List.of(), Set.of()),
          List.of());

  private final StringWriter out = new StringWriter();

  private CycleView view(int verbosity) {
    return new CycleView(verbosity, new PrintWriter(out), Texts.of("en"), ZoneOffset.UTC);
  }

  @Test
  void quietlyNothingIsPrinted() {
    view(0).show(CYCLE);

    assertThat(out.toString()).isEmpty();
  }

  @Test
  void oneLineACycle() {
    view(1).show(CYCLE);

    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            "CPU 32% | RAM unavailable | Ping unavailable | Disk unavailable");
  }

  @Test
  void oneLineAMetricFromTheNextCycleOn() {
    CycleView view = view(0);
    view.verbosity(2);
    view.show(CYCLE);

    assertThat(out.toString()).contains("CPU: 32%", "Date/time: 2025-11-15 18:30:47");
  }
}
