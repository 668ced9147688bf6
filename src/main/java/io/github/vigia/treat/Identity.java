package io.github.vigia.treat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which process was started: enough to find it and all that it started after a crash, and never
 * another one.
 *
 * @param boot id of the boot of the host that it runs in
 * @param pid which is the id of its session, too
 * @param start when it started, in ticks since boot
 * @param mark value of {@code VIGIA_ATTEMPT} in the environment of all that it started
 * @param group folder of its control group; empty where it has none of its own
 * @param contained whether nothing that it started may outlive it, not even a daemon
 */
record Identity(String boot, int pid, long start, String mark, String group, boolean contained) {

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("boot", boot);
    tree.put("pid", pid);
    tree.put("start", start);
    tree.put("mark", mark);
    tree.put("group", group);
    tree.put("contained", contained);
    return tree;
  }

  static Identity of(Map<String, @Nullable Object> tree) {
    return new Identity(
        Json.text(tree, "boot"),
        (int) Json.whole(tree, "pid"),
        Json.whole(tree, "start"),
        Json.text(tree, "mark"),
        Json.text(tree, "group"),
        Json.flag(tree, "contained"));
  }
}
