package io.github.vigia.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents come in both languages, lead where they say, and know no machine but the reader's. */
class DocumentsTest {

  private static final Path DOCS = Path.of("docs");
  private static final Path PORTUGUESE = DOCS.resolve("pt-BR");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern OF_A_MACHINE =
      Pattern.compile("(^|[^\\w.~])/(work|home|root|Users|usr/lib/jvm)(/|\\b)");

  @Test
  void everyDocumentHasItsTwin() throws IOException {
    assertThat(names(PORTUGUESE)).isNotEmpty().isEqualTo(names(DOCS));
    assertThat(Path.of("README.md")).exists();
    assertThat(Path.of("README.pt-BR.md")).exists();
  }

  /** A translation that lost a section, a table row or an example is no translation. */
  @Test
  void twinsHaveTheSameShape() throws IOException {
    Map<Path, Path> twins = new TreeMap<>(Map.of(Path.of("README.md"), Path.of("README.pt-BR.md")));
    for (String name : names(DOCS)) {
      twins.put(DOCS.resolve(name), PORTUGUESE.resolve(name));
    }
    for (Map.Entry<Path, Path> twin : twins.entrySet()) {
      assertThat(shape(twin.getValue()))
          .as(twin.getValue().toString())
          .isEqualTo(shape(twin.getKey()));
    }
  }

  @Test
  void relativeLinksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : all()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        String target = link.group(1).replaceFirst("#.*", "");
        boolean elsewhere = target.startsWith("http://") || target.startsWith("https://");
        if (!elsewhere && !target.isEmpty() && !Files.exists(document.resolveSibling(target))) {
          broken.add(document + " -> " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void noDocumentNamesAPlaceOfOneMachine() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path document : all()) {
      for (String line : Files.readAllLines(document)) {
        if (OF_A_MACHINE.matcher(line).find()) {
          found.add(document + ": " + line);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  /** The depth of each heading, and where tables and blocks of code begin and how long they are. */
  private static List<String> shape(Path document) throws IOException {
    List<String> shape = new ArrayList<>();
    boolean code = false;
    int rows = 0;
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("```")) {
        code = !code;
        shape.add(code ? line : "end");
      } else if (!code && line.startsWith("|")) {
        rows++;
      } else if (!code) {
        if (rows > 0) {
          shape.add(rows + " rows");
          rows = 0;
        }
        if (line.startsWith("#")) {
          shape.add(line.substring(0, line.indexOf(' ')));
        }
      }
    }
    return shape;
  }

  private static List<Path> all() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path folder : List.of(Path.of("."), DOCS, PORTUGUESE)) {
      for (String name : names(folder)) {
        all.add(folder.resolve(name));
      }
    }
    return all;
  }

  private static Set<String> names(Path folder) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".md"))
          .forEach(names::add);
    }
    return names;
  }
}
