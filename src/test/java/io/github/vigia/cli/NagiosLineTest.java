package io.github.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NagiosLineTest {

  private static final Map<Signal, Rule> RULES =
      Map.of(
          Signal.DISK,
          new Rule(false, new Limit(80, 75), new Limit(95, 90), 2, 3, Duration.ofMinutes(1)),
          Signal.PING,
          new Rule(false, new Limit(100, 95), new Limit(500, 475), 2, 3, Duration.ofMinutes(1)));

  @Test
  void tellsTheStateTheValueAndTheLimits() {
    assertThat(NagiosLine.of(State.CRITICAL, List.of(disk("/", 93.1, State.CRITICAL)), RULES))
        .isEqualTo("CRITICAL - disk / 93 % | disk=93.1%;80;95;0;100");
  }

  @Test
  void twoInstancesOfASignalHaveTheirOwnLabels() {
    assertThat(
            NagiosLine.of(
                State.WARNING,
                List.of(disk("/", 12, State.STABLE), disk("/srv/it's", 81, State.WARNING)),
                RULES))
        .isEqualTo(
            "WARNING - disk /srv/it's 81 % | 'disk /srv/it''s'=81%;80;95;0;100 'disk"
                + " /'=12%;80;95;0;100");
  }

  @Test
  void whatCannotBeReadIsUnknownAndHasNoPerformanceData() {
    Verdict ping = verdict(Signal.PING, "", State.UNKNOWN, new Reading.Failed("no answer in 2 s"));

    assertThat(NagiosLine.of(State.UNKNOWN, List.of(ping), RULES))
        .isEqualTo("UNKNOWN - ping unknown (no answer in 2 s)");
  }

  @Test
  void aWellHostTellsItsFirstFigures() {
    assertThat(
            NagiosLine.of(
                State.STABLE,
                List.of(
                    disk("/", 0, State.STABLE),
                    verdict(Signal.PING, "", State.STABLE, new Reading.Value(3.25))),
                RULES))
        .isEqualTo("OK - disk / 0 %, ping 3 ms | disk=0%;80;95;0;100 ping=3.3ms;100;500;0");
  }

  @Test
  void aNameCanNeitherBeginPerformanceDataNorANewLine() {
    assertThat(NagiosLine.of(State.WARNING, List.of(disk("/a|b\n", 81, State.WARNING)), RULES))
        .startsWith("WARNING - disk /a/b? 81 % |")
        .doesNotContain("\n");
  }

  @Test
  void aHostWithNothingToCheckSaysSo() {
    assertThat(NagiosLine.of(State.UNKNOWN, List.of(), RULES))
        .isEqualTo("UNKNOWN - nothing to check on this host");
  }

  private static Verdict disk(String mount, double percent, State state) {
    return verdict(Signal.DISK, mount, state, new Reading.Value(percent));
  }

  private static Verdict verdict(Signal signal, String instance, State state, Reading reading) {
    return new Verdict(
        new Condition(signal, instance), state, state, reading, Instant.EPOCH, false, false);
  }
}
