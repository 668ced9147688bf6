package io.github.vigia.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of all sources gave.
 *
 * @param settings null if a problem is an error
 * @param problems in the order in which they were found
 * @param values every key with its value as text, in the order of the documents
 * @param origins every key with the place its value comes from
 */
public record Loaded(
    @Nullable Settings settings,
    List<ConfigProblem> problems,
    Map<String, String> values,
    Map<String, Origin> origins) {

  /** Whether {@code config check} may say that all is well. */
  public boolean passesCheck() {
    return problems.stream().noneMatch(problem -> problem.severity().failsCheck());
  }

  /** One line a key: {@code logs.level = DEBUG # from vigia.yaml:7}. */
  public List<String> show() {
    List<String> lines = new ArrayList<>();
    values.forEach((path, text) -> {
      Origin origin = origins.getOrDefault(path, Origin.DEFAULT);
      lines.add(ConfigProblem.visible(path + " = " + text + "  # from " + origin.text()));
    });
    return lines;
  }
}
