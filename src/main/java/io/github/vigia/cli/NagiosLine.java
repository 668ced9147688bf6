package io.github.vigia.cli;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line as monitoring plugins print it: {@code CRITICAL - disk / 93 % | disk=93.1%;80;95;0;100}
 * (Monitoring Plugins development guidelines, "Plugin Output for Nagios").
 */
final class NagiosLine {

  private NagiosLine() {}

  /**
   * @param verdicts what was judged; the worst come first in the line
   * @param rules by which it was judged
   */
  static String of(State state, List<Verdict> verdicts, Map<Signal, Rule> rules) {
    List<Verdict> worstFirst = new ArrayList<>(verdicts);
    worstFirst.sort(Comparator.comparing(Verdict::state).reversed());
    StringBuilder line = new StringBuilder(word(state)).append(" - ").append(text(worstFirst));
    String separator = " | ";
    for (Verdict verdict : worstFirst) {
      String data = performanceData(verdict, rules.get(verdict.condition().signal()), worstFirst);
      if (!data.isEmpty()) {
        line.append(separator).append(data);
        separator = " ";
      }
    }
    return line.toString();
  }

  private static String word(State state) {
    return state == State.STABLE ? "OK" : state.name();
  }

  /** What is not well; where all is, the first of each signal. */
  private static String text(List<Verdict> verdicts) {
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      if (verdict.state() != State.STABLE) {
        parts.add(part(verdict));
      }
    }
    if (parts.isEmpty()) {
      verdicts.stream().limit(6).map(NagiosLine::part).forEach(parts::add);
    }
    return parts.isEmpty() ? "nothing to check on this host" : String.join(", ", parts);
  }

  private static String part(Verdict verdict) {
    Condition condition = verdict.condition();
    String name = name(condition.signal());
    if (!condition.instance().isEmpty()) {
      name += " " + plain(condition.instance());
    }
    return switch (verdict.reading()) {
      case Reading.Value(double value) ->
          name + " " + number(value, 0) + spaced(unit(condition.signal()));
      case Reading.Absent _ -> name + " absent";
      case Reading.Failed(String why) -> name + " unknown (" + plain(why) + ")";
    };
  }

  private static String performanceData(
      Verdict verdict, @Nullable Rule rule, List<Verdict> verdicts) {
    if (!(verdict.reading() instanceof Reading.Value(double value))) {
      return "";
    }
    Condition condition = verdict.condition();
    boolean alone =
        verdicts.stream().filter(v -> v.condition().signal() == condition.signal()).count() == 1;
    String label = name(condition.signal());
    if (!alone && !condition.instance().isEmpty()) {
      label = "'" + label + " " + plain(condition.instance()).replace("'", "''") + "'";
    }
    String unit = unit(condition.signal());
    String data =
        label
            + "="
            + number(value, 1)
            + (unit.equals("°C") ? "" : unit)
            + ";"
            + limit(rule == null ? null : rule.warning())
            + ";"
            + limit(rule == null ? null : rule.critical());
    return unit.equals("%") ? data + ";0;100" : data + ";0";
  }

  private static String limit(@Nullable Limit limit) {
    return limit == null ? "" : number(limit.enter(), 3);
  }

  /** The signal's key without its unit: {@code disk}, {@code network_loss}. */
  static String name(Signal signal) {
    String key = signal.key();
    return key.endsWith("_percent") || key.endsWith("_ms")
        ? key.substring(0, key.lastIndexOf('_'))
        : key;
  }

  static String unit(Signal signal) {
    return switch (signal) {
      case CPU, MEMORY, CONTAINER_MEMORY, DISK, INODES, LOSS, PIDS, OPEN_FILES -> "%";
      case PING, LATENCY -> "ms";
      case TEMPERATURE -> "°C";
      case BYTES_SENT, BYTES_RECV -> "B";
      case FILESYSTEM, CARRIER, ZOMBIES -> "";
    };
  }

  private static String spaced(String unit) {
    return unit.isEmpty() ? "" : " " + unit;
  }

  /** At most {@code decimals}, without trailing zeros, never with an exponent. */
  private static String number(double value, int decimals) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(decimals, java.math.RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** One line, and no pipe: that would begin the performance data. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> plain.appendCodePoint(c == '|' ? '/' : Character.isISOControl(c) ? '?' : c));
    return plain.toString();
  }
}
