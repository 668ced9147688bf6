package io.github.vigia.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The variables of the process and of {@code .env}, laid over the files' values. */
final class Environment {

  static final String ENV_FILE = "MONITORING_ENV_FILE";

  private static final String PREFIX = "MONITORING_";

  private final Values values;
  private final Consumer<ConfigProblem> problems;
  private final Map<String, Assignment> variables = new TreeMap<>();
  private boolean fileWins;

  private Environment(Values values, Consumer<ConfigProblem> problems) {
    this.values = values;
    this.problems = problems;
  }

  static void apply(Sources sources, Values values, Consumer<ConfigProblem> problems) {
    Environment environment = new Environment(values, problems);
    environment.gather(sources);
    environment.reportOthers();
    HttpPair.settle(environment.variables);
    for (Key<?> key : Keys.all()) {
      environment.set(key);
    }
  }

  private void gather(Sources sources) {
    Map<String, Assignment> process = new LinkedHashMap<>();
    sources
        .environment()
        .forEach((name, value) -> {
          if (!value.isBlank()) {
            process.put(name, new Assignment(name, value.strip(), Origin.environment(name)));
          }
        });
    Assignment named = process.get(ENV_FILE);
    fileWins = named != null;
    Map<String, Assignment> file = Map.of();
    if (named != null) {
      file = read(sources, named.value());
    } else if (Files.exists(sources.folder().resolve(".env"))) {
      file = read(sources, ".env");
    }
    variables.putAll(fileWins ? process : file);
    variables.putAll(fileWins ? file : process);
  }

  private Map<String, Assignment> read(Sources sources, String name) {
    Path path;
    try {
      path = sources.folder().resolve(Forms.FOLDER.parse(name));
    } catch (RejectedValueException e) {
      problems.accept(ConfigProblem.of(Severity.INVALID, ENV_FILE, e.reason()));
      return Map.of();
    }
    SourceFile file = SourceFile.read(path, sources.shown(path), Severity.INVALID, problems);
    return file == null ? Map.of() : EnvFile.parse(file, problems);
  }

  private void set(Key<?> key) {
    if (key.equals(Keys.HTTP_ENABLED)) {
      setEnabled();
      return;
    }
    for (Variable.Part part : Variable.Part.values()) {
      List<Assignment> given = new ArrayList<>();
      List<Variable> asVariable = new ArrayList<>();
      for (Variable variable : strongestFirst(key, part)) {
        Assignment assignment = variables.get(variable.name());
        if (assignment != null) {
          given.add(assignment);
          asVariable.add(variable);
        }
      }
      if (!given.isEmpty()) {
        put(key, asVariable.getFirst(), given.getFirst());
        reportShadowed(given);
      }
    }
  }

  /** A name of the environment wins over one of {@code .env}; then the list's order decides. */
  private List<Variable> strongestFirst(Key<?> key, Variable.Part part) {
    Origin.Layer strongest = fileWins ? Origin.Layer.ENV_FILE : Origin.Layer.ENVIRONMENT;
    return key.variables().stream()
        .filter(variable -> variable.part() == part)
        .sorted(
            Comparator.comparing(variable -> {
              Assignment assignment = variables.get(variable.name());
              return assignment == null || assignment.origin().layer() != strongest;
            }))
        .toList();
  }

  /** On unless all that is said is no. */
  private void setEnabled() {
    for (Variable variable : Keys.HTTP_ENABLED.variables()) {
      Assignment assignment = variables.get(variable.name());
      if (assignment != null) {
        put(Keys.HTTP_ENABLED, variable, assignment);
      }
    }
  }

  private void put(Key<?> key, Variable variable, Assignment assignment) {
    try {
      String text = variable.applied(assignment.value(), values.top(key).text());
      values.put(key, text, assignment.origin());
    } catch (RejectedValueException e) {
      problems.accept(
          assignment
              .origin()
              .problem(
                  Severity.INVALID,
                  assignment.name()
                      + "="
                      + assignment.value()
                      + ": "
                      + e.reason()
                      + "; using "
                      + values.top(key).text()));
    }
  }

  private void reportShadowed(List<Assignment> given) {
    Assignment winner = given.getFirst();
    for (Assignment other : given.subList(1, given.size())) {
      if (!other.value().equals(winner.value())) {
        problems.accept(
            other
                .origin()
                .problem(
                    Severity.WARNING,
                    other.name()
                        + "="
                        + other.value()
                        + " is not used: "
                        + winner.name()
                        + "="
                        + winner.value()
                        + " says otherwise"));
      }
    }
  }

  /** One line for the names that have no use yet, one for those that nobody knows. */
  private void reportOthers() {
    TreeSet<String> known = new TreeSet<>(List.of(ENV_FILE));
    Keys.all().forEach(key -> key.variables().forEach(variable -> known.add(variable.name())));
    List<String> unused = new ArrayList<>();
    for (UnusedVariables variable : UnusedVariables.values()) {
      for (String name : variable.names()) {
        Assignment assignment = variables.get(name);
        if (assignment != null) {
          unused.add(name);
          check(variable, assignment);
        }
      }
    }
    known.addAll(UnusedVariables.allNames());
    List<String> unknown = new ArrayList<>();
    for (String name : variables.keySet()) {
      if (name.startsWith(PREFIX) && !known.contains(name)) {
        String nearest = Nearest.of(name, known);
        unknown.add(nearest.isEmpty() ? name : name + " (did you mean " + nearest + "?)");
      }
    }
    reportList("not used by this version: ", unused);
    reportList("unknown variables, not used: ", unknown);
  }

  private void check(UnusedVariables variable, Assignment assignment) {
    try {
      variable.check(assignment.value());
    } catch (RejectedValueException e) {
      problems.accept(
          assignment
              .origin()
              .problem(
                  Severity.INVALID,
                  assignment.name() + "=" + assignment.value() + ": " + e.reason()));
    }
  }

  private void reportList(String what, List<String> names) {
    if (!names.isEmpty()) {
      problems.accept(
          ConfigProblem.of(Severity.WARNING, "environment", what + String.join(", ", names)));
    }
  }
}
