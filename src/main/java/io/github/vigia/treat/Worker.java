package io.github.vigia.treat;

import io.github.vigia.model.Attempt;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread on which steps are called, one at a time. A step that does not come back after its
 * time is interrupted and given up: then nothing else is called until it does come back.
 */
final class Worker implements Hands, AutoCloseable {

  private static final System.Logger logger = System.getLogger(Worker.class.getName());
  private static final Duration PREVIEW = Duration.ofMinutes(1);
  private static final Duration ROLLBACK = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** What becomes of the answers: called on the thread that works them off. */
  interface Answers {
    void previewed(@Nullable Preview preview, String failure);

    void acted(Ending ending);

    void rolledBack(String failure);
  }

  private final Commands commands;
  private final Guardian guardian;
  private final Book book;
  private final Consumer<Consumer<Answers>> reply;
  private final BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(2);
  private final Thread thread;
  private final AtomicBoolean tending = new AtomicBoolean();
  private final Map<Upkeep, String> complaints = new HashMap<>();
  private volatile @Nullable Task current;
  private volatile boolean closed;

  /** What is being called; {@code answered} by the step itself or, too late, by the watch. */
  private static final class Task {
    final Acting run;
    final long giveUp;
    private final AtomicBoolean answered = new AtomicBoolean();

    Task(Acting run, Duration limit) {
      this.run = run;
      this.giveUp = System.nanoTime() + limit.plus(GRACE).toNanos();
    }

    /** Whether this is the first answer. */
    boolean answer() {
      return answered.compareAndSet(false, true);
    }
  }

  /**
   * @param reply hands an answer over to the engine's thread
   */
  Worker(Commands commands, Guardian guardian, Book book, Consumer<Consumer<Answers>> reply) {
    this.commands = commands;
    this.guardian = guardian;
    this.book = book;
    this.reply = reply;
    this.thread = Thread.ofPlatform().name("treatments-hands").daemon().start(this::work);
  }

  private void work() {
    while (!closed) {
      try {
        Runnable task = tasks.poll(1, TimeUnit.SECONDS);
        if (task != null) {
          task.run();
        }
      } catch (InterruptedException _) {
        // Meant for a step that was given up and has come back just now.
        logger.log(System.Logger.Level.DEBUG, "a step was interrupted");
      }
    }
  }

  @Override
  public void preview(Step step) {
    Task task = new Task(new Acting("", Double.NaN, PREVIEW, commands, guardian, book), PREVIEW);
    submit(
        task,
        () -> {
          Preview preview = null;
          String failure = "";
          try {
            preview = step.preview();
          } catch (IOException | RuntimeException | Error e) {
            failure = text(e);
          }
          Preview found = preview;
          String why = failure;
          answer(task, answers -> answers.previewed(found, why));
        });
  }

  /**
   * Lets treatments look after what they learn and lend; left out while anything else is under way.
   */
  void tend(List<Upkeep> upkeeps, Snapshot snapshot, Evaluation evaluation) {
    if (current == null && !upkeeps.isEmpty() && !tending.getAndSet(true)) {
      tasks.add(() -> {
        for (Upkeep upkeep : upkeeps) {
          tend(upkeep, snapshot, evaluation);
        }
        tending.set(false);
      });
    }
  }

  private void tend(Upkeep upkeep, Snapshot snapshot, Evaluation evaluation) {
    String id = Ids.at(snapshot.at().toEpochMilli());
    try {
      upkeep.tend(
          snapshot, evaluation, new Acting(id, Double.NaN, ROLLBACK, commands, guardian, book));
      complaints.remove(upkeep);
    } catch (IOException | RuntimeException | Error e) {
      String why = text(e);
      if (!why.equals(complaints.put(upkeep, why))) {
        logger.log(
            System.Logger.Level.WARNING,
            "a treatment can't look after what it learns or lends: " + why);
      }
    }
  }

