package io.github.vigia.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A Markdown file of the checkout, as far as tests look into it. */
public record Document(Path path, List<String> lines) {

  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

  /** The file at {@code path}, from the root of the checkout. */
  public static Document read(String path) {
    try {
      return new Document(Path.of(path), Files.readAllLines(Path.of(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /**
   * The same document in the other language: {@code docs/pt-BR/} has the names of {@code docs/}.
   */
  public static Document portuguese(String name) {
    return read("docs/pt-BR/" + name);
  }

  public static Document english(String name) {
    return read("docs/" + name);
  }

  /**
   * The rows, without the head, of every table that stands below a line {@code <!-- table: name
   * -->}, each as its cells.
   */
  public List<List<String>> table(String name) {
    List<List<String>> rows = new ArrayList<>();
    String marker = "<!-- table: " + name + " -->";
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(marker)) {
        int row = i + 1;
        while (row < lines.size() && lines.get(row).isBlank()) {
          row++;
        }
        for (row += 2; row < lines.size() && lines.get(row).startsWith("|"); row++) {
          rows.add(cells(lines.get(row)));
        }
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalStateException(path + ": expected a table below " + marker);
    }
    return rows;
  }

  private static List<String> cells(String row) {
    return CELL_END
        .splitAsStream(row.strip().substring(1))
        .map(cell -> cell.strip().replace("\\|", "|"))
        .toList();
  }

  /** The blocks of code in this language. */
  public List<String> blocks(String language) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = null;
    for (String line : lines) {
      if (block == null && line.equals("```" + language)) {
        block = new StringBuilder();
      } else if (block != null && line.equals("```")) {
        blocks.add(block.toString());
        block = null;
      } else if (block != null) {
        block.append(line).append('\n');
      }
    }
    return blocks;
  }

  /** These columns of each row. */
  public static List<List<String>> columns(List<List<String>> rows, int... columns) {
    List<List<String>> chosen = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int column : columns) {
        cells.add(row.get(column));
      }
      chosen.add(cells);
    }
    return chosen;
  }

  /** The rows as Markdown, to be pasted where a document is wrong. */
  public static String markdown(List<List<String>> rows) {
    StringBuilder text = new StringBuilder("expected rows:\n");
    for (List<String> row : rows) {
      text.append("| ").append(String.join(" | ", row)).append(" |\n");
    }
    return text.toString();
  }

  /** {@code `a`, `b`}; a dash where there is none. */
  public static String codes(Iterable<String> names) {
    List<String> codes = new ArrayList<>();
    names.forEach(name -> codes.add("`" + name + "`"));
    return codes.isEmpty() ? "–" : String.join(", ", codes);
  }
}
