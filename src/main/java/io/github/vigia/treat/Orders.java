package io.github.vigia.treat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** What became of the treatments that people asked for: the last ones of them. One thread. */
final class Orders {

  private static final int KEPT = 50;

  /**
   * One order and how far it has come.
   *
   * @param attempt id of the attempt that it became; empty where it did not
   * @param gate what held it back; null where nothing did
   * @param why it was held back
   */
  record Order(
      String id, Phase.Candidate candidate, String attempt, @Nullable Gate gate, String why) {}

  private final Deque<Phase.Candidate> kept = new ArrayDeque<>();
  private final IdentityHashMap<Phase.Candidate, Order> all = new IdentityHashMap<>();

  Order add(String id, Phase.Candidate candidate) {
    Order order = new Order(id, candidate, "", null, "");
    kept.addLast(candidate);
    all.put(candidate, order);
    if (kept.size() > KEPT) {
      all.remove(kept.removeFirst());
    }
    return order;
  }

  /** A candidate, ordered or not, became an attempt. */
  void began(Phase.Candidate candidate, String attempt) {
    all.computeIfPresent(
        candidate, (_, order) -> new Order(order.id(), candidate, attempt, null, ""));
  }

  /** A candidate, ordered or not, was held back for good. */
  void heldBack(Phase.Candidate candidate, Gate gate, String why) {
    all.computeIfPresent(candidate, (_, order) -> new Order(order.id(), candidate, "", gate, why));
  }

  @Nullable Order find(String id) {
    for (Order order : all.values()) {
      if (order.id().equals(id)) {
        return order;
      }
    }
    return null;
  }
}
