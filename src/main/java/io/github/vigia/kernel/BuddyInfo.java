package io.github.vigia.kernel;

/** {@code /proc/buddyinfo}: how many free blocks of 2^n pages each zone has. See proc(5). */
public final class BuddyInfo {

  private BuddyInfo() {}

  /** Free blocks of at least {@code 2^order} pages, of all zones together. */
  public static long blocks(Text text, int order) throws MalformedException {
    long blocks = 0;
    while (!text.atEnd()) {
      if (!text.atLineEnd()) {
        if (!text.skip("Node")) {
          throw text.expected("'Node'");
        }
        text.skipWord(); // 0,
        text.skipWord(); // zone
        text.skipWord(); // its name
        for (int at = 0; !text.atLineEnd(); at++) {
          long free = text.number();
          blocks += at >= order ? free : 0;
        }
      }
      text.nextLine();
    }
    return blocks;
  }
}
