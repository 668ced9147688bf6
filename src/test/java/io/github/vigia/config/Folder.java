package io.github.vigia.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A working folder with sources of settings; nothing outside of it is looked at. */
final class Folder {

  private final Path root;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<String, String> flags = new LinkedHashMap<>();

  Folder(Path root) {
    this.root = root;
  }

  Folder file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Folder file(String name, byte[] bytes) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Folder variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Folder flag(String key, String value) {
    flags.put(key, value);
    return this;
  }

  Loaded load() {
    return SettingsLoader.load(new Sources(null, root, root.resolve("etc"), environment, flags));
  }

  Loaded load(String file) {
    return SettingsLoader.load(
        new Sources(Path.of(file), root, root.resolve("etc"), environment, flags));
  }

  /** The problems of loading, as they are printed without colour. */
  List<String> problems() {
    return load().problems().stream().map(problem -> problem.render(false)).toList();
  }

  /** The settings; fails if something was wrong. */
  Settings settings() {
    Loaded loaded = load();
    Settings settings = loaded.settings();
    if (settings == null || !loaded.problems().isEmpty()) {
      throw new AssertionError(loaded.problems());
    }
    return settings;
  }
}
