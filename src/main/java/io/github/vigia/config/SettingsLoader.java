package io.github.vigia.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings: default, file, {@code conf.d/*.yaml} beside it, {@code .env}, environment, flags,
 * each stronger than the one before. Whatever is wrong is a problem in the result; nothing is
 * thrown.
 */
public final class SettingsLoader {

  private static final String FILE = "vigia.yaml";
  private static final String FOLDER = "conf.d";

  private final Sources sources;
  private final Values values = new Values();
  private final List<ConfigProblem> problems = new ArrayList<>();

  private SettingsLoader(Sources sources) {
    this.sources = sources;
  }

  /** All problems of all sources are found in one go. */
  public static Loaded load(Sources sources) {
    return new SettingsLoader(sources).load();
  }

  private Loaded load() {
    Path main = mainFile();
    if (main != null) {
      file(main);
    }
    for (Path part : parts(main)) {
      file(part);
    }
    values.nextSource();
    Environment.apply(sources, values, problems::add);
    values.nextSource();
    sources.flags().forEach(this::flag);
    Checks.run(values, problems::add);
    return result();
  }

  private @Nullable Path mainFile() {
    if (sources.file() != null) {
      return sources.folder().resolve(sources.file());
    }
    for (Path folder : List.of(sources.folder(), sources.system())) {
      if (Files.exists(folder.resolve(FILE))) {
        return folder.resolve(FILE);
      }
    }
    return null;
  }

  /** The folder beside the file; without a file, the system's, where packages put their parts. */
  private Iterable<Path> parts(@Nullable Path main) {
    TreeSet<Path> parts = new TreeSet<>();
    Path folder = main == null ? sources.system().resolve(FOLDER) : main.resolveSibling(FOLDER);
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.yaml")) {
        found.forEach(parts::add);
      } catch (IOException e) {
        problems.add(
            ConfigProblem.of(
                Severity.ERROR, sources.shown(folder), "can't be listed: " + e.getMessage()));
      }
    }
    return parts;
  }

  private void file(Path path) {
    values.nextSource();
    SourceFile file = SourceFile.read(path, sources.shown(path), Severity.ERROR, problems::add);
    if (file != null) {
      YamlFile.apply(file, path.toAbsolutePath().normalize(), values, problems::add);
    }
  }

  private void flag(String path, String raw) {
    Key<?> key = Keys.find(path);
    Origin origin = Origin.flag();
    if (key == null) {
      problems.add(origin.problem(Severity.ERROR, "unknown key " + path));
      return;
    }
    String unit = key.variables().isEmpty() ? key.form().unit() : key.variables().getFirst().unit();
    String text = raw.strip();
    try {
      values.put(key, !unit.isEmpty() && Numbers.isBare(text) ? text + unit : text, origin);
    } catch (RejectedValueException e) {
      problems.add(origin.problem(Severity.ERROR, path + ": " + e.reason()));
    }
  }

  private Loaded result() {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, Origin> origins = new LinkedHashMap<>();
    for (Key<?> key : Keys.all()) {
      Values.Given given = values.top(key);
      texts.put(key.path(), given.text());
      origins.put(key.path(), given.origin());
    }
    values
        .extras()
        .forEach((path, extra) -> {
          texts.put(path, extra.text());
          origins.put(path, extra.origin());
        });
    boolean failed = problems.stream().anyMatch(p -> p.severity() == Severity.ERROR);
    return new Loaded(failed ? null : Assembly.of(values), List.copyOf(problems), texts, origins);
  }
}
