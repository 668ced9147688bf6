package io.github.vigia;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Settings;
import io.github.vigia.config.Texts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class BannerTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  @Test
  void saysWhereTheDashboardTheMetricsAndTheLogsAre() {
    Banner banner = new Banner(Texts.of("en"), "1.2.3");

    assertThat(
            banner.lines(
                Settings.defaults(),
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8000),
                DAY))
        .contains(
            "  Dashboard    http://127.0.0.1:8000/",
            "  Metrics      http://127.0.0.1:8000/metrics",
            "  Logs         logs/json/monitoring-2026-11-22.jsonl",
            "  Sends out    nothing");
  }

  @Test
  void anAddressOfVersionSixStandsInBrackets() {
    Banner banner = new Banner(Texts.of("en"), "1.2.3");

    assertThat(
            banner.lines(
                Settings.defaults(),
                new InetSocketAddress(InetAddress.ofLiteral("::1"), 8000),
                DAY))
        .contains("  Dashboard    http://[0:0:0:0:0:0:0:1]:8000/");
  }

  @Test
  void saysThatNothingIsServed() {
    Banner banner = new Banner(Texts.of("pt-BR"), "1.2.3");

    assertThat(banner.lines(Settings.defaults(), null, DAY))
        .contains("  Painel       desligado (http.enabled: false)")
        .noneMatch(line -> line.contains("/metrics"));
  }
}
