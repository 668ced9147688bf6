package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import io.github.vigia.config.Texts;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Event;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SentencesTest {

  private final Sentences english = new Sentences(Texts.of("en"));
  private final Sentences portuguese = new Sentences(Texts.of("pt-BR"));

  @Test
  void aChangeOfStateNamesTheConditionTheStatesAndTheValue() {
    Event full = changed(Signal.DISK, "/var", new Reading.Value(95.25));

    assertThat(english.of(full)).isEqualTo("Disk /var: from WARNING to CRITICAL (95.3 %)");
    assertThat(portuguese.of(full)).isEqualTo("Disco /var: de WARNING para CRITICAL (95,3 %)");
  }

  @Test
  void aValueHasTheUnitOfItsSignal() {
    assertThat(english.of(changed(Signal.LATENCY, "gateway", new Reading.Value(251))))
        .isEqualTo("Latency gateway: from WARNING to CRITICAL (251.0 ms)");
    assertThat(english.of(changed(Signal.TEMPERATURE, "cpu", new Reading.Value(86))))
        .isEqualTo("Temperature cpu: from WARNING to CRITICAL (86.0 °C)");
    assertThat(portuguese.of(changed(Signal.ZOMBIES, "", new Reading.Value(3))))
        .isEqualTo("Zumbis: de WARNING para CRITICAL (3,0)");
  }

  @Test
  void aValueThatIsUnknownSaysSo() {
    Event gone = changed(Signal.CPU, "", new Reading.Failed("broken"));

    assertThat(english.of(gone)).isEqualTo("CPU: from WARNING to CRITICAL (unavailable)");
    assertThat(portuguese.of(gone)).isEqualTo("CPU: de WARNING para CRITICAL (Indisponivel)");
  }

  @Test
  void theHostHasASentence() {
    Event host = new Event.HostStateChanged(Records.AT, State.STABLE, State.WARNING);

    assertThat(english.of(host)).isEqualTo("Host: from STABLE to WARNING");
    assertThat(portuguese.of(host)).isEqualTo("Host: de STABLE para WARNING");
  }

  @Test
  void flappingHasASentenceForItsBeginAndItsEnd() {
    Event begin = new Event.Flapping(Records.AT, new Condition(Signal.CARRIER, "eth0"), true);
    Event end = new Event.Flapping(Records.AT, new Condition(Signal.CARRIER, "eth0"), false);

    assertThat(english.of(begin)).isEqualTo("Link eth0: became critical again and again");
    assertThat(english.of(end)).isEqualTo("Link eth0: calm again");
    assertThat(portuguese.of(begin)).isEqualTo("Enlace eth0: ficou crítico repetidas vezes");
    assertThat(portuguese.of(end)).isEqualTo("Enlace eth0: estável de novo");
  }

  @Test
  void aJumpOfTheClockHasASentence() {
    Event jump = new Event.ClockJumped(Records.AT, Duration.ofMillis(-90_250));

    assertThat(english.of(jump)).isEqualTo("The clock jumped by -90.3 s");
    assertThat(portuguese.of(jump)).isEqualTo("O relógio saltou -90,3 s");
  }

  @Test
  void eachSignalHasANameInEachLanguage() {
    for (Signal signal : Signal.values()) {
      Event event = new Event.Flapping(Records.AT, new Condition(signal, ""), true);
      assertThat(english.of(event)).doesNotContain("signal.");
      assertThat(portuguese.of(event)).doesNotContain("signal.");
    }
  }

  @Test
  void whateverANameHoldsTheSentenceIsOneLine() {
    Property.forAll(random -> {
      String said =
          english.of(
              changed(
                  Signal.DISK,
                  "/" + RandomRecords.text(random),
                  new Reading.Value(RandomRecords.number(random))));
      assertThat(said.chars()).noneMatch(Character::isISOControl);
      assertThat(Escape.line(said.replace("\\", ""))).isEqualTo(said.replace("\\", ""));
    });
  }

  private static Event changed(Signal signal, String instance, Reading reading) {
    return new Event.StateChanged(
        Records.AT, new Condition(signal, instance), State.WARNING, State.CRITICAL, reading);
  }
}
