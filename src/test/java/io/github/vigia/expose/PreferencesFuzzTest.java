package io.github.vigia.expose;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class PreferencesFuzzTest {

  @FuzzTest
  void whateverIsAskedForThereIsAnAnswer(FuzzedDataProvider data) {
    String header = data.consumeRemainingAsString();

    assertThat(Preferences.format(header)).isIn((Object[]) Format.values());
    assertThat(Preferences.gzip(header + ",gzip;q=0,*;q=0,x-gzip;q=0")).isIn(true, false);
    assertThat(
            Preferences.format("application/openmetrics-text;q=0," + header.replace("openm", "")))
        .isEqualTo(Format.TEXT);
  }
}
