package io.github.vigia.config;

import io.github.vigia.model.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a custom treatment: what stands below {@code treatments.<name>} and has a command. */
final class CustomTreatments {

  static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

  private static final List<String> FIELDS =
      List.of(
          "command",
          "when",
          "danger",
          "mode",
          "preview",
          "rollback",
          "env",
          "timeout",
          "user",
          "allow_root",
          "limits",
          "sandbox",
          "output",
          "success_exit",
          "no_op_exit",
          "verify",
          "cooldown");
  private static final Form<Boolean> SWITCH = Forms.SWITCH;
  private static final Form<Duration> TIME = Forms.duration(Duration.ofSeconds(1));
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern USER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}\\$?");

  private final YamlFields fields;
  private final String id;
  private final Path file;

  private CustomTreatments(YamlFields fields, String id, Path file) {
    this.fields = fields;
    this.id = id;
    this.file = file;
  }

  /** Null where something is wrong with it; that was told. */
  static @Nullable CustomTreatment read(YamlPlace place, Node node, String id, Path file) {
    YamlFields fields = new YamlFields(place, node, "treatments." + id, FIELDS);
    CustomTreatment read = new CustomTreatments(fields, id, file).read();
    return fields.isSound() ? read : null;
  }

  private CustomTreatment read() {
    if (!ID.matcher(id).matches()) {
      fields.problem("", id + ": expected 1 to 40 of a-z, 0-9, _ and -");
    }
    String mode = fields.value("mode", Forms.word(modes()), "dry-run");
    int danger = fields.value("danger", Forms.whole(1, 4), "2");
    YamlFields verify = fields.group("verify", List.of("within"));
    CustomTreatment read =
        new CustomTreatment(
            id,
            danger,
            mode,
            signal(),
            fields.isGroup("when") ? when().text("instance") : "",
            argv("command"),
            argv("preview"),
            argv("rollback"),
            environment(),
            fields.value("timeout", TIME, "60s"),
            user(),
            fields.value("allow_root", SWITCH, "false"),
            limits(),
            sandbox(),
            fields.group("output", List.of("max")).value("max", Forms.SIZE, "64KiB"),
            codes("success_exit", 0),
            codes("no_op_exit", 75),
            verify.value("within", TIME, "60s"),
            fields.value("cooldown", Forms.orDuration("growing"), "growing"),
            file);
    if (read.command().isEmpty()) {
      fields.problem("command", "treatments." + id + " needs a command: [program, argument]");
    }
    return read;
  }

  private static String[] modes() {
    return new String[] {"off", "observe", "dry-run", "approve", "auto"};
  }

  private YamlFields when() {
    return fields.group("when", List.of("signal", "instance"));
  }

  /** {@code when: disk_percent}, or {@code when: {signal: disk_percent, instance: /srv}}. */
  private Signal signal() {
    String[] keys = Arrays.stream(Signal.values()).map(Signal::key).toArray(String[]::new);
    Form<String> form = Forms.word(keys);
    String key =
        fields.isGroup("when")
            ? when().required("signal", form, keys[0])
            : fields.required("when", form, keys[0]);
    return Arrays.stream(Signal.values())
        .filter(signal -> signal.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private List<String> argv(String name) {
    List<String> argv = fields.words(name);
    if (!argv.isEmpty() && !argv.getFirst().startsWith("/")) {
      fields.problem(name, name + ": expected the absolute path of a program first");
    }
    for (String word : argv) {
      if (word.indexOf('\0') >= 0) {
        fields.problem(name, name + ": an argument can't hold a zero character");
      }
      if (word.contains("{") && !CustomTreatment.PLACEHOLDERS.contains(word)) {
        String mentioned =
            CustomTreatment.PLACEHOLDERS.stream().filter(word::contains).findFirst().orElse("");
        if (!mentioned.isEmpty()) {
          fields.problem(name, name + ": " + mentioned + " must be a whole argument");
        }
      }
    }
    return argv;
  }

  private Map<String, String> environment() {
    Map<String, String> pairs = fields.pairs("env");
    for (String name : pairs.keySet()) {
      if (!VARIABLE.matcher(name).matches() || name.startsWith("TREATMENT_")) {
        fields.problem("env", "env: " + name + ": expected the name of a variable of your own");
      }
    }
    return Map.copyOf(pairs);
  }

  private String user() {
    String user = fields.text("user");
    if (user.isEmpty()) {
      fields.problem("user", "treatments." + id + " needs user: whom it runs as");
    } else if (!USER.matcher(user).matches()) {
      fields.problem("user", "user: expected the name of a user, found " + user);
    } else if (user.equals("root") && !fields.value("allow_root", SWITCH, "false")) {
      fields.problem("user", "user: root needs allow_root: true");
    }
    return user;
  }

  private CustomTreatment.Limits limits() {
    YamlFields limits =
        fields.group(
            "limits", List.of("memory", "cpu", "tasks", "nofile", "fsize", "nice", "ionice"));
    double cpu = limits.value("cpu", CPU, "50%");
    return new CustomTreatment.Limits(
        limits.value("memory", Forms.SIZE, "256MiB"),
        (int) cpu,
        limits.value("tasks", Forms.whole(1, 100_000), "64"),
        limits.value("nofile", Forms.whole(3, 1_000_000), "256"),
        limits.value("fsize", Forms.SIZE, "1GiB"),
        limits.value("nice", Forms.whole(0, 19), "10"),
        limits.value("ionice", Forms.word("idle", "normal"), "idle").equals("idle"));
  }

  private static final Form<Double> CPU =
      new Form<>(
          "%", "{}", false, text -> Math.max(1, Unit.PERCENT.parse(text)), Unit.PERCENT::print);

  private CustomTreatment.Sandbox sandbox() {
    YamlFields sandbox = fields.group("sandbox", List.of("writable", "network", "devices"));
    return new CustomTreatment.Sandbox(
        sandbox.value("writable", Forms.FOLDERS, "[]"),
        sandbox.value("network", SWITCH, "false"),
        sandbox.value("devices", SWITCH, "false"));
  }

  private Set<Integer> codes(String name, int standard) {
    if (!fields.has(name)) {
      return Set.of(standard);
    }
    Set<Integer> codes = new HashSet<>();
    for (String word : new ArrayList<>(fields.words(name))) {
      try {
        codes.add(Forms.whole(0, 255).parse(word));
      } catch (RejectedValueException e) {
        fields.problem(name, name + ": " + e.reason());
      }
    }
    return Set.copyOf(codes);
  }
}
