package io.github.vigia.cli;

import io.github.vigia.config.Texts;
import java.util.ArrayList;
import java.util.List;

/** What one area of the doctor's look has found so far. Owned by one thread. */
final class Findings {

  private final Texts texts;
  private final String area;
  private final List<Finding> all = new ArrayList<>();

  Findings(Texts texts, String area) {
    this.texts = texts;
    this.area = area;
  }

  void ok(String check, Object... arguments) {
    add(check, "ok", "", arguments);
  }

  /** Nothing is wrong, but something is not there. */
  void note(String check, String remedy, Object... arguments) {
    add(check, "note", remedy, arguments);
  }

  /** Something could be better. */
  void gap(String check, String remedy, Object... arguments) {
    add(check, "gap", remedy, arguments);
  }

  /** Something must be better. */
  void bad(String check, String remedy, Object... arguments) {
    add(check, "bad", remedy, arguments);
  }

  /** The text of what is well is another than that of what is not. */
  private void add(String check, String level, String remedy, Object... arguments) {
    String key = "doctor." + check + (level.equals("ok") ? ".ok" : ".gap");
    all.add(new Finding(area, check, level, Plain.text(texts.text(key, arguments)), remedy));
  }

  List<Finding> all() {
    return List.copyOf(all);
  }
}
