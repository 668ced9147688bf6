package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcStatTest {

  private final ProcStat stat = new ProcStat();

  @Test
  void everyFieldIsTaken() throws MalformedException {
    stat.parse(
        Text.of(
            """
            cpu  1 2 3 4 5 6 7 8 9 10
            cpu0 11 12 13 14 15 16 17 18 19 20
            cpu7 21 22 23 24 25 26 27 28 29 30
            intr 100 1 2 3
            ctxt 200
            btime 300
            processes 400
            procs_running 5
            procs_blocked 6
            softirq 700 1 2
            """));
    assertThat(stat.total()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(stat.cores()).isEqualTo(2);
    assertThat(stat.coreNumber(1)).isEqualTo(7);
    assertThat(stat.core(1)).containsExactly(21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
    assertThat(stat.interrupts()).isEqualTo(100);
    assertThat(stat.contextSwitches()).isEqualTo(200);
    assertThat(stat.bootSeconds()).isEqualTo(300);
    assertThat(stat.forks()).isEqualTo(400);
    assertThat(stat.running()).isEqualTo(5);
    assertThat(stat.blocked()).isEqualTo(6);
    assertThat(stat.softInterrupts()).isEqualTo(700);
  }

  @Test
  void anOldKernelSaysLess() throws MalformedException {
    stat.parse(Text.of("cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\nbtime 1\n"));
    stat.parse(Text.of("cpu  1 2 3 4\n"));
    assertThat(stat.total()).containsExactly(1, 2, 3, 4, 0, 0, 0, 0, 0, 0);
    assertThat(stat.cores()).isZero();
    assertThat(stat.bootSeconds()).isEqualTo(-1);
  }

  @Test
  void linesAndColumnsOfLaterKernelsAreSkipped() throws MalformedException {
    stat.parse(Text.of("cpu  1 2 3 4 5 6 7 8 9 10 11 12\ncpuless 1\nnew_thing 5\n\nctxt 9"));
    assertThat(stat.contextSwitches()).isEqualTo(9);
    assertThat(stat.cores()).isZero();
  }

  @Test
  void manyCoresFit() throws MalformedException {
    StringBuilder text = new StringBuilder("cpu  1 2 3 4\n");
    for (int i = 0; i < 300; i++) {
      text.append("cpu").append(i).append(" 1 2 3 ").append(i).append('\n');
    }
    stat.parse(Text.of(text.toString()));
    assertThat(stat.cores()).isEqualTo(300);
    assertThat(stat.coreNumber(299)).isEqualTo(299);
    assertThat(stat.core(299)[ProcStat.IDLE]).isEqualTo(299);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cpu",
        "cpu 1 2 3",
        "cpu  1 2 3 x",
        "cpu0 1 2 3 4",
        "cpu  1 2 3 4\ncpu0 1 2",
        "cpu  1 2 3 4\ncpu65536 1 2 3 4",
        "cpu  1 2 3 4\nctxt x"
      })
  void whatIsNotAsDocumentedIsRefused(String text) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> stat.parse(Text.of(text)));
  }
}
