package io.github.vigia.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of tmpfiles.d(5), as far as it tells a cleaner what to leave: every path that has a line
 * of its own is left with all that is in it, but for {@code X}, where what is in it is not.
 *
 * @param glob the path, specifiers put in
 * @param isFolderOnly whether what is in it may be cleaned all the same
 */
public record TmpfilesLine(String glob, boolean isFolderOnly) {

  /** Lines of this text; what is no line of a path is left out. */
  public static List<TmpfilesLine> parse(String text, String bootId) {
    List<TmpfilesLine> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      TmpfilesLine parsed = line(line.strip(), bootId);
      if (parsed != null) {
        lines.add(parsed);
      }
    }
    return lines;
  }

  private static @Nullable TmpfilesLine line(String line, String bootId) {
    if (line.isEmpty() || line.startsWith("#")) {
      return null;
    }
    int end = 0;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    String path = path(line.substring(end).strip());
    boolean isPath = path.startsWith("/") || path.startsWith("%");
    return isPath ? new TmpfilesLine(expand(path, bootId), line.charAt(0) == 'X') : null;
  }

  /** The first word; quotes and backslashes protect blanks, as in a shell. */
  private static String path(String rest) {
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c == '\\' && i + 1 < rest.length()) {
        word.append(rest.charAt(++i));
      } else if (quote != 0 ? c == quote : c == '"' || c == '\'') {
        quote = quote != 0 ? 0 : c;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        break;
      } else {
        word.append(c);
      }
    }
    return word.toString();
  }

  /** Specifiers that are not known here may be anything: more is left then, never less. */
  private static String expand(String path, String bootId) {
    StringBuilder expanded = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '%' || i + 1 == path.length()) {
        expanded.append(c);
        continue;
      }
      expanded.append(
          switch (path.charAt(++i)) {
            case '%' -> "%";
            case 'b' -> bootId.isEmpty() ? "*" : bootId;
            case 'T' -> "/tmp";
            case 'V' -> "/var/tmp";
            case 't' -> "/run";
            case 'S' -> "/var/lib";
            case 'C' -> "/var/cache";
            case 'L' -> "/var/log";
            default -> "*";
          });
    }
    return expanded.toString();
  }

  /** The glob as a pattern, see glob(7): no {@code *} or {@code ?} matches a slash. */
  public Pattern pattern() {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int close = c == '[' ? glob.indexOf(']', Math.min(i + 2, glob.length())) : -1;
      if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (close > 0) {
        regex.append(set(glob.substring(i + 1, close)));
        i = close;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static String set(String inner) {
    boolean negated = inner.startsWith("!") || inner.startsWith("^");
    String members = negated ? inner.substring(1) : inner;
    StringBuilder set = new StringBuilder(negated ? "[^/" : "[");
    for (int i = 0; i < members.length(); i++) {
      char c = members.charAt(i);
      boolean isRange = c == '-' && i > 0 && i + 1 < members.length();
      boolean runsBack = isRange && members.charAt(i - 1) > members.charAt(i + 1);
      set.append(isRange && !runsBack ? "-" : escaped(c));
    }
    return set.append(']').toString();
  }

  private static String escaped(char c) {
    return Character.isLetterOrDigit(c) ? String.valueOf(c) : "\\" + c;
  }
}
