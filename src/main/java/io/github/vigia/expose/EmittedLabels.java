package io.github.vigia.expose;

import java.util.Arrays;

/**
 * Which label sets one family has written so far, by the bytes that were really written. Hash table
 * of offsets into the page, so that it costs no objects.
 */
final class EmittedLabels {

  private int[] from = new int[64];
  private int[] to = new int[64];
  private int[] generation = new int[64];
  private int current = 1;
  private int size;

  /** Begins the next family. */
  void clear() {
    current++;
    size = 0;
  }

  /** Whether no label set equal to {@code bytes[start..end)} was added since the last clear. */
  boolean add(byte[] bytes, int start, int end) {
    if (size * 2 >= from.length) {
      grow(bytes);
    }
    int slot = slot(bytes, start, end);
    if (generation[slot] == current) {
      return false;
    }
    put(slot, start, end);
    return true;
  }

  private int slot(byte[] bytes, int start, int end) {
    int mask = from.length - 1;
    int slot = hash(bytes, start, end) & mask;
    while (generation[slot] == current
        && !Arrays.equals(bytes, from[slot], to[slot], bytes, start, end)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void put(int slot, int start, int end) {
    from[slot] = start;
    to[slot] = end;
    generation[slot] = current;
    size++;
  }

  private void grow(byte[] bytes) {
    int[] oldFrom = from;
    int[] oldTo = to;
    int[] oldGeneration = generation;
    from = new int[oldFrom.length * 2];
    to = new int[from.length];
    generation = new int[from.length];
    size = 0;
    for (int i = 0; i < oldFrom.length; i++) {
      if (oldGeneration[i] == current) {
        put(slot(bytes, oldFrom[i], oldTo[i]), oldFrom[i], oldTo[i]);
      }
    }
  }

  private static int hash(byte[] bytes, int start, int end) {
    int hash = 1;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash ^ hash >>> 16;
  }
}
