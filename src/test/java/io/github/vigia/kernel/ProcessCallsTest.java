package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** On children of our own. */
class ProcessCallsTest {

  @Test
  void aDescriptorEndsItsProcessAndNoOther() throws Exception {
    Assumptions.assumeTrue(Libc.isAvailable(), "Linux");
    Process child = new ProcessBuilder("sleep", "100").start();
    try (PidFd process = new PidFd((int) child.pid())) {
      assertThat(process.exists()).isTrue();
      assertThat(process.signal(PidFd.SIGTERM)).isTrue();
      assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.signal(PidFd.SIGTERM)).isFalse();
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void thereIsNoDescriptorOfAProcessThatIsNot() {
    Assumptions.assumeTrue(Libc.isAvailable(), "Linux");
    assertThatThrownBy(() -> new PidFd(4_194_304).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such process");
  }

  @Test
  void aThreadGetsLessAndSaysSo() throws Exception {
    Assumptions.assumeTrue(Libc.isAvailable(), "Linux");
    Process child = new ProcessBuilder("sleep", "100").start();
    try {
      int thread = (int) child.pid();
      Priorities priorities = new Priorities();
      int before = priorities.nice(thread);

      priorities.setNice(thread, 15);
      priorities.setIo(thread, Priorities.IO_IDLE);

      assertThat(before).isBetween(-20, 14);
      assertThat(priorities.nice(thread)).isEqualTo(15);
      assertThat(priorities.io(thread)).isEqualTo(Priorities.IO_IDLE);
    } finally {
      child.destroyForcibly();
    }
  }
}
