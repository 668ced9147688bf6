package io.github.vigia.config;

import io.avaje.json.JsonReader;
import io.avaje.json.stream.JsonStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said to people, in one language: the flat JSON file {@code lang/<tag>.json}. Arguments
 * stand in a text by position, as {@code {0}}. What a key means is the same in every language.
 */
public final class Texts {

  private static final List<String> LANGUAGES = List.of("en", "pt-BR");

  private final String language;
  private final Map<String, String> texts;
  private final char point;

  private Texts(String language, Map<String, String> texts) {
    this.language = language;
    this.texts = texts;
    this.point = texts.getOrDefault("number.point", ".").charAt(0);
  }

  /** BCP 47 tags of the languages there are. */
  public static List<String> languages() {
    return LANGUAGES;
  }

  /**
   * The texts of one language.
   *
   * @throws IllegalArgumentException if {@code language} is none of {@link #languages}
   */
  public static Texts of(String language) {
    if (!LANGUAGES.contains(language)) {
      throw new IllegalArgumentException(
          "language: '" + language + "': expected one of " + String.join(", ", LANGUAGES));
    }
    String name = "/lang/" + language + ".json";
    try (InputStream in = Texts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the program");
      }
      return new Texts(language, read(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static Map<String, String> read(byte[] json) {
    Map<String, String> read = new LinkedHashMap<>();
    try (JsonReader reader = JsonStream.builder().build().reader(json)) {
      reader.beginObject();
      while (reader.hasNextField()) {
        read.put(reader.nextField(), reader.readString());
      }
      reader.endObject();
    }
    return Map.copyOf(read);
  }

  /** BCP 47 tag. */
  public String language() {
    return language;
  }

  /** Every text by its key. */
  public Map<String, String> all() {
    return texts;
  }

  /** The text of a key; the key itself where there is none, so that nothing is left unsaid. */
  public String text(String key) {
    @Nullable String text = texts.get(key);
    return text == null ? key : text;
  }

  /** The text of a key with {@code {0}}, {@code {1}}, … replaced by the arguments. */
  public String text(String key, Object... arguments) {
    String text = text(key);
    StringBuilder said = new StringBuilder(text.length() + 32);
    for (int i = 0; i < text.length(); i++) {
      int number = text.charAt(i) == '{' ? position(text, i) : -1;
      if (number >= 0 && number < arguments.length) {
        said.append(arguments[number]);
        i += 2;
      } else {
        said.append(text.charAt(i));
      }
    }
    return said.toString();
  }

  private static int position(String text, int brace) {
    boolean whole = brace + 2 < text.length() && text.charAt(brace + 2) == '}';
    return whole ? Character.digit(text.charAt(brace + 1), 10) : -1;
  }

  /** A number as people of this language write it, without grouping: {@code 82,1}. */
  public String number(double value, int decimals) {
    StringBuilder out = new StringBuilder();
    Decimal.append(out, value, decimals, point);
    return out.toString();
  }
}
