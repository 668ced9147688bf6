package io.github.vigia.treat.action;

import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A run in which every program deletes one file. */
record Cleaning(Path file) implements Run {

  @Override
  public String attempt() {
    return "0193-test";
  }

  @Override
  public boolean isOver() {
    return false;
  }

  @Override
  public void pause(Duration duration) {}

  @Override
  public void did(Effect soFar) {}

  @Override
  public Ended command(List<String> argv, Duration limit) throws IOException {
    Files.delete(file);
    return new Ended(0, "", "", false);
  }

  @Override
  public Armed arm(List<String> argv, Duration delay) throws IOException {
    throw new IOException("nothing is armed here");
  }
}