  @Override
  public void act(Step step, Preview preview, Attempt attempt) {
    Acting run =
        new Acting(attempt.id(), attempt.baseline(), step.limit(), commands, guardian, book);
    Task task = new Task(run, step.limit());
    submit(
        task,
        () -> {
          long began = System.nanoTime();
          String failure = "";
          Effect effect;
          try {
            effect = step.act(preview, run);
          } catch (IOException | RuntimeException | Error e) {
            effect = run.soFar();
            failure = text(e);
          }
          boolean late = run.isLate();
          Ending ending =
              new Ending(
                  effect,
                  failure,
                  late ? !failure.isEmpty() || effect.direct() == 0 : isCutOff(run, failure),
                  run.isStopped() && !failure.isEmpty(),
                  run.hasTouched() || effect.direct() > 0,
                  Duration.ofNanos(System.nanoTime() - began));
          answer(task, answers -> answers.acted(ending));
        });
  }

  /** Whether it failed because a program of it had to be stopped. */
  private static boolean isCutOff(Acting run, String failure) {
    return run.wasCutOff() && !failure.isEmpty();
  }

  @Override
  public void rollback(Step step, Effect effect, Attempt attempt) {
    Acting run = new Acting(attempt.id(), attempt.baseline(), ROLLBACK, commands, guardian, book);
    Task task = new Task(run, ROLLBACK);
    submit(
        task,
        () -> {
          String failure = "";
          try {
            step.rollback(effect, run);
          } catch (IOException | RuntimeException | Error e) {
            failure = text(e);
          }
          String why = failure;
          answer(task, answers -> answers.rolledBack(why));
        });
  }

  /** A step that breaks down in whatever way is a step that failed: somebody waits for it. */
  private static String text(Throwable e) {
    if (!(e instanceof IOException)) {
      logger.log(System.Logger.Level.ERROR, "a treatment has a fault", e);
      return e.toString();
    }
    String message = e.getMessage();
    return message == null || message.isEmpty() ? e.toString() : message;
  }

  private void submit(Task task, Runnable call) {
    if (isStuck()) {
      throw new IllegalStateException("a step was given up and has not come back");
    }
    current = task;
    tasks.add(() -> {
      try {
        call.run();
      } finally {
        if (current == task) {
          current = null;
        }
      }
    });
  }

  private void answer(Task task, Consumer<Answers> answer) {
    if (task.answer()) {
      current = null; // Before the answer, whose reader may want the next one at once.
      reply.accept(answer);
    } else {
      logger.log(System.Logger.Level.WARNING, "a step that was given up has come back");
    }
  }

  /** Whether a step was given up and has not come back: nothing can be called meanwhile. */
  boolean isStuck() {
    Task task = current;
    return task != null && task.answered.get();
  }

  /**
   * Gives up a step that does not come back; called now and then.
   *
   * @param phase what the answer is waited for in
   */
  void watch(Phase phase) {
    Task task = current;
    if (task == null || task.answered.get() || System.nanoTime() - task.giveUp < 0) {
      return;
    }
    thread.interrupt();
    if (System.nanoTime() - task.giveUp < GRACE.toNanos()) {
      return; // Most come back for an interrupt.
    }
    String why = "it did not stop at its limit and was given up";
    Consumer<Answers> answer =
        switch (phase) {
          case Phase.Previewing _ -> answers -> answers.previewed(null, why);
          case Phase.Acting _ ->
              answers ->
                  answers.acted(
                      new Ending(task.run.soFar(), why, true, false, true, Duration.ofMinutes(1)));
          case Phase.RollingBack _ -> answers -> answers.rolledBack(why);
          case Phase.Idle _, Phase.Rechecking _, Phase.Verifying _ -> null;
        };
    if (answer != null && task.answer()) {
      reply.accept(answer);
    }
  }

  /** Tells the step that runs to stop as soon as what it does is whole. */
  void stop() {
    closed = true;
    Task task = current;
    if (task != null) {
      task.run.stop();
    }
  }

  @Override
  public void close() {
    stop();
    thread.interrupt();
  }
}
