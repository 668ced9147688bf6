package io.github.vigia.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.docs.Document;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of docs/configuration.md are the keys that there are, as they are. */
class DocumentedSettingsTest {

  private static final int DESCRIPTION = 5;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"docs/configuration.md, yes, no", "docs/pt-BR/configuration.md, sim, não"})
  void everyKeyIsDocumented(String path, String yes, String no) {
    List<List<String>> expected = new ArrayList<>();
    for (Key<?> key : single()) {
      expected.add(
          List.of(
              "`" + key.path() + "`",
              "",
              "`" + key.standard() + "`",
              Document.codes(key.variables().stream().map(Variable::name).toList()),
              key.restart() ? no : yes,
              key.description()));
    }
    assertThat(Document.columns(Document.read(path).table("settings"), 0, 2, 3, 4))
        .as(Document.markdown(expected))
        .isEqualTo(Document.columns(expected, 0, 2, 3, 4));
  }

  @ParameterizedTest
  @CsvSource({"docs/configuration.md", "docs/pt-BR/configuration.md"})
  void everyRuleIsDocumented(String path) {
    List<List<String>> expected = new ArrayList<>();
    for (SignalKeys signal : Keys.SIGNALS.values()) {
      List<String> row = new ArrayList<>(List.of("`" + signal.signal().key() + "`"));
      signal.all().forEach(key -> row.add("`" + key.standard() + "`"));
      row.add(Document.codes(prefixes(signal)));
      expected.add(row);
    }
    assertThat(Document.read(path).table("rules"))
        .as(Document.markdown(expected))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"docs/configuration.md, yes, no", "docs/pt-BR/configuration.md, sim, não"})
  void theKeysOfARuleAreDocumented(String path, String yes, String no) {
    List<List<String>> expected = new ArrayList<>();
    for (Key<?> key : Keys.SIGNALS.values().iterator().next().all()) {
      expected.add(
          List.of("`" + key.name() + "`", "", key.restart() ? no : yes, key.description()));
    }
    assertThat(Document.columns(Document.read(path).table("rule-keys"), 0, 2))
        .as(Document.markdown(expected))
        .isEqualTo(Document.columns(expected, 0, 2));
  }

  /** More may be said than in the starter file, but nothing else. */
  @Test
  void theEnglishDescriptionsBeginAsThoseOfTheStarterFile() {
    Document document = Document.english("configuration.md");
    List<Key<?>> keys = single();
    List<List<String>> rows = document.table("settings");
    for (int i = 0; i < keys.size(); i++) {
      assertThat(rows.get(i).get(DESCRIPTION)).startsWith(keys.get(i).description());
    }
  }

  @ParameterizedTest
  @CsvSource({"docs/migration.md", "docs/pt-BR/migration.md"})
  void everyVariableOfTheOriginalHasItsRow(String path) {
    String text = String.join("\n", Document.read(path).lines());
    Stream<String> ofKeys =
        single().stream().flatMap(key -> key.variables().stream().map(Variable::name));
    assertThat(Stream.concat(ofKeys, UnusedVariables.allNames().stream()))
        .allSatisfy(name ->
            assertThat(text).contains("`" + name.replaceFirst("_(WARNING|CRITICAL|CRIT)$", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "README.md",
    "README.pt-BR.md",
    "docs/configuration.md",
    "docs/pt-BR/configuration.md",
    "docs/treatments.md",
    "docs/pt-BR/treatments.md",
  })
  void everyExampleIsValid(String path) {
    List<String> examples = Document.read(path).blocks("yaml");
    assertThat(examples).as(path).isNotEmpty();
    for (String example : examples) {
      assertThat(new Folder(folder).file("vigia.yaml", example).problems()).as(example).isEmpty();
    }
  }

  /** All but those of the rules, which have a table of their own. */
  private static List<Key<?>> single() {
    List<Key<?>> single = new ArrayList<>(Keys.all());
    Keys.SIGNALS.values().forEach(signal -> single.removeAll(signal.all()));
    return single;
  }

  /** What stands before {@code _WARNING}, {@code _CRITICAL} and {@code _CRIT}. */
  private static Set<String> prefixes(SignalKeys signal) {
    Set<String> prefixes = new LinkedHashSet<>();
    List<String> names = new ArrayList<>();
    signal.warning().variables().forEach(variable -> names.add(variable.name()));
    signal.critical().variables().forEach(variable -> names.add(variable.name()));
    names.forEach(name -> prefixes.add(name.replaceFirst("_(WARNING|CRITICAL|CRIT)$", "")));
    for (String prefix : prefixes) {
      assertThat(names).contains(prefix + "_WARNING", prefix + "_CRITICAL", prefix + "_CRIT");
    }
    assertThat(names).hasSize(3 * prefixes.size());
    return prefixes;
  }
}
