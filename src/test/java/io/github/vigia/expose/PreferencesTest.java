package io.github.vigia.expose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Prometheus 3.5
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;q=0.4,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        // Prometheus 2.42 with native histograms, which would like protobuf best
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
            + "encoding=delimited;q=0.8,application/openmetrics-text;version=1.0.0;q=0.6,"
            + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "application/openmetrics-text",
        "Application/OpenMetrics-Text; Version=\"1.0.0\" ; Q=1",
        "application/openmetrics-text,*/*",
        "text/*;q=0.5, application/openmetrics-text;q=0.5",
        "text/plain;q=0, application/openmetrics-text;q=0.001"
      })
  void openMetricsIsGivenToWhoLikesItBetter(String accept) {
    assertThat(Preferences.format(accept)).isEqualTo(Format.OPENMETRICS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/html,application/xhtml+xml,*/*;q=0.8",
        "text/plain, application/openmetrics-text",
        "application/openmetrics-text;q=0",
        "application/openmetrics-text;q=0.4,text/plain;version=0.0.4;q=0.5",
        "application/openmetrics-text;version=0.0.1",
        "application/openmetrics-text;version=2.0.0,text/plain",
        "application/openmetrics-text;q=2",
        "application/openmetrics-text;q=0.1234",
        "application/openmetrics-text;q=x",
        "application/openmetrics-text;q=",
        "application/openmetrics-text;q=-1",
        "image/png",
        "text/plain;x=\"application/openmetrics-text,application/openmetrics-text\"",
        "\"",
        ",;=,"
      })
  void textIsGivenToEverybodyElse(String accept) {
    assertThat(Preferences.format(accept)).isEqualTo(Format.TEXT);
  }

  @Test
  void aPreciseWishStandsAboveAWildcard() {
    assertThat(Preferences.format("*/*;q=1, text/plain;q=0.1, application/openmetrics-text;q=0.5"))
        .isEqualTo(Format.OPENMETRICS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip | true",
        "gzip, deflate, br | true",
        "GZIP;q=0.5 | true",
        "x-gzip | true",
        "* | true",
        "identity;q=0.5, gzip | true",
        "gzip;q=0.5, identity;q=0.5 | true",
        "gzip;q=0.2, identity | false",
        "gzip;q=0 | false",
        "gzip;q=0.000, * | false",
        "*;q=0 | false",
        "deflate | false",
        "'' | false",
        "gzipped | false"
      })
  void gzipIsGivenToWhoAcceptsIt(String header, boolean expected) {
    assertThat(Preferences.gzip(header)).isEqualTo(expected);
  }
}
