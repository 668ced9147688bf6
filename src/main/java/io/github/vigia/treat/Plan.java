package io.github.vigia.treat;

import io.github.vigia.config.Settings;
import io.github.vigia.model.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be tried against one condition.
 *
 * @param all every step, the switched off ones too
 * @param acting the ladder: the steps that may act, by themselves or after a yes
 * @param telling the steps that only say what they would do
 * @param rungs of {@code acting}, as the ledger knows them
 */
record Plan(List<Step> all, List<Step> acting, List<Step> telling, List<Ledger.Rung> rungs) {

  static Plan of(Condition condition, List<Treatment> treatments, Settings.Treatments settings) {
    List<Step> all = new ArrayList<>();
    List<Step> acting = new ArrayList<>();
    List<Step> telling = new ArrayList<>();
    List<Ledger.Rung> rungs = new ArrayList<>();
    for (Treatment treatment : treatments) {
      for (Step step : treatment.steps(condition)) {
        if (step.target().isBlank()) {
          throw new IllegalStateException(
              treatment.id() + ": a step without a target, expected what it touches");
        }
        all.add(step);
        Mode mode = mode(step, settings);
        if (mode.compareTo(Mode.APPROVE) >= 0) {
          acting.add(step);
          rungs.add(rung(step, settings));
        } else if (mode != Mode.OFF) {
          telling.add(step);
        }
      }
    }
    return new Plan(
        List.copyOf(all), List.copyOf(acting), List.copyOf(telling), List.copyOf(rungs));
  }

  /** How far a step may go: its own mode, its treatment's, and the one for all; the strictest. */
  static Mode mode(Step step, Settings.Treatments settings) {
    Settings.Treatment own = settings.byId().get(step.treatment());
    Mode mode = step.mode().stricter(Mode.of(settings.mode()));
    return own == null ? mode : mode.stricter(Mode.of(own.mode()));
  }

  static Ledger.Rung rung(Step step, Settings.Treatments settings) {
    Settings.Treatment own = settings.byId().get(step.treatment());
    return new Ledger.Rung(
        step.treatment(),
        step.target(),
        step.danger(),
        own == null ? null : own.cooldown().orElse(null));
  }

  /** The step of this name; null where there is none. */
  @Nullable Step find(String treatment, String step, String target) {
    for (Step candidate : all) {
      if (candidate.treatment().equals(treatment)
          && candidate.name().equals(step)
          && candidate.target().equals(target)) {
        return candidate;
      }
    }
    return null;
  }

  static String key(Step step) {
    return step.treatment() + "/" + step.name() + "@" + step.target();
  }
}
