package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class CpuInfoTest {

  @Test
  void isTheMeanOfTheCoresThatSay() throws MalformedException {
    assertThat(CpuInfo.meanMegahertz(Text.of("cpu MHz\t\t: 1000.5\nx\ncpu MHz\t: 2000.5\n")))
        .isEqualTo(1500.5);
    assertThat(CpuInfo.meanMegahertz(Text.of("cpu MHz\t\t: 0.000\ncpu MHz\t: 2000.5\n")))
        .isEqualTo(2000.5);
  }

  @Test
  void noCoreNoMean() throws MalformedException {
    assertThat(CpuInfo.meanMegahertz(Text.of(""))).isNaN();
    assertThat(CpuInfo.meanMegahertz(Text.of("model name: cpu MHz : 5\n"))).isNaN();
  }

  @Test
  void whatIsNotAsDocumentedIsRefused() {
    for (String text : new String[] {"cpu MHz", "cpu MHz\t:", "cpu MHz : x", "cpu MHz : -1"}) {
      assertThatExceptionOfType(MalformedException.class)
          .as(text)
          .isThrownBy(() -> CpuInfo.meanMegahertz(Text.of(text)));
    }
  }
}
