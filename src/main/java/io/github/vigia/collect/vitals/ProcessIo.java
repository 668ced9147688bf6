package io.github.vigia.collect.vitals;

import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.PidIo;
import io.github.vigia.kernel.ProcessFolders;

/**
 * Who keeps the disks busy, from {@code /proc/PID/io}. Reading that of every process would double
 * the cost of a pass, so only those are asked that worked or waited for a disk lately, and of them
 * so many a look in turn.
 */
final class ProcessIo {

  static final int MOST_READS = 128;

  /** Looks without work after which a process is no longer asked. */
  private static final int IDLE_LOOKS = 3;

  private final ProcessFolders folders;
  private int candidates;
  private int turn;

  ProcessIo(ProcessFolders folders) {
    this.folders = folders;
  }

  /** Carries over what is known of a process, and whether it has a reason to be asked. */
  void note(ProcessTable now, int row, ProcessTable before, int old, boolean waitsForDisk) {
    candidates = row == 0 ? 0 : candidates;
    if (old == ProcessTable.NO_ROW) {
      // Asked once it works; one that is new may have done nothing else.
      now.ioIdle[row] = now.ticks[row] > 0 || waitsForDisk ? 0 : (byte) IDLE_LOOKS;
    } else {
      boolean works = now.grown[row] > 0 || waitsForDisk;
      now.ioIdle[row] = works ? 0 : (byte) Math.min(IDLE_LOOKS, before.ioIdle[old] + 1);
      now.io[row] = before.io[old];
      now.ioAt[row] = before.ioAt[old];
      now.ioRate[row] = now.ioIdle[row] < IDLE_LOOKS ? before.ioRate[old] : Double.NaN;
    }
    candidates += isCandidate(now, row) ? 1 : 0;
  }

  private static boolean isCandidate(ProcessTable table, int row) {
    return table.ioIdle[row] < IDLE_LOOKS && table.zombieSince[row] == ProcessTable.UNKNOWN;
  }

  /** Asks the candidates whose turn it is, and ranks all by what is known. */
  void read(ProcessTable now, long nanos, TopRows ranking) {
    ranking.clear();
    int from = candidates > MOST_READS ? turn % candidates : 0;
    int index = 0;
    for (int row = 0; row < now.size(); row++) {
      if (isCandidate(now, row)) {
        int place = Math.floorMod(index - from, candidates);
        if (place < MOST_READS) {
          ask(now, row, nanos);
        }
        index++;
      }
      ranking.offer(row, now.ioRate[row]);
    }
    turn = from + MOST_READS;
  }

  private void ask(ProcessTable now, int row, long nanos) {
    long bytes = ProcessTable.UNKNOWN;
    try {
      if (folders.read(now.pid[row], "io")) {
        bytes = PidIo.bytes(folders.text());
      }
    } catch (MalformedException _) {
      // Unknown, as for a process of somebody else.
    }
    boolean known = bytes >= 0 && now.io[row] >= 0 && nanos > now.ioAt[row];
    now.ioRate[row] =
        known ? Math.max(0, bytes - now.io[row]) / ((nanos - now.ioAt[row]) / 1e9) : Double.NaN;
    now.io[row] = bytes;
    now.ioAt[row] = nanos;
  }
}
