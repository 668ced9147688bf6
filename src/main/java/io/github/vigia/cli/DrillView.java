package io.github.vigia.cli;

import io.github.vigia.config.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a drill as it goes on: one line for each thing that happens, or JSON at its end. */
final class DrillView implements Services.DrillWatcher {

  private final Terminal terminal;
  private final Texts texts;
  private final String drill;
  private final boolean json;
  private final List<DrillReport.Step> steps = new ArrayList<>();

  DrillView(Terminal terminal, Texts texts, String drill, boolean json) {
    this.terminal = terminal;
    this.texts = texts;
    this.drill = drill;
    this.json = json;
  }

  void begin() {
    if (!json) {
      print(texts.text("drill.begin", drill, texts.text("drill." + drill)));
    }
  }

  @Override
  public void told(double seconds, String what, List<String> words) {
    steps.add(new DrillReport.Step(Math.round(seconds * 10) / 10.0, what, words));
    if (!json) {
      print("%7s s  %s".formatted(texts.number(seconds, 1), sentence(what, words)));
    }
  }

  private String sentence(String what, List<String> words) {
    List<String> said = new ArrayList<>(words.stream().map(Plain::text).toList());
    switch (what) {
      case "detected" -> {
        String instance = said.get(1);
        said.set(0, texts.text("signal." + said.getFirst()));
        said.set(1, instance.isEmpty() ? "" : " " + instance);
      }
      case "held_back" -> said.set(1, texts.text("gate." + said.get(1)));
      case "judged" -> said.set(1, texts.text("outcome." + said.get(1)));
      default -> {
        // Its words are as they are to be shown.
      }
    }
    return texts.text("drill.told." + what, said.toArray());
  }

  @Override
  public void ended(boolean healed) {
    Double detected = first("detected");
    Double treated = first("treats");
    Double verified = healed ? last("judged") : null;
    if (json) {
      print(
          new DrillReport(drill, healed, detected, treated, verified, List.copyOf(steps)).toJson());
    } else if (healed && detected != null && treated != null && verified != null) {
      print(
          texts.text(
              "drill.healed",
              texts.number(detected, 1),
              texts.number(treated, 1),
              texts.number(verified, 1)));
    } else {
      print(texts.text("drill.failed"));
    }
  }

  @Override
  public void cleaned() {
    if (!json) {
      print(texts.text("drill.cleaned"));
    }
  }

  private @Nullable Double first(String what) {
    return find(steps, what);
  }

  private @Nullable Double last(String what) {
    return find(steps.reversed(), what);
  }

  private static @Nullable Double find(List<DrillReport.Step> steps, String what) {
    for (DrillReport.Step step : steps) {
      if (step.what().equals(what)) {
        return step.seconds();
      }
    }
    return null;
  }

  private void print(String line) {
    terminal.out().println(line);
    terminal.out().flush();
  }
}
