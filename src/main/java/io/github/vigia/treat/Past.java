package io.github.vigia.treat;

import io.github.vigia.model.Attempt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of the time before this start: what was finished, what was not, and the state
 * in which the engine was left.
 */
final class Past {

  private static final int KEPT_ATTEMPTS = 200;
  private static final System.Logger logger = System.getLogger(Past.class.getName());

  /**
   * An attempt that nobody judged.
   *
   * @param effect null where it did not come to its end
   */
  record Open(Attempt attempt, List<Identity> processes, @Nullable Effect effect) {}

  /** A rollback that was armed, and of which nobody said what became of it. */
  record Armed(String attempt, Path token, List<String> argv) {}

  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Map<String, Armed> armed = new LinkedHashMap<>();
  private final Deque<Attempt> finished = new ArrayDeque<>();
  private Map<String, @Nullable Object> state = Map.of();

  static Past of(List<byte[]> records) {
    Past past = new Past();
    for (byte[] content : records) {
      try {
        past.take(Json.read(content));
      } catch (IOException e) {
        // It was whole when it was written: written by another version, or by nobody of ours.
        logger.log(System.Logger.Level.WARNING, "a record of the treatments' log is skipped: " + e);
      }
    }
    return past;
  }

  private void take(Map<String, @Nullable Object> tree) {
    if (tree.containsKey("state")) {
      state = Json.object(tree, "state");
    }
    String id = Json.text(tree, "attempt");
    Open known = open.get(id);
    switch (Json.text(tree, "type")) {
      case "INTENT" -> {
        Attempt attempt = AttemptTree.read(tree);
        if (attempt != null) {
          open.put(id, new Open(attempt, new ArrayList<>(), null));
        }
      }
      case "STARTED" -> {
        if (known != null) {
          known.processes().add(Identity.of(Json.object(tree, "process")));
        }
      }
      case "RESULT" -> {
        if (known != null) {
          open.put(id, new Open(known.attempt(), known.processes(), effect(tree)));
        }
      }
      case "VERIFIED" -> {
        open.remove(id);
        Attempt attempt = AttemptTree.read(tree);
        if (attempt != null) {
          finish(attempt);
        }
      }
      case "ROLLBACK_ARMED" ->
          armed.put(
              Json.text(tree, "token"),
              new Armed(id, Path.of(Json.text(tree, "token")), Json.texts(tree, "argv")));
      case "DISARMED", "ROLLBACK_DONE" -> armed.remove(Json.text(tree, "token"));
      default -> {
        // STATE has only what was taken above; what a newer version writes is not ours to judge.
      }
    }
  }

  private void finish(Attempt attempt) {
    finished.addLast(attempt);
    if (finished.size() > KEPT_ATTEMPTS) {
      finished.removeFirst();
    }
  }

  private static Effect effect(Map<String, @Nullable Object> tree) {
    return new Effect(
        Json.number(tree, "direct"),
        Json.text(tree, "unit"),
        Json.text(tree, "summary"),
        Json.texts(tree, "details"));
  }

  Collection<Open> open() {
    return List.copyOf(open.values());
  }

  Collection<Armed> armed() {
    return List.copyOf(armed.values());
  }

  /** The last ones, the oldest first. */
  List<Attempt> finished() {
    return List.copyOf(finished);
  }

  /** Empty where there is none yet. */
  Map<String, @Nullable Object> state() {
    return state;
  }
}
