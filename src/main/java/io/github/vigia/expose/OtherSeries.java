package io.github.vigia.expose;

import io.github.vigia.model.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Series whose families others name, such as those of the treatments. One thread. */
final class OtherSeries {

  private final Supplier<List<Series>> source;
  private final Map<String, Family> families = new HashMap<>();

  OtherSeries(Supplier<List<Series>> source) {
    this.source = source;
  }

  void write(Sheet sheet) {
    String open = "";
    for (Series series : source.get()) {
      if (!series.family().equals(open)) {
        open = series.family();
        sheet.family(family(series));
      }
      sheet.sample();
      series.labels().forEach(sheet::label);
      sheet.value(series.value());
    }
  }

  private Family family(Series series) {
    return families.computeIfAbsent(
        series.family(),
        name ->
            new Family(
                name,
                name.endsWith("_total") ? Family.Kind.COUNTER : Family.Kind.GAUGE,
                series.help()));
  }
}
