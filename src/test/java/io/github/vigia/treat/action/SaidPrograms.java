package io.github.vigia.treat.action;

import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Programs that say what a test wrote down for the beginning of their command line. */
final class SaidPrograms implements Programs {

  final List<String> asked = new ArrayList<>();
  private final Map<String, Run.Ended> answers = new LinkedHashMap<>();
  private final List<String> installed = new ArrayList<>();

  SaidPrograms with(String... names) {
    installed.addAll(List.of(names));
    return this;
  }

  SaidPrograms says(String beginning, String out) {
    return ends(beginning, 0, out);
  }

  SaidPrograms ends(String beginning, int code, String out) {
    answers.put(beginning, new Run.Ended(code, out, code == 0 ? "" : out, false));
    return this;
  }

  @Override
  public Run.Ended run(List<String> argv, Duration limit) throws IOException {
    String line = String.join(" ", argv);
    asked.add(line);
    Run.Ended answer = null;
    for (Map.Entry<String, Run.Ended> entry : answers.entrySet()) {
      answer = line.startsWith(entry.getKey()) ? entry.getValue() : answer;
    }
    if (answer == null) {
      throw new IOException(argv.getFirst() + ": not installed");
    }
    return answer;
  }

  @Override
  public boolean has(String name) {
    return installed.contains(name);
  }
}
