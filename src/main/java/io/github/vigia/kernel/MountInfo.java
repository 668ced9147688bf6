package io.github.vigia.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /proc/PID/mountinfo}, see proc_pid_mountinfo(5): {@code 36 35 98:0 /mnt1 /mnt2 rw,noatime
 * master:1 - ext3 /dev/root rw,errors=continue}.
 */
public final class MountInfo {

  private MountInfo() {}

  /** All mounts, in the order of the file: a later one at the same place hides the earlier. */
  public static List<Mount> parse(Text text) throws MalformedException {
    List<Mount> mounts = new ArrayList<>();
    while (!text.atEnd()) {
      if (!text.atLineEnd()) {
        mounts.add(line(text));
      }
      text.nextLine();
    }
    return mounts;
  }

  private static Mount line(Text text) throws MalformedException {
    text.number();
    text.number();
    String device = text.word();
    String root = unescape(text.word());
    String mountPoint = unescape(text.word());
    String options = text.word();
    skipOptionalFields(text);
    String type = text.word();
    // A source may be empty, which leaves two blanks in a row.
    boolean hasSource = text.skip(" ") && text.peek() != ' ';
    String source = hasSource ? unescape(text.word()) : "";
    return new Mount(device, root, mountPoint, options, type, source, text.word());
  }

  private static void skipOptionalFields(Text text) throws MalformedException {
    while (!text.atLineEnd()) {
      int from = text.position();
      text.skipWord();
      if (text.position() == from + 1 && text.byteAt(from) == '-') {
        return;
      }
    }
    throw text.expected("'-' before the type of the filesystem");
  }

  /** Undoes {@code \040} and the like: the kernel escapes blank, tab, line feed and backslash. */
  static String unescape(String word) {
    if (word.indexOf('\\') < 0) {
      return word;
    }
    byte[] in = word.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    int at = 0;
    while (at < in.length) {
      if (in[at] == '\\' && isOctal(in, at + 1)) {
        out[length++] =
            (byte) ((in[at + 1] - '0') << 6 | (in[at + 2] - '0') << 3 | (in[at + 3] - '0'));
        at += 4;
      } else {
        out[length++] = in[at++];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isOctal(byte[] bytes, int from) {
    if (from + 3 > bytes.length) {
      return false;
    }
    for (int i = from; i < from + 3; i++) {
      if (bytes[i] < '0' || bytes[i] > '7') {
        return false;
      }
    }
    return true;
  }
}
