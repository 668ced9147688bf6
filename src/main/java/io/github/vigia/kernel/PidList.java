package io.github.vigia.kernel;

import java.util.Arrays;

/** A growing list of numbers that forgets without giving its memory back. One thread. */
final class PidList {

  private int[] pids = new int[512];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return pids[index];
  }

  boolean isFull() {
    return size >= ProcessFolders.MOST;
  }

  /** Adds the number that these digits are; anything but a process id is left out. */
  void add(byte[] bytes, int from, int to) {
    int pid = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9 || i - from >= 9) {
        return;
      }
      pid = pid * 10 + digit;
    }
    if (pid > 0 && !isFull()) {
      if (size == pids.length) {
        pids = Arrays.copyOf(pids, size * 2);
      }
      pids[size++] = pid;
    }
  }
}
