package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PidCgroupTest {

  @Test
  void findsTheServiceOfBothVersions() {
    assertThat(service("0::/system.slice/nginx.service\n")).isEqualTo("nginx.service");
    assertThat(service("5:cpu:/x\n1:name=systemd:/system.slice/a.service\n"))
        .isEqualTo("a.service");
  }

  @Test
  void whatIsNoServiceHasNone() {
    assertThat(service("0::/user.slice/user-0.slice/session-1.scope\n")).isEmpty();
    assertThat(service("0::/user.slice/user-0.slice/user@0.service\n")).isEmpty();
    assertThat(service("3:cpu:/a.service\n")).isEmpty();
    assertThat(service("")).isEmpty();
  }

  private static String service(String text) {
    return PidCgroup.service(Text.of(text));
  }
}
