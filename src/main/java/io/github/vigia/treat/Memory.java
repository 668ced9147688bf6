package io.github.vigia.treat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All of the engine that must survive it: counters, breakers, budget, silences, approvals. Windows
 * of readings and what is under way do not.
 *
 * @param boot id of this boot of the host
 */
record Memory(
    String boot, Ledger ledger, Restraints restraints, Approvals approvals, Seeker seeker) {

  Map<String, Object> tree(Moment now) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("boot", boot);
    tree.put("wall", now.at().toEpochMilli());
    tree.put("nanos", now.nanos());
    tree.put("ledger", LedgerState.tree(ledger, now.nanos()));
    tree.put("restraints", restraints.tree(now));
    tree.put("approvals", approvals.tree(now.nanos()));
    tree.put("told", seeker.tree(now.nanos()));
    return tree;
  }

  /**
   * @param passed nanoseconds since it was written
   */
  void restore(Map<String, @Nullable Object> tree, long passed, Moment now) {
    LedgerState.restore(ledger, Json.object(tree, "ledger"), passed, now.nanos());
    restraints.restore(Json.object(tree, "restraints"), passed, now);
    approvals.restore(Json.objects(tree, "approvals"), passed, now);
    seeker.restore(Json.object(tree, "told"), passed, now.nanos());
  }
}
