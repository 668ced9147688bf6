package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class IpTextsFuzzTest {

  @FuzzTest
  void throwNothingButMalformed(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      IpRoute.parse(text, false).forEach(route -> IpPrefix.parse(route.destination(), false));
      IpAddress.parse(text);
      IpRule.parse(text, true);
      IpLink.parse(text);
      ResolvConf.parse(text);
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
