package io.github.vigia;

import io.github.vigia.config.Durations;
import io.github.vigia.config.Loaded;
import io.github.vigia.config.Silence;
import io.github.vigia.expose.AnswerReport;
import io.github.vigia.expose.AttemptReport;
import io.github.vigia.expose.CommandRefusedException;
import io.github.vigia.expose.CommandRefusedException.Kind;
import io.github.vigia.expose.EventsReport;
import io.github.vigia.expose.HealingReport;
import io.github.vigia.expose.OrderReport;
import io.github.vigia.expose.PauseReport;
import io.github.vigia.expose.SilencesReport;
import io.github.vigia.model.Attempt;
import io.github.vigia.model.Cycle;
import io.github.vigia.treat.Engine;
import io.github.vigia.treat.Operations;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the control socket answers about healing. The words of a command are {@code key=value}. */
final class HealingCommands {

  private static final String NO_ENGINE =
      "this agent treats nothing: it takes one record only, watches a fixture, or its log says why";

  private final Supplier<@Nullable Engine> engine;
  private final Explanation explanation;

  /**
   * @param engine null where nothing is treated, or not yet
   * @param loaded the settings in force
   * @param last the last cycle; null before the first
   */
  HealingCommands(
      Supplier<@Nullable Engine> engine, Supplier<Loaded> loaded, Supplier<@Nullable Cycle> last) {
    this.engine = engine;
    this.explanation = new Explanation(engine, loaded, last);
  }

  /** One line a command. */
  Map<String, Function<List<String>, String>> all() {
    Map<String, Function<List<String>, String>> all = new LinkedHashMap<>();
    all.put("events", words -> events(new Words(words)));
    all.put("attempt", words -> AttemptReport.of(attempt(new Words(words).get("id"))).toJson());
    all.put("explain", words -> explain(new Words(words)));
    all.put("treat", words -> treat(new Words(words)));
    all.put("order", words -> order(new Words(words)));
    all.put("pause", words -> pause(new Words(words)));
    all.put("resume", _ -> new PauseReport(false, ask(Operations::resume), null).toJson());
    all.put("silence-add", words -> silence(new Words(words)));
    all.put("silence-list", _ -> silences());
    all.put("silence-remove", words -> unsilence(new Words(words)));
    all.put("approve", words -> answer(new Words(words), true));
    all.put("refuse", words -> answer(new Words(words), false));
    return all;
  }

  /** For the status; null where nothing is treated. Never fails. */
  @Nullable HealingReport report() {
    Engine running = engine.get();
    if (running == null) {
      return null;
    }
    try {
      return running.ask(operations -> report(operations));
    } catch (IllegalStateException e) {
      String why = String.valueOf(e.getMessage());
      return new HealingReport("", why, "", 0, false, false, List.of(), List.of(), null);
    }
  }

  private static HealingReport report(Operations operations) {
    Operations.Overview overview = operations.overview();
    List<EventsReport.Row> last =
        EventsReport.of(operations.attempts().stream().limit(1).toList()).attempts();
    return new HealingReport(
        overview.mode(),
        overview.held(),
        overview.running(),
        overview.tokens(),
        overview.safeMode(),
        overview.storm(),
        operations.waiting().stream().map(HealingCommands::waiting).toList(),
        operations.treatments().stream().map(HealingCommands::each).toList(),
        last.isEmpty() ? null : last.getFirst());
  }

  private static HealingReport.Waiting waiting(Operations.Waiting waiting) {
    return new HealingReport.Waiting(
        waiting.id(),
        waiting.condition().signal().key(),
        waiting.condition().instance(),
        waiting.treatment(),
        waiting.step(),
        waiting.target(),
        waiting.preview(),
        waiting.items(),
        waiting.hash(),
        waiting.until().toString());
  }

  private static HealingReport.Each each(Operations.Standing standing) {
    Instant last = standing.last();
    return new HealingReport.Each(
        standing.treatment(), standing.mode(), last == null ? null : last.toString());
  }

  private String events(Words words) {
    Instant from = Instant.parse(words.get("since"));
    List<Attempt> attempts =
        ask(Operations::attempts).stream().filter(a -> !a.at().isBefore(from)).toList();
    return EventsReport.of(attempts).toJson();
  }

  private Attempt attempt(String id) {
    return ask(operations -> one(operations.attempts().stream(), Attempt::id, id));
  }

  /** The one whose id begins so. */
  private static <T> T one(Stream<T> all, Function<T, String> id, String beginning) {
    List<T> found =
        beginning.isEmpty()
            ? List.of()
            : all.filter(item -> id.apply(item).startsWith(beginning)).toList();
    if (found.size() != 1) {
      throw new CommandRefusedException(
          Kind.DATA,
          found.isEmpty()
              ? beginning + ": no attempt has an id that begins so"
              : beginning + ": " + found.size() + " ids begin so, expected more of it");
    }
    return found.getFirst();
  }

