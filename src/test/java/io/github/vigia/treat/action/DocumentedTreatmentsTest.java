package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Settings;
import io.github.vigia.docs.Document;
import io.github.vigia.treat.Treatment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of docs/treatments.md are the treatments that there are, in the order of the ladder. */
class DocumentedTreatmentsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"docs/treatments.md", "docs/pt-BR/treatments.md"})
  void everyTreatmentIsDocumentedWithItsMode(String path) {
    Map<String, Settings.Treatment> settings = Settings.defaults().treatments().byId();
    List<List<String>> expected = new ArrayList<>();
    for (String id : ids()) {
      Settings.Treatment own = Objects.requireNonNull(settings.get(id), id);
      expected.add(List.of("`" + id + "`", "`" + own.mode() + "`"));
    }
    assertThat(Document.columns(Document.read(path).table("treatments"), 0, 1))
        .as(Document.markdown(expected))
        .isEqualTo(expected);
  }

  /** What can be set is there, and what is there can be set. */
  @Test
  void theSettingsKnowTheTreatmentsThatThereAre() {
    assertThat(Settings.defaults().treatments().byId().keySet())
        .containsExactlyInAnyOrderElementsOf(ids());
  }

  private List<String> ids() {
    return new AllTreatments(Settings.defaults(), folder)
        .all(new SaidPrograms()).stream().map(Treatment::id).toList();
  }
}
