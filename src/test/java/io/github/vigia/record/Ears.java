package io.github.vigia.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an appender said, in its order. */
final class Ears implements Appender.Listener {

  private final List<String> heard = new ArrayList<>();

  List<String> heard() {
    return heard;
  }

  @Override
  public void failing(Path file, IOException cause) {
    heard.add(file.getFileName() + ": " + cause.getMessage());
  }

  @Override
  public void recovered(Path folder, long late, long lost) {
    heard.add(folder.getFileName() + ": " + late + " late, " + lost + " lost");
  }
}
