package io.github.vigia;

import io.github.vigia.config.Texts;
import io.github.vigia.model.Cycle;
import io.github.vigia.record.View;
import java.io.PrintWriter;
import java.time.ZoneId;

/** What {@code -v} and {@code -vv} print of each cycle. */
final class CycleView {

  private final PrintWriter out;
  private final View view;
  private volatile int verbosity;

  /**
   * @param verbosity 0 nothing, 1 one line a cycle, 2 one line a metric
   */
  CycleView(int verbosity, PrintWriter out, Texts texts, ZoneId zone) {
    this.verbosity = verbosity;
    this.out = out;
    this.view = new View(texts, zone);
  }

  /** Another one from the next cycle on; any thread. */
  void verbosity(int other) {
    verbosity = other;
  }

  void show(Cycle cycle) {
    switch (verbosity) {
      case 0 -> {
        return;
      }
      case 1 -> out.println(view.line(cycle.snapshot()));
      default -> {
        view.lines(cycle.snapshot()).forEach(out::println);
        out.println();
      }
    }
    out.flush();
  }
}
