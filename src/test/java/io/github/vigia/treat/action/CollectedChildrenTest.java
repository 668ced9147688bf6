package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.Libc;
import io.github.vigia.kernel.ProcessDescriptor;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectedChildrenTest {

  @BeforeEach
  void needsLinux() {
    Assumptions.assumeTrue(Libc.isAvailable());
  }

  @Test
  void aChildThatRunsIsNotCollectedAndItsExitCodeArrives() throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "read line; exit 7").start();

    assertThat(ProcessDescriptor.collectChild((int) process.pid())).isFalse();
    process.getOutputStream().close();

    assertThat(process.waitFor()).isEqualTo(7);
  }

  @Test
  void whatIsNoChildIsNotCollected() {
    assertThat(ProcessDescriptor.collectChild(1)).isFalse();
  }

  @Test
  void aProcessThatIsGoneCanNotBeOpened() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();

    assertThat(ProcessDescriptor.open((int) process.pid())).isNull();
  }

  @Test
  void aSignalReachesTheProcessThatWasOpened() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sleep", "60").start();
    try (ProcessDescriptor descriptor =
        Objects.requireNonNull(ProcessDescriptor.open((int) process.pid()))) {
      assertThat(descriptor.signal(ProcessDescriptor.SIGTERM)).isTrue();
      assertThat(process.waitFor()).isEqualTo(128 + ProcessDescriptor.SIGTERM);
      assertThat(descriptor.signal(ProcessDescriptor.SIGTERM)).isFalse();
    }
  }
}
