package io.github.vigia.expose;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.util.List;

class HostNamesFuzzTest {

  private static final HostNames NAMES =
      new HostNames(InetAddress.ofLiteral("127.0.0.1"), List.of());

  @FuzzTest
  void onlyAWellWrittenHostIsEverAccepted(FuzzedDataProvider data) {
    String authority = data.consumeRemainingAsString();

    if (NAMES.contains(authority)) {
      assertThat(authority)
          .matches("(?i)(localhost\\.?|[0-9a-fx.]+|\\[[0-9a-f:.%]+])(:[0-9]{0,5})?");
    }
    assertThat(NAMES.contains(authority + ".evil.example")).isFalse();
    assertThat(Route.of(authority)).isNotNull();
  }
}
