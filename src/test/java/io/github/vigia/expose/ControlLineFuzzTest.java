package io.github.vigia.expose;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class ControlLineFuzzTest {

  @FuzzTest
  void wordsComeBackAndNoLineBreaksIt(FuzzedDataProvider data) {
    List<String> words = new ArrayList<>();
    for (int i = data.consumeInt(1, 4); i > 0; i--) {
      // Half of a surrogate pair can't be sent as UTF-8.
      byte[] sent = ("w" + data.consumeString(20)).getBytes(StandardCharsets.UTF_8);
      words.add(new String(sent, StandardCharsets.UTF_8));
    }
    String line = ControlLine.encode(words.getFirst(), words.subList(1, words.size()));
    assertThat(line).endsWith("\n").matches("[!-~ ]+\n");
    assertThat(ControlLine.decode(line.substring(0, line.length() - 1))).isEqualTo(words);

    try {
      assertThat(ControlLine.decode(data.consumeRemainingAsString())).doesNotContain("");
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("URLDecoder");
    }
  }
}
