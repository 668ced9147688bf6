package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FstabTest {

  @Test
  void readsEntriesAndLeavesTheRest() {
    List<Fstab.Entry> entries =
        Fstab.parse(
            """
            # a comment
            UUID=1-2 / ext4 defaults 0 1
            /dev/sdb1\t/srv/my\\040data\txfs\tro,noatime
            tmpfs /tmp tmpfs
            broken
            """);

    assertThat(entries).hasSize(3);
    assertThat(entries.get(0).isWritable()).isTrue();
    assertThat(entries.get(1).mountPoint()).isEqualTo("/srv/my data");
    assertThat(entries.get(1).isWritable()).isFalse();
    assertThat(entries.get(2).options()).containsExactly("defaults");
  }
}
