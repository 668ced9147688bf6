package io.github.vigia.treat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The run of one attempt. */
final class Acting implements Run {

  private static final long SLICE = Duration.ofMillis(20).toNanos();

  private final String attempt;
  private final double value;
  private final long deadline;
  private final Commands commands;
  private final Guardian guardian;
  private final Book book;
  private volatile boolean stopped;
  private volatile boolean touched;
  private volatile boolean cutOff;
  private volatile Effect soFar = Effect.none("nothing was done");

  /**
   * @param value of the condition before the attempt; NaN where there is no attempt
   */
  Acting(
      String attempt,
      double value,
      Duration limit,
      Commands commands,
      Guardian guardian,
      Book book) {
    this.attempt = attempt;
    this.value = value;
    this.deadline = System.nanoTime() + limit.toNanos();
    this.commands = commands;
    this.guardian = guardian;
    this.book = book;
  }

  @Override
  public String attempt() {
    return attempt;
  }

  double value() {
    return value;
  }

  @Override
  public boolean isOver() {
    return stopped || isLate();
  }

  boolean isLate() {
    return System.nanoTime() - deadline >= 0;
  }

  /** The agent ends; any thread. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  @Override
  public void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    while (!isOver() && !Thread.currentThread().isInterrupted()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return;
      }
      LockSupport.parkNanos(this, Math.min(left, SLICE));
    }
  }

  @Override
  public void did(Effect effect) {
    touched = true;
    soFar = effect;
  }

  Effect soFar() {
    return soFar;
  }

  /** Whether it may have changed something. */
  boolean hasTouched() {
    return touched;
  }

  @Override
  public Ended command(List<String> argv, Duration limit) throws IOException {
    return command(new Commands.Order(argv, Map.of(), attempt, limit, Commands.OUTPUT, false));
  }

  /** The same with its own environment and bounds. */
  Ended command(Commands.Order order) throws IOException {
    Ended ended =
        commands.run(
            order,
            this::isOver,
            identity -> {
              book.started(attempt, identity);
              touched = true;
            });
    if (ended.timedOut()) {
      cutOff = true;
    }
    return ended;
  }

  /** Whether a program was stopped at its limit. */
  boolean wasCutOff() {
    return cutOff;
  }

  @Override
  public Armed arm(List<String> argv, Duration delay) throws IOException {
    Armed armed = guardian.arm(attempt, argv, delay);
    touched = true;
    return armed;
  }
}
