package io.github.vigia.expose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

  private static final Scene FIRST = new Scene(Cycles.whole(), 0, true);
  private static final Scene SECOND =
      new Scene(Cycles.of(Cycles.value(Metric.CPU_PERCENT, "", 1)), 0, true);

  private final Gzip gzip = new Gzip(1);
  private final MetricsPage page = new MetricsPage(Pages.exposition(), gzip);

  @AfterEach
  void close() {
    gzip.close();
  }

  @Test
  void eachFormIsRenderedOnceACycle() {
    for (Format format : Format.values()) {
      for (boolean compressed : new boolean[] {false, true}) {
        byte[] body = page.body(FIRST, format, compressed);
        assertThat(page.body(FIRST, format, compressed)).isSameAs(body);
      }
    }
  }

  @Test
  void theNextCycleIsRenderedAnewAndLeavesTheOldBodyAlone() {
    byte[] first = page.body(FIRST, Format.TEXT, false);
    byte[] kept = first.clone();
    byte[] second = page.body(SECOND, Format.TEXT, false);

    assertThat(second).isNotEqualTo(first);
    assertThat(first).isEqualTo(kept);
  }

  @Test
  void theCompressedBodyIsThePlainOne() {
    assertThat(GzipTest.decompress(page.body(FIRST, Format.OPENMETRICS, true)))
        .isEqualTo(page.body(FIRST, Format.OPENMETRICS, false));
  }

  @Test
  void manyAtOnceShareOneRendering() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> bodies = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        bodies.add(threads.submit(() -> page.body(FIRST, Format.TEXT, true)));
      }
      byte[] one = bodies.getFirst().get();
      for (Future<byte[]> body : bodies) {
        assertThat(body.get()).isSameAs(one);
      }
    }
  }

  @Test
  void whatIsNotFreshIsNotKept() {
    byte[] stale = page.body(new Scene(FIRST.cycle(), 60, false), Format.TEXT, false);

    assertThat(page.body(new Scene(FIRST.cycle(), 61, false), Format.TEXT, false))
        .isNotEqualTo(stale);
    assertThat(page.body(FIRST, Format.TEXT, false))
        .isEqualTo(Pages.exposition().render(Format.TEXT, FIRST).copy());
  }
}
