package io.github.vigia.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Rule;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What judging leaves behind for the garbage collector, of the 64 kB that a cycle may. */
class EvaluatorCostTest {

  private static final int CYCLES = 200;

  @Test
  void aThousandConditionsThatWereNotReadAgainLeaveLittleMoreThanTheListOfVerdicts()
      throws JMException {
    Scene scene = Scene.of(Signal.DISK, Scene.TWO_OF_THREE);
    for (int i = 0; i < 1_000; i++) {
      scene.value(Metric.FILESYSTEM_PERCENT, "/" + i, 50);
    }
    Snapshot first = scene.snapshot();
    List<Snapshot> cached = new ArrayList<>();
    for (int i = 0; i < CYCLES; i++) {
      scene.after(0.01);
      Snapshot now = scene.snapshot();
      cached.add(new Snapshot(now.at(), now.nanos(), first.samples(), List.of()));
    }
    scene.evaluator.evaluate(first);
    assertThat(bytesEach(scene.evaluator, cached)).isLessThan(16_000);
  }

  @Test
  void aHostWithFortyFreshConditionsLeavesAFewKilobytes() throws JMException {
    Map<Signal, Rule> rules = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      rules.put(signal, Scene.TWO_OF_THREE);
    }
    Scene scene = new Scene(rules);
    List<Snapshot> fresh = new ArrayList<>();
    for (int i = 0; i < CYCLES; i++) {
      for (Signal signal : Signal.values()) {
        int instances = signal.metric().label().isEmpty() ? 1 : 4;
        for (int instance = 0; instance < instances; instance++) {
          scene.value(signal.metric(), instances == 1 ? "" : "x" + instance, i % 70);
        }
      }
      fresh.add(scene.after(5).snapshot());
    }
    assertThat(bytesEach(scene.evaluator, fresh)).isLessThan(12_000);
  }

  private static long bytesEach(Evaluator evaluator, List<Snapshot> snapshots) throws JMException {
    snapshots.forEach(evaluator::evaluate);
    long before = allocatedBytes();
    for (Snapshot snapshot : snapshots) {
      evaluator.evaluate(snapshot);
    }
    return (allocatedBytes() - before) / snapshots.size();
  }

  private static long allocatedBytes() throws JMException {
    return (Long)
        ManagementFactory.getPlatformMBeanServer()
            .getAttribute(
                new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                "CurrentThreadAllocatedBytes");
  }
}
