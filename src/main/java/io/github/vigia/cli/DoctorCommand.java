package io.github.vigia.cli;

import io.github.vigia.config.Loaded;
import io.github.vigia.config.Settings;
import io.github.vigia.config.Texts;
import io.github.vigia.expose.StatusReport;
import io.github.vigia.record.ProgramLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigia doctor}: what it can see, what it can heal, and whether it is safe. */
@Command(
    name = "doctor",
    description =
        "What it can see and heal here, and is it safe; exit 0 well, 1 with gaps, 2 not safe.")
final class DoctorCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final PathOptions paths = new PathOptions();

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException {
    Map<String, String> flags = Flags.none();
    paths.addTo(flags);
    ProgramLog.toConsole(terminal.err());
    Loaded loaded = Flags.load(terminal, common, flags);
    // A wrong setting is one more finding: the rest is looked at with the defaults.
    Settings given = loaded.settings();
    Settings settings = given == null ? Settings.defaults() : given;
    Texts texts = Texts.of(settings.run().language());
    DoctorReport report = DoctorReport.of(findings(loaded, settings, texts));
    if (common.json()) {
      terminal.out().println(report.toJson());
    } else {
      lines(report, texts).forEach(terminal.out()::println);
    }
    return report.code();
  }

  private List<Finding> findings(Loaded loaded, Settings settings, Texts texts) {
    Findings see = new Findings(texts, "see");
    new Sight(settings, see).look(new OneShot(settings).evaluation());
    Findings heal = new Findings(texts, "heal");
    agent(settings, heal);
    new Reach(settings, heal).look();
    Findings safe = new Findings(texts, "safe");
    new Safety(loaded, settings, terminal.folder().toAbsolutePath(), safe).look();
    List<Finding> all = new ArrayList<>(see.all());
    all.addAll(heal.all());
    all.addAll(safe.all());
    return all;
  }

  private void agent(Settings settings, Findings heal) {
    try {
      StatusReport status = StatusReport.parse(AgentAnswer.to(settings, "status", List.of()));
      heal.ok("agent", status.version());
    } catch (CommandException | IOException e) {
      String why = String.valueOf(e.getMessage()).replaceFirst("^vigia: error: ", "");
      heal.note("agent", "vigia run", why);
    }
  }

  private List<String> lines(DoctorReport report, Texts texts) {
    List<String> lines = new ArrayList<>();
    String area = "";
    for (Finding finding : report.findings()) {
      if (!finding.area().equals(area)) {
        area = finding.area();
        lines.add(texts.text("doctor." + area));
      }
      lines.add("  " + mark(finding) + " " + finding.text());
      if (!finding.remedy().isEmpty()) {
        lines.add("      " + finding.remedy());
      }
    }
    long gaps = report.findings().stream().filter(f -> f.is("gap")).count();
    long bad = report.findings().stream().filter(f -> f.is("bad")).count();
    lines.add("");
    lines.add(
        report.code() == 0 ? texts.text("doctor.well") : texts.text("doctor.summary", gaps, bad));
    return lines;
  }

  private String mark(Finding finding) {
    boolean color = common.color(terminal);
    return switch (finding.level()) {
      case "ok" -> paint(color, "32", "✓");
      case "note" -> "·";
      case "gap" -> paint(color, "33", "!");
      default -> paint(color, "31", "✗");
    };
  }

  private static String paint(boolean color, String hue, String text) {
    return color ? "\u001b[" + hue + "m" + text + "\u001b[0m" : text;
  }
}
