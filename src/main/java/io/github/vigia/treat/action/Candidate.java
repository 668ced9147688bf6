package io.github.vigia.treat.action;

import io.github.vigia.kernel.ProcessMemory;

/**
 * One process, as the choice of a victim needs to know it.
 *
 * @param start ticks of 10 ms since boot: with the number, who it is
 * @param command its command line, arguments separated by blanks; empty for a kernel thread
 * @param ageSeconds since it started
 * @param score the kernel's {@code oom_score}
 * @param adjustment its {@code oom_score_adj}, -1000 to 1000
 * @param grown by how much of itself its memory grew within the last minute; 0 where not known
 */
record Candidate(
    int pid,
    long start,
    String name,
    String command,
    char state,
    ProcessMemory memory,
    long ageSeconds,
    long score,
    long adjustment,
    double grown) {

  /** One word or two that name exactly this process. */
  String identity() {
    return "process " + pid + " (" + name + ") started at tick " + start;
  }
}
