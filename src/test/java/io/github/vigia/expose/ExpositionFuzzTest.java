package io.github.vigia.expose;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.util.ArrayList;
import java.util.List;

class ExpositionFuzzTest {

  private static final Metric[] METRICS = Metric.values();

  @FuzzTest
  void whateverTheLabelsAndValuesThePageIsWellFormed(FuzzedDataProvider data) {
    List<Sample> samples = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    while (data.remainingBytes() > 0) {
      Metric metric = METRICS[data.consumeInt(0, METRICS.length - 1)];
      String instance = data.consumeString(20);
      samples.add(Cycles.value(metric, instance, data.consumeDouble()));
      verdicts.add(Cycles.verdict(Signal.DISK, instance, State.WARNING));
    }
    for (Format format : Format.values()) {
      Pages.series(format, Cycles.of(State.WARNING, verdicts, samples.toArray(Sample[]::new)));
    }
  }
}
