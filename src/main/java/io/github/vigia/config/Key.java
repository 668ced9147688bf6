package io.github.vigia.config;

import java.util.List;

/**
 * One setting.
 *
 * @param path its place in the file: {@code logs.max_size}
 * @param standard the default, as text
 * @param variables that set it, the preferred one first
 * @param description one line for docs/configuration.md, the starter file and the schema
 * @param restart whether a reload can't apply it
 */
record Key<T>(
    String path,
    Form<T> form,
    String standard,
    List<Variable> variables,
    String description,
    boolean restart) {

  /** The last part of the path. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
