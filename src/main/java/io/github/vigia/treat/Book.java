package io.github.vigia.treat;

import io.github.vigia.model.Attempt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happens to attempts, written to the log before it counts. Any thread. */
final class Book implements AutoCloseable {

  private static final int MOST_TEXTS = 10;
  private static final int LONGEST_TEXT = 500;

  private final Wal wal;
  private final Consumer<String> written;

  Book(Wal wal) {
    this(wal, _ -> {});
  }

  /**
   * @param written hears of the type of each record once it is safe
   */
  Book(Wal wal, Consumer<String> written) {
    this.wal = wal;
    this.written = written;
  }

  /**
   * An attempt is about to act.
   *
   * @param state of the engine with the attempt paid for
   */
  void intent(Attempt attempt, Map<String, ?> state) throws IOException {
    Map<String, @Nullable Object> tree = AttemptTree.of(attempt);
    tree.put("state", state);
    write("INTENT", tree);
  }

  /** A program was started for it, and waits behind its gate. */
  void started(String attempt, Identity identity) throws IOException {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("attempt", attempt);
    tree.put("process", identity.tree());
    write("STARTED", tree);
  }

  /** It is done, or failed: what it did. */
  void result(String attempt, Effect effect, String failure) throws IOException {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("attempt", attempt);
    tree.put("direct", effect.direct());
    tree.put("unit", effect.unit());
    tree.put("summary", effect.summary());
    tree.put("details", effect.details());
    tree.put("failure", failure);
    write("RESULT", tree);
  }

  /** It was judged. */
  void verified(Attempt attempt, Map<String, ?> state) throws IOException {
    Map<String, @Nullable Object> tree = AttemptTree.of(attempt);
    tree.put("state", state);
    write("VERIFIED", tree);
  }

  void armed(String attempt, Path token, List<String> argv) throws IOException {
    write("ROLLBACK_ARMED", Guardian.tree(attempt, token, argv));
  }

  void disarmed(String attempt, Path token) throws IOException {
    write("DISARMED", Guardian.tree(attempt, token, List.of()));
  }

  void rolledBack(String attempt, Path token, String how) throws IOException {
    Map<String, @Nullable Object> tree = Guardian.tree(attempt, token, List.of());
    tree.put("how", how);
    write("ROLLBACK_DONE", tree);
  }

  /** Something changed without an attempt: a silence, a pause, a hold. */
  void state(Map<String, ?> state) throws IOException {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("state", state);
    write("STATE", tree);
  }

  private synchronized void write(String type, Map<String, @Nullable Object> fields)
      throws IOException {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("type", type);
    tree.putAll(fields);
    byte[] bytes = Json.bytes(tree);
    wal.append(bytes.length <= Frame.LONGEST ? bytes : Json.bytes(shortened(tree)));
    written.accept(type);
  }

  /** The same with only the first of long lists of texts: names of files, lines of output. */
  private static Map<String, @Nullable Object> shortened(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> shorter = new LinkedHashMap<>();
    tree.forEach((name, value) -> shorter.put(name, shortened(value)));
    return shorter;
  }

  private static @Nullable Object shortened(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> shorter = new LinkedHashMap<>();
        map.forEach((name, item) -> shorter.put(String.valueOf(name), shortened(item)));
        yield shorter;
      }
      case List<?> list -> {
        boolean texts = list.stream().allMatch(String.class::isInstance);
        yield list.stream().limit(texts ? MOST_TEXTS : list.size()).map(Book::shortened).toList();
      }
      case String text when text.length() > LONGEST_TEXT -> text.substring(0, LONGEST_TEXT) + "…";
      default -> value;
    };
  }

  @Override
  public synchronized void close() throws IOException {
    wal.close();
  }
}
