package io.github.vigia.treat.action;

/** A set of files by device and inode, in two words each: a busy host has millions open. */
final class InodeSet {

  private long[] pairs = new long[2 * 1024];
  private boolean hasZero;
  private int size;

  /** Adds one; false if it was there. */
  boolean add(long device, long inode) {
    if (device == 0 && inode == 0) {
      boolean added = !hasZero;
      hasZero = true;
      return added;
    }
    if (size * 4L >= pairs.length) {
      grow();
    }
    int at = slot(pairs, device, inode);
    if (pairs[at] != 0 || pairs[at + 1] != 0) {
      return false;
    }
    pairs[at] = device;
    pairs[at + 1] = inode;
    size++;
    return true;
  }

  boolean contains(long device, long inode) {
    if (device == 0 && inode == 0) {
      return hasZero;
    }
    int at = slot(pairs, device, inode);
    return pairs[at] != 0 || pairs[at + 1] != 0;
  }

  private void grow() {
    long[] old = pairs;
    pairs = new long[Math.multiplyExact(old.length, 2)];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0 || old[i + 1] != 0) {
        int at = slot(pairs, old[i], old[i + 1]);
        pairs[at] = old[i];
        pairs[at + 1] = old[i + 1];
      }
    }
  }

  /** Where it is, or where it would go: the next free place after the one of its hash. */
  private static int slot(long[] pairs, long device, long inode) {
    int mask = pairs.length / 2 - 1;
    long mixed = (device * 31 + inode) * 0x9E3779B97F4A7C15L;
    int index = (int) (mixed >>> 32) & mask;
    while ((pairs[2 * index] != 0 || pairs[2 * index + 1] != 0)
        && (pairs[2 * index] != device || pairs[2 * index + 1] != inode)) {
      index = (index + 1) & mask;
    }
    return 2 * index;
  }
}
