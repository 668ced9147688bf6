package io.github.vigia.treat;

import io.github.vigia.model.Condition;
import java.util.List;

/**
 * One treatment: which conditions it may help, and what it would do about them. One class in {@code
 * treat.action}, one line in its list. Used by the treatments' thread only.
 */
public interface Treatment {

  /** Its name in settings, journal and {@code /metrics}: {@code cleanup_temp_files}. */
  String id();

  /**
   * What it would try against a condition, the mildest first; empty where that is none of its
   * business. Looks at nothing but its settings and the condition's name.
   */
  List<Step> steps(Condition condition);
}
