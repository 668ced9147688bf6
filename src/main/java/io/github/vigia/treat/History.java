package io.github.vigia.treat;

import io.github.vigia.model.Attempt;
import io.github.vigia.model.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that ended, and what the host was like after each: the last in memory, all in {@code
 * post_treatment_history.jsonl}. One thread.
 */
final class History {

  private static final System.Logger logger = System.getLogger(History.class.getName());
  private static final int KEPT = 200;
  private static final int KEPT_LOOKS = 10;
  private static final long LARGEST = 4 << 20;

  /** A look that is due some time after an attempt. */
  private record Due(Attempt attempt, long nanos) {}

  private final List<Due> due = new ArrayList<>();
  private final Path file;
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private final Deque<String> looks = new ArrayDeque<>();

  History(Path file, List<Attempt> finished) {
    this.file = file;
    attempts.addAll(finished);
  }

  void ended(Attempt attempt) {
    attempts.addLast(attempt);
    if (attempts.size() > KEPT) {
      attempts.removeFirst();
    }
  }

  /** The host is to be looked at again at this time. */
  void lookAt(Attempt attempt, long nanos) {
    due.add(new Due(attempt, nanos));
  }

  /** Keeps the looks whose time has come. */
  void advance(Moment now, Supplier<Map<String, Double>> metrics) {
    for (Due look : List.copyOf(due)) {
      if (now.nanos() - look.nanos() >= 0) {
        due.remove(look);
        look(look.attempt(), "post_treatment", now.at(), metrics.get());
      }
    }
  }

  /**
   * Keeps what the host is like after an attempt.
   *
   * @param phase {@code post_treatment} a while after it ended, {@code verified} when it was judged
   */
  void look(Attempt attempt, String phase, Instant at, Map<String, Double> metrics) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("timestamp", at.toString());
    tree.put("attempt", attempt.id());
    tree.put("treatment", attempt.treatment());
    tree.put("step", attempt.step());
    tree.put("condition", attempt.condition().name());
    tree.put("state", phase);
    Outcome outcome = attempt.outcome();
    tree.put("outcome", outcome == null ? null : outcome.name());
    tree.put("before", attempt.before());
    tree.put("metrics", metrics);
    String line = Json.text(tree);
    looks.addLast(line);
    if (looks.size() > KEPT_LOOKS) {
      looks.removeFirst();
    }
    try {
      append(line);
    } catch (IOException e) {
      logger.log(System.Logger.Level.WARNING, "a look after a treatment is not kept: " + e);
    }
  }

  private void append(String line) throws IOException {
    if (Files.exists(file) && Files.size(file) > LARGEST) {
      Files.move(
          file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.writeString(
        file,
        line + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** The last attempts, the newest first. */
  List<Attempt> attempts() {
    return new ArrayList<>(attempts).reversed();
  }

  /** The last looks as lines of JSON, the oldest first. */
  List<String> looks() {
    return List.copyOf(looks);
  }
}
