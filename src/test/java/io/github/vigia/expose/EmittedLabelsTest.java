package io.github.vigia.expose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmittedLabelsTest {

  @Test
  void itAgreesWithASetOfStrings() {
    EmittedLabels labels = new EmittedLabels();
    Property.forAll(random -> {
      labels.clear();
      StringBuilder page = new StringBuilder();
      for (int i = 0; i < 400; i++) {
        page.append((char) ('a' + random.nextInt(2)));
      }
      byte[] bytes = page.toString().getBytes(UTF_8);
      Set<String> model = new HashSet<>();
      for (int i = 0; i < 300; i++) {
        int start = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, start + random.nextInt(12));
        assertThat(labels.add(bytes, start, end)).isEqualTo(model.add(page.substring(start, end)));
      }
    });
  }
}
