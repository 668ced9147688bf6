package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.ProbeFixture;
import io.github.vigia.Property;
import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.PidStat;
import io.github.vigia.kernel.Text;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessTableTest {

  private final ProcessTable table = new ProcessTable();

  @Test
  void findsEveryProcessThatWasAddedAndNoOther() {
    Property.forAll(random -> {
      table.clear();
      Map<Integer, Integer> rows = new HashMap<>();
      int count = random.nextInt(1, 4000);
      int step = random.nextInt(1, 1000);
      for (int i = 1; i <= count; i++) {
        rows.put(i * step, table.add(i * step, stat(i)));
      }
      rows.forEach((pid, row) -> {
        assertThat(table.find(pid, pid / step)).isEqualTo(row);
        assertThat(table.find(pid, -7)).isEqualTo(ProcessTable.NO_ROW);
      });
      assertThat(table.find(count * step + 1, 1)).isEqualTo(ProcessTable.NO_ROW);
      assertThat(table.size()).isEqualTo(count);
    });
  }

  @Test
  void aNameIsTheFifteenBytesOfTheKernel() throws MalformedException {
    PidStat stat = new PidStat();
    stat.parse(Text.of(ProbeFixture.stat(1, "kworker/0:1H-kblockd", 'S', 0, 1, 1, 0)));
    assertThat(table.name(table.add(1, stat))).isEqualTo("kworker/0:1H-kb");
  }

  @Test
  void theTopAreTheHighestScoresInTheirOrder() {
    Property.forAll(random -> {
      double[] scores = random.doubles(random.nextInt(40), -1, 5).toArray();
      TopRows top = new TopRows(5);
      for (int row = 0; row < scores.length; row++) {
        top.offer(row, scores[row]);
      }
      top.offer(99, Double.NaN);
      double[] expected =
          java.util.Arrays.stream(scores)
              .filter(s -> s > 0)
              .boxed()
              .sorted(java.util.Comparator.reverseOrder())
              .limit(5)
              .mapToDouble(d -> d)
              .toArray();
      double[] found = new double[top.size()];
      for (int i = 0; i < found.length; i++) {
        found[i] = scores[top.row(i)];
        assertThat(top.contains(top.row(i))).isTrue();
      }
      assertThat(found).isEqualTo(expected);
    });
  }

  private static PidStat stat(long start) {
    PidStat stat = new PidStat();
    try {
      stat.parse(Text.of(ProbeFixture.stat(1, "x", 'S', 0, 1, start, 0)));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
    return stat;
  }
}
