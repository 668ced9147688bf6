package io.github.vigia.treat;

import io.github.vigia.config.CustomTreatment;
import io.github.vigia.model.Condition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one step of a custom treatment: its own program, within its limits. */
final class CustomStep implements Step {

  /** What a program may take for its preview and for starting and ending, besides its own time. */
  private static final Duration MARGIN = Duration.ofSeconds(15);

  private static final int MOST_LINES = 20;

  private final CustomTreatment custom;
  private final Condition condition;
  private final Commands commands;
  private final boolean systemd;
  private final String digest;

  /**
   * @param digest of the program when it was loaded
   */
  CustomStep(
      CustomTreatment custom,
      Condition condition,
      Commands commands,
      boolean systemd,
      String digest) {
    this.custom = custom;
    this.condition = condition;
    this.commands = commands;
    this.systemd = systemd;
    this.digest = digest;
  }

  @Override
  public String treatment() {
    return custom.id();
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String target() {
    return condition.name();
  }

  @Override
  public int danger() {
    return custom.danger();
  }

  @Override
  public Mode mode() {
    return Mode.of(custom.mode());
  }

  @Override
  public Duration window() {
    return custom.window();
  }

  @Override
  public Duration limit() {
    return custom.timeout().plus(MARGIN);
  }

  @Override
  public Preview preview() throws IOException {
    checkProgram();
    List<String> command = filled(custom.command(), "", Double.NaN);
    if (custom.preview().isEmpty()) {
      return new Preview(true, "runs " + String.join(" ", command), 0, command);
    }
    List<String> argv = filled(custom.preview(), "", Double.NaN);
    Commands.Order order = order(argv, "preview-" + Ids.next(), Double.NaN);
    Run.Ended ended = commands.run(order, () -> false, _ -> {});
    if (custom.noOpExit().contains(ended.code())) {
      return Preview.nothing("its preview says that there is nothing to do");
    }
    if (!custom.successExit().contains(ended.code()) || ended.timedOut()) {
      throw new IOException("its preview failed: " + why(ended));
    }
    Effect effect = effect(ended.out());
    return new Preview(true, effect.summary(), effect.direct(), command);
  }

  @Override
  public Effect act(Preview preview, Run run) throws IOException {
    checkProgram();
    if (!(run instanceof Acting acting)) {
      throw new IllegalArgumentException("a custom treatment runs in the engine only");
    }
    Run.Ended ended = run(custom.command(), acting);
    if (ended.timedOut()) {
      throw new IOException("stopped at its limit of " + custom.timeout());
    }
    if (custom.noOpExit().contains(ended.code())) {
      return Effect.none("it found nothing to do");
    }
    if (!custom.successExit().contains(ended.code())) {
      acting.did(new Effect(0, "", "it failed", lines(ended)));
      throw new IOException(why(ended));
    }
    return effect(ended.out());
  }

  @Override
  public void rollback(Effect effect, Run run) throws IOException {
    if (custom.rollback().isEmpty()) {
      return;
    }
    if (!(run instanceof Acting acting)) {
      throw new IllegalArgumentException("a custom treatment runs in the engine only");
    }
    Run.Ended ended = run(custom.rollback(), acting);
    if (!custom.successExit().contains(ended.code()) || ended.timedOut()) {
      throw new IOException("its rollback failed: " + why(ended));
    }
  }

  private Run.Ended run(List<String> argv, Acting acting) throws IOException {
    List<String> command = filled(argv, acting.attempt(), acting.value());
    Run.Ended ended = acting.command(order(command, acting.attempt(), acting.value()));
    if (ended.timedOut() && systemd) {
      commands.run(List.of("systemctl", "stop", Confinement.unit(acting.attempt())), MARGIN);
    }
    return ended;
  }

  private Commands.Order order(List<String> command, String attempt, double value) {
    Map<String, String> environment = environment(attempt, value);
    String agent = System.getProperty("user.name", "");
    List<String> argv;
    if (systemd) {
      Map<String, String> marked = new LinkedHashMap<>(environment);
      marked.put(Kin.MARK, attempt);
      argv = Confinement.systemd(custom, Confinement.unit(attempt), marked, command);
    } else {
      argv = Confinement.plain(custom, agent, command);
    }
    return new Commands.Order(
        argv,
        environment,
        attempt,
        custom.timeout(),
        (int) Math.min(custom.maxOutput(), Commands.OUTPUT),
        true);
  }

  private Map<String, String> environment(String attempt, double value) {
    Map<String, String> environment = new LinkedHashMap<>(custom.environment());
    environment.put("TREATMENT_ATTEMPT", attempt);
    environment.put("TREATMENT_METRIC", condition.signal().key());
    environment.put("TREATMENT_INSTANCE", condition.instance());
    environment.put("TREATMENT_VALUE", Double.isNaN(value) ? "" : String.valueOf(value));
    environment.put("TREATMENT_STATE", "CRITICAL");
    return environment;
  }

  /** Placeholders are whole arguments, so that no value can become two of them. */
  private List<String> filled(List<String> argv, String attempt, double value) {
    List<String> filled = new ArrayList<>();
    for (String word : argv) {
      filled.add(
          switch (word) {
            case "{instance}" -> condition.instance();
            case "{attempt}" -> attempt;
            case "{metric}" -> condition.signal().key();
            case "{value}" -> Double.isNaN(value) ? "" : String.valueOf(value);
            case "{state}" -> "CRITICAL";
            default -> word;
          });
    }
    return List.copyOf(filled);
  }

  private void checkProgram() throws IOException {
    Path program = Path.of(custom.command().getFirst());
    Ownership.check(program, System.getProperty("user.name", ""));
    if (!Ownership.digest(program).equals(digest)) {
      throw new IOException(program + " has changed since it was loaded; reload to trust it");
    }
  }

  /** What its last line says, if that is JSON such as {@code {"freed_bytes":123,"detail":"…"}}. */
  static Effect effect(String out) {
    List<String> lines = out.lines().filter(line -> !line.isBlank()).toList();
    String last = lines.isEmpty() ? "" : lines.getLast().strip();
    if (last.startsWith("{")) {
      try {
        Map<String, @Nullable Object> tree = Json.read(last.getBytes(StandardCharsets.UTF_8));
        String detail = Json.text(tree, "detail");
        for (var entry : tree.entrySet()) {
          if (entry.getValue() instanceof Number number) {
            String unit = entry.getKey().substring(entry.getKey().lastIndexOf('_') + 1);
            return new Effect(
                number.doubleValue(),
                unit,
                detail.isEmpty() ? number + " " + unit : detail,
                tail(lines));
          }
        }
      } catch (IOException _) {
        // A line like any other.
      }
    }
    return new Effect(1, "runs", last.isEmpty() ? "it ran" : last, tail(lines));
  }

  private static List<String> tail(List<String> lines) {
    return List.copyOf(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
  }

  private static List<String> lines(Run.Ended ended) {
    return tail((ended.out() + "\n" + ended.err()).lines().filter(l -> !l.isBlank()).toList());
  }

  private static String why(Run.Ended ended) {
    List<String> lines = ended.err().lines().filter(line -> !line.isBlank()).toList();
    return (ended.timedOut() ? "it took too long" : "exit code " + ended.code())
        + (lines.isEmpty() ? "" : ": " + lines.getLast());
  }
}
