package io.github.vigia.config;

import io.github.vigia.model.Signal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code silences}: a list of times in which some treatments do not act. */
final class Silences {

  private static final List<String> FIELDS =
      List.of("match", "from", "until", "days", "zone", "scope", "author", "comment");
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private Silences() {}

  /** Those that are sound; what is wrong with others was told. */
  static List<Silence> read(YamlPlace place, Node node) {
    List<Silence> silences = new ArrayList<>();
    if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        String id = "config-" + (silences.size() + 1);
        Silence silence = one(new YamlFields(place, item, "silences", FIELDS), id);
        if (silence != null) {
          silences.add(silence);
        }
      }
    } else {
      place.problem(node, "silences must be a list");
    }
    return List.copyOf(silences);
  }

  private static @Nullable Silence one(YamlFields fields, String id) {
    Silence.Matcher matcher = matcher(fields);
    Silence.Window window = fields.has("days") ? weekly(fields) : once(fields);
    String scope = fields.value("scope", Forms.word("actions", "actions+alerts"), "actions");
    String comment = fields.text("comment");
    if (comment.isBlank()) {
      fields.problem("comment", "a silence needs a comment: why it is there");
    }
    String author = fields.has("author") ? fields.text("author") : "configuration";
    return fields.isSound() && window != null
        ? new Silence(id, matcher, window, scope.equals("actions+alerts"), author, comment)
        : null;
  }

  private static Silence.Matcher matcher(YamlFields fields) {
    YamlFields match = fields.group("match", List.of("signal", "instance", "treatment", "danger"));
    String[] keys = Arrays.stream(Signal.values()).map(Signal::key).toArray(String[]::new);
    Silence.Matcher matcher =
        new Silence.Matcher(
            match.has("signal") ? match.value("signal", Forms.word(keys), keys[0]) : "",
            match.text("instance"),
            match.text("treatment"),
            match.value("danger", Forms.whole(0, 4), "0"));
    if (matcher.isEmpty()) {
      fields.problem("match", "match must say at least one of signal, instance, treatment, danger");
    }
    return matcher;
  }

  private static Silence.@Nullable Window once(YamlFields fields) {
    Instant from = part(fields, "from", "2026-11-22T02:00:00Z", Silences::instant);
    Instant until = part(fields, "until", "2026-11-22T04:00:00Z", Silences::instant);
    if (from == null || until == null) {
      return null;
    }
    if (!from.isBefore(until)) {
      fields.problem("until", "until must be after from");
    } else if (from.plus(Silence.LONGEST).isBefore(until)) {
      fields.problem("until", "a silence is at most " + Durations.print(Silence.LONGEST) + " long");
    }
    return new Silence.Window.Once(from, until);
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Silence.@Nullable Window weekly(YamlFields fields) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String word : fields.words("days")) {
      int number = DAYS.indexOf(word.toLowerCase(Locale.ROOT));
      if (number < 0) {
        fields.problem(
            "days", "days: expected some of " + String.join(", ", DAYS) + ", found " + word);
      } else {
        days.add(DayOfWeek.of(number + 1));
      }
    }
    if (days.isEmpty()) {
      fields.problem("days", "days: at least one is needed");
    }
    LocalTime from = part(fields, "from", "02:00", LocalTime::parse);
    LocalTime until = part(fields, "until", "04:00", LocalTime::parse);
    ZoneId zone =
        fields.has("zone")
            ? part(fields, "zone", "America/Sao_Paulo", ZoneId::of)
            : ZoneId.systemDefault();
    if (from == null || until == null || zone == null) {
      return null;
    }
    if (from.equals(until)) {
      fields.problem("until", "until must differ from from");
    }
    return new Silence.Window.Weekly(Set.copyOf(days), from, until, zone);
  }

  private static <T> @Nullable T part(
      YamlFields fields, String name, String example, Function<String, T> parse) {
    String text = fields.text(name);
    try {
      return parse.apply(text);
    } catch (DateTimeException _) {
      fields.problem(
          name,
          name
              + ": expected such as "
              + example
              + ", found "
              + (text.isEmpty() ? "nothing" : text));
      return null;
    }
  }
}
