package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.vigia.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemInfoTest {

  private final MemInfo memory = new MemInfo();

  @Test
  void everyFieldIsTaken() throws MalformedException {
    memory.parse(
        Text.of(
            """
            MemTotal: 100 kB
            MemFree: 10 kB
            MemAvailable: 40 kB
            Buffers: 1 kB
            Cached: 2 kB
            SwapCached: 9 kB
            SwapTotal: 50 kB
            SwapFree: 20 kB
            """));
    assertThat(memory.totalBytes()).isEqualTo(102_400);
    assertThat(memory.availableBytes()).isEqualTo(40_960);
    assertThat(memory.swapTotalBytes()).isEqualTo(51_200);
    assertThat(memory.swapFreeBytes()).isEqualTo(20_480);
  }

  @Test
  void beforeLinux314WhatIsFreeOrCachesFilesIsAvailable() throws MalformedException {
    memory.parse(Text.of("MemTotal: 100 kB\nMemFree: 10 kB\nBuffers: 1 kB\nCached: 2 kB\n"));
    assertThat(memory.availableBytes()).isEqualTo(13 * 1024);
    memory.parse(Text.of("MemTotal: 100 kB\nMemFree: 10 kB\n"));
    assertThat(memory.availableBytes()).isEqualTo(10 * 1024);
  }

  @Test
  void noMoreIsFreeThanThereIs() throws MalformedException {
    memory.parse(
        Text.of("MemTotal: 100 kB\nMemAvailable: 900 kB\nSwapTotal: 5 kB\nSwapFree: 9 kB\n"));
    assertThat(memory.availableBytes()).isEqualTo(memory.totalBytes());
    assertThat(memory.swapFreeBytes()).isEqualTo(memory.swapTotalBytes());
  }

  @Test
  void freeIsWithinTheTotalWhateverTheKernelSays() {
    Property.forAll(random -> {
      String text =
          "MemTotal: %d kB\nMemFree: %d kB\nBuffers: %d kB\nCached: %d kB\nSwapTotal: %d\nSwapFree: %d"
              .formatted(
                  random.nextLong(1, 1L << 40),
                  random.nextLong(1L << 40),
                  random.nextLong(1L << 40),
                  random.nextLong(1L << 40),
                  random.nextLong(1L << 40),
                  random.nextLong(1L << 40));
      parse(text);
      assertThat(memory.availableBytes()).isBetween(0L, memory.totalBytes());
      assertThat(memory.swapFreeBytes()).isBetween(0L, memory.swapTotalBytes());
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MemTotal: 100 kB\n",
        "MemTotal: 0 kB\nMemFree: 0 kB\n",
        "MemFree: 10 kB\n",
        "MemTotal: 100 kB\nMemFree:",
        "MemTotal: -5 kB\nMemFree: 1 kB\n",
        "MemTotal: 9223372036854775807 kB\nMemFree: 1 kB\n"
      })
  void whatIsNotAsDocumentedIsRefused(String text) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> memory.parse(Text.of(text)));
  }

  private void parse(String text) {
    try {
      memory.parse(Text.of(text));
    } catch (MalformedException e) {
      throw new AssertionError(text, e);
    }
  }
}
