package io.github.vigia.config;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each key was given, the strongest source on top. Every text in here is a valid value of its
 * key.
 */
final class Values {

  /** One value, its source, and how strong that is: what is put later is stronger. */
  record Given(String text, Origin origin, int rank) {}

  /** What has more than one value and no key in the list: a custom treatment, the silences. */
  record Extra(Object value, String text, Origin origin) {}

  private final Map<String, Deque<Given>> given = new LinkedHashMap<>();
  private final Map<String, Extra> extras = new LinkedHashMap<>();
  private int rank;

  Values() {
    for (Key<?> key : Keys.all()) {
      Deque<Given> stack = new ArrayDeque<>();
      stack.push(new Given(key.standard(), Origin.DEFAULT, 0));
      given.put(key.path(), stack);
    }
  }

  /** What is put from now on comes from a stronger source than all before. */
  void nextSource() {
    rank++;
  }

  /** Lays a value on top. */
  void put(Key<?> key, String text, Origin origin) {
    String canonical = key.form().canonical(text);
    stack(key).push(new Given(canonical, origin, rank));
  }

  /** Lays something without a key over what had this path before. */
  void putExtra(String path, Extra extra) {
    extras.put(path, extra);
  }

  /** By path, in the order in which they were given first. */
  Map<String, Extra> extras() {
    return Collections.unmodifiableMap(extras);
  }

  Given top(Key<?> key) {
    return stack(key).getFirst();
  }

  /** Takes the value on top away; what lies below it counts again. */
  void pop(Key<?> key) {
    stack(key).pop();
  }

  <T> T get(Key<T> key) {
    return key.form().parse(top(key).text());
  }

  private Deque<Given> stack(Key<?> key) {
    Deque<Given> stack = given.get(key.path());
    if (stack == null) {
      throw new IllegalArgumentException("not in the list of keys: " + key.path());
    }
    return stack;
  }
}
