package io.github.vigia.treat;

import io.github.vigia.config.CustomTreatment;
import io.github.vigia.config.Settings;
import io.github.vigia.model.Condition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A treatment that its operator wrote. */
final class Custom implements Treatment {

  private static final System.Logger logger = System.getLogger(Custom.class.getName());

  private final CustomTreatment custom;
  private final Commands commands;
  private final boolean systemd;
  private final String digest;

  private Custom(CustomTreatment custom, Commands commands, boolean systemd, String digest) {
    this.custom = custom;
    this.commands = commands;
    this.systemd = systemd;
    this.digest = digest;
  }

  /** Those of the settings that can be trusted; of each other it is said why not. */
  static List<Treatment> all(Settings.Treatments settings, Commands commands, boolean systemd) {
    List<Treatment> all = new ArrayList<>();
    for (CustomTreatment custom : settings.custom()) {
      try {
        all.add(trusted(custom, commands, systemd));
      } catch (IOException e) {
        logger.log(
            System.Logger.Level.ERROR, "treatment " + custom.id() + " is off: " + e.getMessage());
      }
    }
    return all;
  }

  static Custom trusted(CustomTreatment custom, Commands commands, boolean systemd)
      throws IOException {
    String agent = System.getProperty("user.name", "");
    Path program = Path.of(custom.command().getFirst());
    Ownership.check(custom.file(), agent);
    for (List<String> argv : List.of(custom.command(), custom.preview(), custom.rollback())) {
      if (!argv.isEmpty()) {
        Ownership.check(Path.of(argv.getFirst()), agent);
      }
    }
    return new Custom(custom, commands, systemd, Ownership.digest(program));
  }

  @Override
  public String id() {
    return custom.id();
  }

  @Override
  public List<Step> steps(Condition condition) {
    boolean mine =
        condition.signal() == custom.signal()
            && (custom.instance().isEmpty() || custom.instance().equals(condition.instance()));
    return mine ? List.of(new CustomStep(custom, condition, commands, systemd, digest)) : List.of();
  }
}
