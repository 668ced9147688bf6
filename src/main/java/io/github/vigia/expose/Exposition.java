package io.github.vigia.expose;

import static java.util.Objects.requireNonNull;

import io.github.vigia.model.Cycle;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code /metrics}: every sample of a cycle, family by family in the order of {@link
 * Metric}, then what the evaluation says. Readings that are not values are left out; where a series
 * comes twice, the agent's own sample wins over one of the snapshot. Reuses its memory, so one
 * thread at a time.
 */
final class Exposition {

  private final Sheet sheet = new Sheet();
  private final Map<Metric, Group> groups = new EnumMap<>(Metric.class);
  private final OwnSeries own;
  private final OtherSeries others;

  /** A family with its samples of one page; the list is filled anew for each. */
  private record Group(Family family, List<Sample> samples) {}

  Exposition(OwnSeries own, OtherSeries others) {
    this.own = own;
    this.others = others;
    for (Metric metric : Metric.values()) {
      groups.put(metric, new Group(Family.of(metric), new ArrayList<>(1)));
    }
  }

  /** The whole page; the bytes are good until the next call. */
  TextBuffer render(Format format, Scene scene) {
    sheet.begin(format);
    Cycle cycle = scene.cycle();
    if (scene.isFresh() && cycle != null) {
      group(cycle.own());
      group(cycle.snapshot().samples());
      groups.forEach(this::write);
    }
    own.write(sheet, scene);
    others.write(sheet);
    return sheet.end();
  }

  private void group(List<Sample> samples) {
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      requireNonNull(groups.get(sample.metric())).samples().add(sample);
    }
  }

  private void write(Metric metric, Group group) {
    sheet.family(group.family());
    List<Sample> samples = group.samples();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      if (sample.reading() instanceof Reading.Value(double value)) {
        sheet.sample();
        if (!metric.label().isEmpty()) {
          sheet.label(metric.label(), sample.instance());
        }
        sheet.value(value);
      }
    }
    samples.clear();
  }
}
