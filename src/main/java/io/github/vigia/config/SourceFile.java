package io.github.vigia.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The text of one file and its lines, for the messages about it.
 *
 * @param name as the user would name it
 */
record SourceFile(String name, String text, List<String> lines) {

  /** No settings are longer; what is, is another file, or a device. */
  static final int MAX_BYTES = 1 << 20;

  static SourceFile of(String name, String text) {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return new SourceFile(name, plain, plain.lines().toList());
  }

  /** Null where it can't be read as text; then {@code problems} got the reason. */
  static @Nullable SourceFile read(
      Path path, String name, Severity severity, Consumer<ConfigProblem> problems) {
    if (Files.isDirectory(path)) {
      problems.accept(ConfigProblem.of(severity, name, "is a folder, expected a file"));
      return null;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        problems.accept(
            ConfigProblem.of(severity, name, "is larger than " + Sizes.print(MAX_BYTES)));
        return null;
      }
      return decoded(bytes, name, severity, problems);
    } catch (NoSuchFileException _) {
      problems.accept(ConfigProblem.of(severity, name, "there is no such file"));
    } catch (AccessDeniedException _) {
      problems.accept(ConfigProblem.of(severity, name, "can't be read: permission denied"));
    } catch (IOException e) {
      problems.accept(ConfigProblem.of(severity, name, "can't be read: " + e.getMessage()));
    }
    return null;
  }

  private static @Nullable SourceFile decoded(
      byte[] bytes, String name, Severity severity, Consumer<ConfigProblem> problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(in, chars, true);
    String text = chars.flip().toString();
    if (!result.isError()) {
      return of(name, text);
    }
    int start = text.lastIndexOf('\n') + 1;
    int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
    int column = 1 + text.codePointCount(start, text.length());
    String message =
        "is not UTF-8: byte 0x%02x can't stand here".formatted(bytes[in.position()] & 0xff);
    problems.accept(new ConfigProblem(severity, name, line, column, 1, message, ""));
    return null;
  }

  /** The line with this number, from 1; empty where there is none. */
  String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  ConfigProblem problem(Severity severity, int line, int column, int length, String message) {
    return new ConfigProblem(severity, name, line, column, length, message, line(line));
  }
}
