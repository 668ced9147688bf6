package io.github.vigia.treat;

import io.github.vigia.config.Settings;
import io.github.vigia.config.Silence;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Event;
import io.github.vigia.model.Restraint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people and the clock hold back: pauses, silences, times of grace. One thread. */
final class Restraints {

  private static final Duration AFTER_JUMP = Duration.ofMinutes(1);

  /** What was broken on purpose gets a while to settle down when its silence is over. */
  private static final Duration AFTER_SILENCE = Duration.ofMinutes(1);

  /** A pause, until {@code until} on the monotonic clock. */
  record Pause(long until, Instant ends, String reason, String by) {}

  private final Settings.Treatments settings;
  private final Surroundings surroundings;
  private final Moment began;
  private final List<Silence> silences = new ArrayList<>();
  private final Map<Restraint, String> told = new EnumMap<>(Restraint.class);
  private @Nullable Pause pause;
  private long jumpedUntil;
  private boolean jumped;

  Restraints(Settings.Treatments settings, Surroundings surroundings, Moment began) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.began = began;
  }

  /** Ends what is over, and tells of what began or ended since. */
  void update(Moment now, List<Event> news) {
    Pause paused = pause;
    if (paused != null && now.nanos() - paused.until() >= 0) {
      pause = null;
    }
    for (Silence silence : List.copyOf(silences)) {
      if (silence.window() instanceof Silence.Window.Once(_, Instant until)
          && !now.at().isBefore(until.plus(AFTER_SILENCE))) {
        silences.remove(silence);
        news.add(
            new Event.Silenced(now.at(), silence.id(), false, silence.author(), silence.comment()));
      }
    }
    tell(Restraint.PAUSE, pauseWhy(), now, news);
    tell(
        Restraint.KILL_SWITCH,
        surroundings.isKilled() ? settings.killSwitch() + " is there" : "",
        now,
        news);
  }

  /** Tells of a restraint when it begins and when it ends; an empty reason means that it is off. */
  void tell(Restraint restraint, String why, Moment now, List<Event> news) {
    String before = told.getOrDefault(restraint, "");
    if (why.isEmpty() != before.isEmpty()) {
      news.add(
          new Event.Restrained(now.at(), restraint, !why.isEmpty(), why.isEmpty() ? before : why));
      told.put(restraint, why);
    }
  }

  void clockJumped(long now) {
    jumped = true;
    jumpedUntil = now + AFTER_JUMP.toNanos();
  }

  /** Why nothing at all may act; empty where it may. */
  String killed() {
    if (surroundings.isKilled()) {
      return settings.killSwitch() + " is there";
    }
    return pauseWhy();
  }

  private String pauseWhy() {
    Pause paused = pause;
    return paused == null
        ? ""
        : "paused by %s until %s: %s".formatted(paused.by(), paused.ends(), paused.reason());
  }

  /** Why nothing is to be done about a condition for a while; empty where nobody said so. */
  String silenced(Condition condition, Step step, Instant at) {
    List<Silence> all = new ArrayList<>(settings.silences());
    all.addAll(silences);
    for (Silence silence : all) {
      boolean holds =
          silence.window().contains(at) || silence.window().contains(at.minus(AFTER_SILENCE));
      if (holds && silence.matcher().matches(condition, step.treatment(), step.danger())) {
        return silence.id() + " by " + silence.author() + ": " + silence.comment();
      }
    }
    return "";
  }

  /** Why it is too early; empty where it is not. */
  String grace(Condition condition, long now) {
    if (jumped && now - jumpedUntil < 0) {
      return "the clock has just jumped";
    }
    if (Triage.isExemptFromGrace(condition.signal())) {
      return "";
    }
    if (now - began.nanos() < settings.grace().toNanos()) {
      return "the agent has just started";
    }
    return surroundings.uptime().compareTo(settings.bootGrace()) < 0
        ? "the host has just started"
        : "";
  }

  String conflict() {
    return surroundings.conflict();
  }

  boolean isAttended() {
    return surroundings.isAttended();
  }

  @Nullable Pause pause() {
    return pause;
  }

  void pause(Duration time, String reason, String by, Moment now) {
    pause = new Pause(now.nanos() + time.toNanos(), now.at().plus(time), reason, by);
  }

  /** False where nothing was paused. */
  boolean resume() {
    boolean was = pause != null;
    pause = null;
    return was;
  }

  List<Silence> silences() {
    List<Silence> all = new ArrayList<>(settings.silences());
    all.addAll(silences);
    return List.copyOf(all);
  }

  void add(Silence silence) {
    silences.add(silence);
  }

  /** Null where there is none of this name that was added at run time. */
  @Nullable Silence remove(String id) {
    for (Silence silence : silences) {
      if (silence.id().equals(id)) {
        silences.remove(silence);
        return silence;
      }
    }
    return null;
  }

  Map<String, Object> tree(Moment now) {
    Map<String, Object> tree = new LinkedHashMap<>();
    Pause paused = pause;
    if (paused != null) {
      tree.put("left", paused.until() - now.nanos());
      tree.put("reason", paused.reason());
      tree.put("by", paused.by());
    }
    List<Map<String, Object>> list = new ArrayList<>();
    for (Silence silence : silences) {
      if (silence.window() instanceof Silence.Window.Once(Instant from, Instant until)) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", silence.id());
        one.put("signal", silence.matcher().signal());
        one.put("instance", silence.matcher().instance());
        one.put("treatment", silence.matcher().treatment());
        one.put("danger", silence.matcher().danger());
        one.put("from", from.toString());
        one.put("until", until.toString());
        one.put("alerts", silence.alerts());
        one.put("author", silence.author());
        one.put("comment", silence.comment());
        list.add(one);
      }
    }
    tree.put("silences", list);
    return tree;
  }

  void restore(Map<String, @Nullable Object> tree, long passed, Moment now) {
    long left = LedgerState.left(Json.whole(tree, "left"), passed);
    if (left > 0) {
      pause(Duration.ofNanos(left), Json.text(tree, "reason"), Json.text(tree, "by"), now);
    }
    for (var one : Json.objects(tree, "silences")) {
      silences.add(
          new Silence(
              Json.text(one, "id"),
              new Silence.Matcher(
                  Json.text(one, "signal"),
                  Json.text(one, "instance"),
                  Json.text(one, "treatment"),
                  (int) Json.whole(one, "danger")),
              new Silence.Window.Once(
                  Instant.parse(Json.text(one, "from")), Instant.parse(Json.text(one, "until"))),
              Json.flag(one, "alerts"),
              Json.text(one, "author"),
              Json.text(one, "comment")));
    }
  }
}
