package io.github.vigia.expose;

import static java.util.Objects.requireNonNull;

import io.avaje.jsonb.Json;
import io.github.vigia.config.Silence;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The times in which some treatments do not act, as {@code vigia silence} asks for them. */
@Json(naming = Json.Naming.LowerUnderscore)
public record SilencesReport(List<Row> silences) {

  /** A text may lack it. */
  public SilencesReport {
    requireNonNull(silences, "silences");
  }

  /**
   * One of them. What is empty, or a danger of 0, matches everything.
   *
   * @param from ISO 8601 in UTC; null where it comes again and again
   * @param until ISO 8601 in UTC; null where it comes again and again
   * @param window when it comes again and again; empty where it is once
   */
  public record Row(
      String id,
      String signal,
      String instance,
      String treatment,
      int danger,
      @Nullable String from,
      @Nullable String until,
      String window,
      String author,
      String comment) {}

  public static SilencesReport of(List<Silence> silences) {
    return new SilencesReport(silences.stream().map(SilencesReport::row).toList());
  }

  private static Row row(Silence silence) {
    Silence.Matcher matcher = silence.matcher();
    String from = null;
    String until = null;
    String window = "";
    switch (silence.window()) {
      case Silence.Window.Once once -> {
        from = once.from().toString();
        until = once.until().toString();
      }
      case Silence.Window.Weekly weekly ->
          window =
              weekly.days().stream().sorted().map(Enum::name).collect(Collectors.joining(","))
                  + " "
                  + weekly.from()
                  + "-"
                  + weekly.until()
                  + " "
                  + weekly.zone();
    }
    return new Row(
        silence.id(),
        matcher.signal(),
        matcher.instance(),
        matcher.treatment(),
        matcher.danger(),
        from,
        until,
        window,
        silence.author(),
        silence.comment());
  }

  public String toJson() {
    return ReportJson.write(SilencesReport.class, this);
  }

  /**
   * The report in {@code json}.
   *
   * @throws IOException if it is no such report
   */
  public static SilencesReport parse(String json) throws IOException {
    return ReportJson.parse(SilencesReport.class, json);
  }
}