  private String explain(Words words) {
    return explanation.of(words.get("signal"), words.find("instance")).toJson();
  }

  private String treat(Words words) {
    String target = words.find("target");
    boolean dry = words.find("dry").equals("true");
    return ask(
            Kind.DATA,
            operations -> report(operations.treat(words.get("name"), target, dry), operations))
        .toJson();
  }

  private String order(Words words) {
    return ask(Kind.DATA, operations -> report(operations.order(words.get("order")), operations))
        .toJson();
  }

  private static OrderReport report(Operations.Order order, Operations operations) {
    Attempt attempt =
        order.attempt().isEmpty() ? null : operations.attempt(order.attempt()).orElse(null);
    String state;
    if (!order.gate().isEmpty()) {
      state = "held_back";
    } else if (order.attempt().isEmpty()) {
      state = "waiting";
    } else {
      state = attempt == null ? "running" : "ended";
    }
    return new OrderReport(
        order.id(),
        order.text(),
        state,
        order.gate(),
        order.why(),
        attempt == null ? null : AttemptReport.of(attempt));
  }

  private String pause(Words words) {
    Duration time = Durations.of(words.get("for"));
    Instant until = ask(Kind.USAGE, o -> o.pause(time, words.find("reason"), words.find("by")));
    return new PauseReport(true, true, until.toString()).toJson();
  }

  private String silence(Words words) {
    String danger = words.find("danger");
    Silence.Matcher matcher =
        new Silence.Matcher(
            words.find("signal").isEmpty() ? "" : Explanation.signal(words.get("signal")).key(),
            words.find("instance"),
            words.find("treatment"),
            danger.isEmpty() ? 0 : Integer.parseInt(danger));
    Duration time = Durations.of(words.get("for"));
    String id =
        ask(Kind.USAGE, o -> o.silence(matcher, time, words.find("by"), words.find("comment")));
    return SilencesReport.of(
            ask(Operations::silences).stream().filter(s -> s.id().equals(id)).toList())
        .toJson();
  }

  private String silences() {
    return SilencesReport.of(ask(Operations::silences)).toJson();
  }

  private String unsilence(Words words) {
    ask(
        Kind.DATA,
        operations -> {
          operations.unsilence(words.get("id"));
          return true;
        });
    return silences();
  }

  private String answer(Words words, boolean granted) {
    return ask(Kind.DATA, operations -> answer(words, granted, operations)).toJson();
  }

  private static AnswerReport answer(Words words, boolean granted, Operations operations) {
    Operations.Waiting waiting =
        one(operations.waiting().stream(), Operations.Waiting::id, words.get("id"));
    if (granted) {
      operations.approve(waiting.id(), words.find("hash"), words.find("by"));
    } else {
      operations.refuse(waiting.id(), words.find("by"));
    }
    return new AnswerReport(
        waiting.id(),
        granted,
        waiting.treatment(),
        waiting.step(),
        waiting.target(),
        waiting.preview(),
        waiting.items());
  }

  private <T> T ask(Function<Operations, T> question) {
    return ask(Kind.DATA, question);
  }

  /**
   * @param kind of trouble that it is where the engine refuses
   */
  private <T> T ask(Kind kind, Function<Operations, T> question) {
    Engine running = engine.get();
    if (running == null) {
      throw new CommandRefusedException(Kind.UNAVAILABLE, NO_ENGINE);
    }
    try {
      return running.ask(question);
    } catch (IllegalArgumentException e) {
      throw new CommandRefusedException(kind, String.valueOf(e.getMessage()));
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof java.util.concurrent.ExecutionException failed
          && failed.getCause() instanceof CommandRefusedException refused) {
        throw new CommandRefusedException(refused.kind(), String.valueOf(refused.getMessage()));
      }
      throw e;
    }
  }

  /** The words of a command by their keys. */
  private record Words(Map<String, String> byKey) {

    private Words(List<String> words) {
      this(split(words));
    }

    private static Map<String, String> split(List<String> words) {
      Map<String, String> byKey = new LinkedHashMap<>();
      for (String word : words) {
        int equals = word.indexOf('=');
        if (equals < 1) {
          throw new CommandRefusedException(Kind.USAGE, word + ": expected key=value");
        }
        byKey.put(word.substring(0, equals), word.substring(equals + 1));
      }
      return byKey;
    }

    private String get(String key) {
      String value = byKey.get(key);
      if (value == null || value.isBlank()) {
        throw new CommandRefusedException(Kind.USAGE, "the command needs " + key);
      }
      return value;
    }

    private String find(String key) {
      return byKey.getOrDefault(key, "");
    }
  }
}
