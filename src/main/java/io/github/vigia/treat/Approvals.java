package io.github.vigia.treat;

import io.github.vigia.model.Condition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attempts that wait for a person to say yes. One thread. */
final class Approvals {

  static final Duration VALID = Duration.ofMinutes(10);

  /**
   * One attempt that waits.
   *
   * @param id of the attempt
   * @param items what it would touch, exactly: a yes is for these and no others
   * @param summary of its preview
   * @param until monotonic nanoseconds; later the yes is worth nothing
   * @param by who said yes; empty = nobody yet
   */
  record Request(
      String id,
      Condition condition,
      String treatment,
      String step,
      String target,
      List<String> items,
      String summary,
      long until,
      Instant ends,
      String by) {

    boolean isGranted() {
      return !by.isEmpty();
    }

    /** Whether what would be done now is at most what was shown. */
    boolean covers(Preview preview) {
      return Set.copyOf(items).containsAll(preview.items())
          && (!items.isEmpty() || preview.items().isEmpty());
    }

    /** Of what was shown: what a yes is bound to. */
    String hash() {
      try {
        byte[] text =
            (treatment + "\0" + step + "\0" + target + "\0" + String.join("\0", items))
                .getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 8);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    private Request by(String who) {
      return new Request(id, condition, treatment, step, target, items, summary, until, ends, who);
    }
  }

  private final Map<String, Request> waiting = new LinkedHashMap<>();

  Request ask(String id, Condition condition, Step step, Preview preview, Moment now) {
    Request request =
        new Request(
            id,
            condition,
            step.treatment(),
            step.name(),
            step.target(),
            preview.items(),
            preview.summary(),
            now.nanos() + VALID.toNanos(),
            now.at().plus(VALID),
            "");
    waiting.put(id, request);
    return request;
  }

  void expire(long now) {
    waiting.values().removeIf(request -> now - request.until() >= 0);
  }

  /** The request that waits for the same step on the same target. */
  @Nullable Request waitingFor(Step step) {
    for (Request request : waiting.values()) {
      if (request.treatment().equals(step.treatment())
          && request.step().equals(step.name())
          && request.target().equals(step.target())) {
        return request;
      }
    }
    return null;
  }

  boolean isAnyWaiting(Condition condition) {
    return waiting.values().stream().anyMatch(request -> request.condition().equals(condition));
  }

  @Nullable Request find(String id) {
    return waiting.get(id);
  }

  List<Request> all() {
    return List.copyOf(waiting.values());
  }

  @Nullable Request granted() {
    for (Request request : waiting.values()) {
      if (request.isGranted()) {
        return request;
      }
    }
    return null;
  }

  void grant(Request request, String by) {
    waiting.put(request.id(), request.by(by));
  }

  void remove(String id) {
    waiting.remove(id);
  }

  List<Map<String, Object>> tree(long now) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Request request : waiting.values()) {
      Map<String, Object> tree = LedgerState.condition(request.condition());
      tree.put("id", request.id());
      tree.put("treatment", request.treatment());
      tree.put("step", request.step());
      tree.put("target", request.target());
      tree.put("items", request.items());
      tree.put("summary", request.summary());
      tree.put("left", request.until() - now);
      tree.put("by", request.by());
      list.add(tree);
    }
    return list;
  }

  void restore(List<Map<String, @Nullable Object>> trees, long passed, Moment now) {
    for (var tree : trees) {
      Condition condition = LedgerState.condition(tree);
      long left = LedgerState.left(Json.whole(tree, "left"), passed);
      if (condition != null && left > 0) {
        waiting.put(
            Json.text(tree, "id"),
            new Request(
                Json.text(tree, "id"),
                condition,
                Json.text(tree, "treatment"),
                Json.text(tree, "step"),
                Json.text(tree, "target"),
                Json.texts(tree, "items"),
                Json.text(tree, "summary"),
                now.nanos() + left,
                now.at().plusNanos(left),
                Json.text(tree, "by")));
      }
    }
  }
}
