package io.github.vigia.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The forms that settings take. */
final class Forms {

  private static final int MAX_WHOLE_DIGITS = 9;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._:@-]{0,254}");

  static final Form<Boolean> SWITCH =
      new Form<>("", "{\"type\":\"boolean\"}", false, Forms::toBoolean, String::valueOf);

  static final Form<Path> FOLDER =
      new Form<>("", "{\"type\":\"string\",\"minLength\":1}", false, Forms::path, Path::toString);

  static final Form<Long> SIZE =
      new Form<>(
          "B",
          pattern("[0-9.]+ ?([kKmMgGtT][iI]?)?[bB]"),
          false,
          text -> atLeast(1, Sizes.parse(text), text),
          Sizes::print);

  static final Form<Endpoint> ENDPOINT =
      new Form<>("", pattern(".+:[0-9]{1,5}"), false, Endpoint::parse, Endpoint::print);

  static final Form<Confirmation> CONFIRMATION =
      new Form<>(
          "", pattern("[0-9]+ +of +[0-9]+"), false, Confirmation::parse, Confirmation::print);

  static final Form<List<String>> HOSTS =
      new Form<>(
          "",
          "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"minLength\":1}}",
          true,
          Forms::hosts,
          hosts -> "[" + String.join(", ", hosts) + "]");

  static final Form<List<Path>> FOLDERS =
      new Form<>(
          "",
          "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"pattern\":\"^/\"}}",
          true,
          Forms::folders,
          folders -> "[" + String.join(", ", folders.stream().map(Path::toString).toList()) + "]");

  static final Form<List<String>> NAMES =
      new Form<>(
          "",
          "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"minLength\":1}}",
          true,
          Forms::names,
          names -> "[" + String.join(", ", names) + "]");

  /** An hour of the day, or none. */
  static final Form<OptionalInt> HOUR =
      new Form<>(
          "",
          pattern("([0-9]{1,2}|none)"),
          false,
          Forms::hour,
          hour -> hour.isPresent() ? "%02d".formatted(hour.orElseThrow()) : "none");

  private Forms() {}

  /** A time, or a word that stands for none of its own. */
  static Form<Optional<Duration>> orDuration(String word) {
    return new Form<>(
        "s",
        pattern("([0-9.]+ ?(ms|s|m|h|d)|" + word + ")"),
        false,
        text -> text.equalsIgnoreCase(word) ? Optional.empty() : Optional.of(Durations.parse(text)),
        time -> time.map(Durations::print).orElse(word));
  }

  /** A time of {@code least} or more. */
  static Form<Duration> duration(Duration least) {
    return new Form<>(
        "s",
        pattern("[0-9.]+ ?(ms|s|m|h|d)"),
        false,
        text -> {
          Duration duration = Durations.parse(text);
          if (duration.compareTo(least) < 0) {
            throw new RejectedValueException(
                text + " is out of range: at least " + Durations.print(least));
          }
          return duration;
        },
        Durations::print);
  }

  static Form<Integer> whole(int least, int most) {
    return new Form<>(
        "",
        "{\"type\":\"integer\",\"minimum\":" + least + ",\"maximum\":" + most + "}",
        false,
        text -> {
          int number = whole(text, "a whole number from " + least + " to " + most, text);
          if (number < least || number > most) {
            throw new RejectedValueException(text + " is out of range: " + least + " to " + most);
          }
          return number;
        },
        String::valueOf);
  }

  /** One of {@code words}; any case is read, the case given here is meant. */
  static Form<String> word(String... words) {
    List<String> all = List.of(words);
    return new Form<>(
        "",
        "{\"enum\":[\"" + String.join("\",\"", all) + "\"]}",
        false,
        text ->
            all.stream()
                .filter(word -> word.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                    Form.rejected("one of " + String.join(", ", all), text, Nearest.of(text, all))),
        word -> word);
  }

  /** A limit, or {@code off}. */
  static Form<OptionalDouble> level(Unit unit) {
    return new Form<>(
        unit.suffix(),
        limitSchema("(" + unit.pattern() + "|off)", unit),
        false,
        text ->
            text.equalsIgnoreCase("off") || text.equalsIgnoreCase("none")
                ? OptionalDouble.empty()
                : OptionalDouble.of(unit.parse(text)),
        level -> level.isPresent() ? unit.print(level.orElseThrow()) : "off");
  }

  static Form<Clearance> clearance(Unit unit) {
    String gap = "(" + unit.pattern() + "|[0-9.]+%)";
    return new Form<>(
        unit.suffix(),
        limitSchema(gap + "( */ *" + gap + ")?", unit),
        false,
        text -> Clearance.parse(text, unit),
        clearance -> clearance.print(unit));
  }

  /** Digits only; anything else is rejected in the name of {@code whole}. */
  static int whole(String text, String expected, String whole) {
    boolean digits = !text.isEmpty() && text.length() <= MAX_WHOLE_DIGITS;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits) {
      throw Form.rejected(expected, whole, "");
    }
    return Integer.parseInt(text);
  }

  /** Whether it can be a host name or a literal address, zone included. */
  static boolean isHost(String text) {
    if (text.isEmpty() || text.length() > 253 || text.startsWith("-")) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && ".-_:%*".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static long atLeast(long least, long number, String text) {
    if (number < least) {
      throw new RejectedValueException(text + " is out of range: at least " + Sizes.print(least));
    }
    return number;
  }

  private static boolean toBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw Form.rejected("true or false", text, "");
    };
  }

  private static Path path(String text) {
    try {
      if (!text.isBlank()) {
        return Path.of(text);
      }
    } catch (InvalidPathException _) {
      // Falls through to the one message for all that is no path.
    }
    throw Form.rejected("a path", text, "");
  }

  private static List<String> hosts(String text) {
    List<String> hosts = items(text);
    if (!hosts.stream().allMatch(Forms::isHost)) {
      throw Form.rejected("host names or addresses", text, "");
    }
    return hosts;
  }

  private static List<String> items(String text) {
    boolean brackets = text.startsWith("[") && text.endsWith("]") && text.length() > 1;
    String plain = brackets ? text.substring(1, text.length() - 1) : text;
    List<String> items = new ArrayList<>();
    for (String part : plain.isBlank() ? new String[0] : plain.split(",", -1)) {
      items.add(part.strip());
    }
    return List.copyOf(items);
  }

  private static List<Path> folders(String text) {
    List<Path> folders = new ArrayList<>();
    for (String item : items(text)) {
      Path folder = path(item);
      if (!folder.isAbsolute()) {
        throw Form.rejected("absolute paths", item, "");
      }
      folders.add(folder.normalize());
    }
    return List.copyOf(folders);
  }

  private static List<String> names(String text) {
    List<String> names = items(text);
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw Form.rejected("names of letters, digits and . _ : @ -", name, "");
      }
    }
    return names;
  }

  private static OptionalInt hour(String text) {
    if (text.equalsIgnoreCase("none")) {
      return OptionalInt.empty();
    }
    int hour = whole(text, "00 to 23 or NONE", text);
    if (hour > 23) {
      throw Form.rejected("00 to 23 or NONE", text, "");
    }
    return OptionalInt.of(hour);
  }

  private static String pattern(String pattern) {
    return "{\"type\":\"string\",\"pattern\":\"^" + pattern.replace("\\", "\\\\") + "$\"}";
  }

  private static String limitSchema(String pattern, Unit unit) {
    String text = pattern(pattern);
    return unit == Unit.COUNT
        ? "{\"anyOf\":[{\"type\":\"number\",\"minimum\":0}," + text + "]}"
        : text;
  }
}
