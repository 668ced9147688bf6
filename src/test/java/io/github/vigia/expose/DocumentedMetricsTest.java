package io.github.vigia.expose;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.docs.Document;
import io.github.vigia.model.Metric;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rows of docs/metrics.md are the families that a page can have. */
class DocumentedMetricsTest {

  private static final Pattern HELP = Pattern.compile("# HELP \\S+ (.*)");
  private static final Pattern TYPE = Pattern.compile("# TYPE \\S+ (\\w+)");
  private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");

  @Test
  void everyFamilyIsDocumentedInEnglish() {
    assertThat(Document.english("metrics.md").table("metrics"))
        .as(Document.markdown(expected()))
        .isEqualTo(expected());
  }

  @Test
  void everyFamilyIsDocumentedInPortuguese() {
    assertThat(Document.columns(Document.portuguese("metrics.md").table("metrics"), 0, 1, 2))
        .as(Document.markdown(expected()))
        .isEqualTo(Document.columns(expected(), 0, 1, 2));
  }

  /** What promtool would say of names and help. */
  @Test
  void namesAndHelpAreAsPrometheusAsks() {
    for (Family family : families()) {
      assertThat(family.name()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
      assertThat(family.name().endsWith("_total")).as(family.name()).isEqualTo(family.isCounter());
      assertThat(family.name()).doesNotContain("_percentage", "_kilobytes", "_minutes");
      assertThat(found(HELP, family)).as(family.name()).matches("\\S.*\\.").hasSizeLessThan(120);
    }
    assertThat(families()).extracting(Family::name).doesNotHaveDuplicates();
  }

  private static List<List<String>> expected() {
    List<List<String>> rows = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      List<String> labels = metric.label().isEmpty() ? List.of() : List.of(metric.label());
      rows.add(row(Family.of(metric), labels));
    }
    String page = new String(Pages.render(Format.TEXT, Cycles.whole()), UTF_8);
    for (Family family : OwnSeries.FAMILIES) {
      rows.add(row(family, labels(page, family)));
    }
    return rows;
  }

  private static List<String> row(Family family, Iterable<String> labels) {
    return List.of(
        "`" + family.name() + "`",
        found(TYPE, family),
        Document.codes(labels),
        found(HELP, family));
  }

  private static Set<String> labels(String page, Family family) {
    Set<String> labels = new LinkedHashSet<>();
    for (String line : page.lines().toList()) {
      if (line.startsWith(family.name() + "{")) {
        Matcher label = LABEL.matcher(line);
        while (label.find()) {
          labels.add(label.group(1));
        }
      }
    }
    return labels;
  }

  private static String found(Pattern pattern, Family family) {
    Matcher matcher = pattern.matcher(new String(family.head(Format.TEXT), US_ASCII));
    return matcher.find() ? matcher.group(1) : "";
  }

  private static List<Family> families() {
    List<Family> families = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      families.add(Family.of(metric));
    }
    families.addAll(OwnSeries.FAMILIES);
    return families;
  }
}
