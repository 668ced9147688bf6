package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PidStatusTest {

  @Test
  void tellsWhatMayBeDoneAboutAProcess() throws MalformedException {
    PidStatus status =
        PidStatus.parse(
            Text.of(
                """
                Name:	a
                State:	T (stopped)
                PPid:	7
                TracerPid:	0
                Uid:	1000	1001	1000	1000
                NSpid:	42	1
                SigIgn:	0000000000000001
                SigCgt:	0000000180010000
                """));

    assertThat(status.state()).isEqualTo('T');
    assertThat(status.parent()).isEqualTo(7);
    assertThat(status.uid()).isEqualTo(1001);
    assertThat(status.innermostPid()).isEqualTo(1);
    assertThat(status.isStopped()).isTrue();
    assertThat(status.catches(17)).isTrue();
    assertThat(status.catches(1)).isFalse();
    assertThat(status.ignores(1)).isTrue();
  }

  @Test
  void oneThatADebuggerStoppedIsNotStopped() throws MalformedException {
    assertThat(PidStatus.parse(Text.of("State:\tT\nTracerPid:\t9\n")).isStopped()).isFalse();
  }

  @Test
  void whatAnOldKernelDoesNotTellIsZero() throws MalformedException {
    assertThat(PidStatus.parse(Text.of(""))).isEqualTo(new PidStatus('?', 0, 0, 0, 0, 0, 0));
  }
}
