package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class DefaultRouteFuzzTest {

  @FuzzTest
  void throwsNothingButMalformed(byte[] bytes) {
    try {
      DefaultRoute.parse6(new Text(bytes, bytes.length));
      assertThat(DefaultRoute.parse(new Text(bytes, bytes.length)))
          .satisfiesAnyOf(
              none -> assertThat(none).isNull(),
              some -> assertThat(some).isInstanceOf(java.net.Inet4Address.class));
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
