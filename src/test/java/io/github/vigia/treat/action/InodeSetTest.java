package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InodeSetTest {

  @Test
  void isTheSetOfWhatWasAdded() {
    Property.forAll(random -> {
      InodeSet set = new InodeSet();
      Set<String> model = new HashSet<>();
      for (int i = 0; i < 3000; i++) {
        long device = random.nextInt(4);
        long inode = random.nextInt(2000);
        assertThat(set.add(device, inode)).isEqualTo(model.add(device + ":" + inode));
      }
      for (long device = 0; device < 5; device++) {
        for (long inode = 0; inode < 2001; inode += 7) {
          assertThat(set.contains(device, inode)).isEqualTo(model.contains(device + ":" + inode));
        }
      }
    });
  }
}
