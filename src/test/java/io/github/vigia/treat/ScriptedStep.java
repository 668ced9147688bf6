package io.github.vigia.treat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A step whose deeds a test writes down. */
final class ScriptedStep implements Step {

  /** What it does when it is called. */
  interface Deed {
    Effect act(Run run) throws IOException;
  }

  private final String treatment;
  private final String name;
  private final int danger;
  private final Mode mode;
  private final Deed deed;
  Duration limit = Duration.ofSeconds(10);
  Duration window = Duration.ofSeconds(30);
  Preview preview = new Preview(true, "would do it", 1, List.of("a", "b"));
  int previews;
  int acts;
  int rollbacks;

  ScriptedStep(String treatment, String name, int danger, Mode mode, Deed deed) {
    this.treatment = treatment;
    this.name = name;
    this.danger = danger;
    this.mode = mode;
    this.deed = deed;
  }

  static ScriptedStep of(String name, Mode mode) {
    return new ScriptedStep(
        "toy", name, 1, mode, _ -> new Effect(1, "things", "did it", List.of()));
  }

  @Override
  public String treatment() {
    return treatment;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String target() {
    return "/toy";
  }

  @Override
  public int danger() {
    return danger;
  }

  @Override
  public Mode mode() {
    return mode;
  }

  @Override
  public Duration window() {
    return window;
  }

  @Override
  public Duration limit() {
    return limit;
  }

  @Override
  public Preview preview() {
    previews++;
    return preview;
  }

  @Override
  public Effect act(Preview shown, Run run) throws IOException {
    acts++;
    return deed.act(run);
  }

  @Override
  public void rollback(Effect effect, Run run) {
    rollbacks++;
  }
}
