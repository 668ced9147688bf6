package io.github.vigia.cli;

import io.github.vigia.config.Texts;
import io.github.vigia.expose.AttemptReport;
import io.github.vigia.expose.OrderReport;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigia treat}: one treatment now, through the same gates, with its verdict. */
@Command(
    name = "treat",
    description = "Try one treatment now, through the same gates; waits for the verdict.")
final class TreatCommand implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofMillis(250);

  /** Longer than any step may take, its verification and those before it included. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private static final Set<String> YES = Set.of("y", "yes", "s", "sim");

  private final Terminal terminal;

  @Mixin private final AgentOptions agent = new AgentOptions();

  @Parameters(paramLabel = "NAME", description = "Of the treatment, such as vacuum_journal.")
  private String name = "";

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "What to touch, where there are several: a mount, a unit, an interface.")
  private String target = "";

  @Option(names = "--dry-run", description = "Only say what it would do.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask; needed where there is no terminal.")
  private boolean yes;

  TreatCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException, IOException {
    if (!dryRun && !yes) {
      if (!terminal.interactive() || agent.json()) {
        throw CommandException.of(
            ExitCode.USAGE, "there is nobody to ask: say --yes, or --dry-run to only look");
      }
      OrderReport look = order(true);
      say(look);
      if (!look.gate().isEmpty()) {
        return ExitCode.HELD_BACK;
      }
      if (!agreed(look)) {
        return ExitCode.OK;
      }
    }
    OrderReport done = order(dryRun);
    if (agent.json()) {
      terminal.out().println(done.toJson());
    } else {
      say(done);
    }
    return done.gate().isEmpty() ? ExitCode.OK : ExitCode.HELD_BACK;
  }

  private OrderReport order(boolean dry) throws CommandException, IOException {
    OrderReport order =
        OrderReport.parse(
            agent.ask(terminal, "treat", "name", name, "target", target, "dry", dry ? "true" : ""));
    if (!agent.json() && !dry) {
      terminal.out().println(texts().text("treat.begun", Plain.text(order.text())));
      terminal.out().flush();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String state = "";
    while (!order.isOver()) {
      if (System.nanoTime() - deadline >= 0) {
        throw CommandException.of(
            ExitCode.HELD_BACK, order.text() + " is still " + order.state() + " after an hour");
      }
      if (!agent.json() && order.state().equals("running") && !state.equals("running")) {
        terminal.out().println(texts().text("treat.running"));
        terminal.out().flush();
      }
      state = order.state();
      LockSupport.parkNanos(LOOK.toNanos());
      order = OrderReport.parse(agent.ask(terminal, "order", "order", order.order()));
    }
    return order;
  }

  private void say(OrderReport order) throws CommandException {
    AttemptReport attempt = order.attempt();
    Texts texts = texts();
    if (attempt == null) {
      terminal
          .err()
          .println(
              texts.text(
                  "treat.held",
                  Plain.text(order.text()),
                  texts.text("gate." + order.gate()),
                  Plain.text(order.why())));
    } else {
      new AttemptText(texts, new HealingText(texts, ZoneId.systemDefault()))
          .lines(attempt)
          .forEach(terminal.out()::println);
    }
  }

  private boolean agreed(OrderReport look) throws CommandException {
    terminal.out().print(texts().text("treat.ask", Plain.text(look.text())) + " ");
    terminal.out().flush();
    @Nullable String line = terminal.in().get();
    boolean agreed = line != null && YES.contains(line.strip().toLowerCase(java.util.Locale.ROOT));
    if (!agreed) {
      terminal.out().println(texts().text("treat.left"));
    }
    return agreed;
  }

  private Texts texts() throws CommandException {
    return agent.texts(terminal);
  }
}
