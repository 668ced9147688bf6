package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class ProcessTextsFuzzTest {

  @FuzzTest
  void throwNothingButMalformed(byte[] bytes) {
    try {
      CgroupMembership.parse(new Text(bytes, bytes.length)).unit();
      assertThat(ProcessMemory.parse(new Text(bytes, bytes.length)).parent()).isNotNegative();
      BuddyInfo.blocks(new Text(bytes, bytes.length), 9);
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
