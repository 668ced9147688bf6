package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void aTreeComesBackAsItWasWhateverItsTextsAre() throws IOException {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("text", "a \"quoted\" \\ line\n\u0007 é € 😀 \uD800 end");
    tree.put("number", 1.5);
    tree.put("flag", true);
    tree.put("nothing", null);
    tree.put("list", List.of("a", 2.0, List.of(), Map.of()));
    tree.put("map", Map.of("x", "y"));
    assertThat(Json.read(Json.bytes(tree))).isEqualTo(tree);
    assertThat(Json.text(tree)).isPrintable().doesNotContain("\n");
  }

  @Test
  void aNumberBeyondAllMeasureIsNull() throws IOException {
    assertThat(Json.number(Json.read(Json.bytes(Map.of("x", Double.NaN))), "x")).isNaN();
  }

  @Test
  void whatIsMissingIsEmptyAndNotAFault() {
    Map<String, @Nullable Object> tree = Map.of("x", 1.0);
    assertThat(Json.text(tree, "x")).isEmpty();
    assertThat(Json.whole(tree, "y")).isZero();
    assertThat(Json.flag(tree, "x")).isFalse();
    assertThat(Json.objects(tree, "x")).isEmpty();
    assertThat(Json.object(tree, "x")).isEmpty();
    assertThat(Json.texts(tree, "x")).isEmpty();
  }

  @Test
  void whatIsNoTreeIsRefused() {
    for (String text : List.of("", "[]", "{", "{\"a\":}", "{\"a\":" + "[".repeat(40))) {
      assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8)))
          .as(text)
          .isInstanceOf(IOException.class);
    }
  }
}
