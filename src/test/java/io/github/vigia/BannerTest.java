package io.github.vigia;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Settings;
import io.github.vigia.config.Texts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BannerTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  private static final Map<String, String> MODES = new LinkedHashMap<>();

  static {
    MODES.put("cleanup_temp_files", "auto");
    MODES.put("restart_service", "dry-run");
    MODES.put("heal_dns", "auto");
    MODES.put("drop_caches", "off");
  }

  @Test
  void saysWhereTheDashboardTheMetricsAndTheLogsAre() {
    Banner banner = new Banner(Texts.of("en"), "1.2.3");

    assertThat(
            banner.lines(
                Settings.defaults(),
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8000),
                DAY,
                MODES))
        .contains(
            "  Dashboard    http://127.0.0.1:8000/",
            "  Metrics      http://127.0.0.1:8000/metrics",
            "  Logs         logs/json/monitoring-2026-11-22.jsonl",
            "  Treatments   act: cleanup_temp_files, heal_dns   dry-run: 1   off: 1",
            "  Sends out    nothing");
  }

  @Test
  void anAddressOfVersionSixStandsInBrackets() {
    Banner banner = new Banner(Texts.of("en"), "1.2.3");

    assertThat(
            banner.lines(
                Settings.defaults(),
                new InetSocketAddress(InetAddress.ofLiteral("::1"), 8000),
                DAY,
                Map.of()))
        .contains("  Dashboard    http://[0:0:0:0:0:0:0:1]:8000/");
  }

  @Test
  void saysThatNothingIsServed() {
    Banner banner = new Banner(Texts.of("pt-BR"), "1.2.3");

    assertThat(banner.lines(Settings.defaults(), null, DAY, Map.of()))
        .contains(
            "  Painel       desligado (http.enabled: false)",
            "  Tratamentos  nenhum (veja o registro)")
        .noneMatch(line -> line.contains("/metrics"));
  }
}
