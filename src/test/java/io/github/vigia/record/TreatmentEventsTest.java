package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Texts;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Escalation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Outcome;
import io.github.vigia.model.Restraint;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The events of healing on a line of the journal and as sentences. */
class TreatmentEventsTest {

  private static final Instant AT = Instant.parse("2026-11-25T01:02:03Z");
  private static final Condition DISK = new Condition(Signal.DISK, "/va\nr");

  @Test
  void eachComesBackFromTheJournalAsItWas() throws MalformedRecordException {
    List<JournalRecord.Note> notes = new ArrayList<>();
    for (Event event : events()) {
      notes.add(new JournalRecord.Note(event, "text"));
    }
    JournalRecord journal =
        new JournalRecord(
            OffsetDateTime.parse("2026-11-25T01:02:03.000Z"),
            "message",
            State.CRITICAL,
            Map.of(),
            null,
            Map.of(),
            List.of(),
            notes,
            Map.of(),
            List.of());
    String line = new RecordWriter().text(journal);
    assertThat(new RecordReader().read(line).notes()).isEqualTo(notes);
  }

  @Test
  void eachIsASentenceOfOneLineInEveryLanguage() {
    for (String language : Texts.languages()) {
      Sentences sentences = new Sentences(Texts.of(language));
      for (Event event : events()) {
        assertThat(sentences.of(event))
            .as(language)
            .isNotEmpty()
            .doesNotContain("\n", "event.", "outcome.", "gate.", "restraint.", "{");
      }
    }
  }

  private static List<Event> events() {
    List<Event> events = new ArrayList<>();
    events.add(new Event.TreatmentStarted(AT, "id", DISK, "toy", "old", "/var", "1 GB"));
    for (Outcome outcome : Outcome.values()) {
      events.add(
          new Event.TreatmentEnded(
              AT, "id", DISK, "toy", "old", "/var", outcome, Duration.ofMillis(1500), "done"));
    }
    for (String gate :
        List.of(
            "MODE",
            "KILL_SWITCH",
            "STALE",
            "RECHECK",
            "SILENCED",
            "GRACE",
            "PRECONDITION",
            "CONFLICT",
            "HOLD",
            "BREAKER",
            "BUDGET",
            "SLOT",
            "APPROVAL")) {
      events.add(new Event.TreatmentHeldBack(AT, DISK, "toy", "old", gate, "why"));
    }
    events.add(
        new Event.ApprovalWanted(
            AT, "id", DISK, "toy", "old", "/var", "1 GB", AT.plus(Duration.ofMinutes(10))));
    events.add(new Event.ApprovalGiven(AT, "id", "toy", true, "ana"));
    events.add(new Event.ApprovalGiven(AT, "id", "toy", false, "ana"));
    for (Escalation escalation : Escalation.values()) {
      events.add(new Event.Escalated(AT, DISK, escalation));
    }
    for (Restraint restraint : Restraint.values()) {
      events.add(new Event.Restrained(AT, restraint, true, "why"));
      events.add(new Event.Restrained(AT, restraint, false, "why"));
    }
    events.add(new Event.Silenced(AT, "s", true, "ana", "backup"));
    events.add(new Event.Silenced(AT, "s", false, "ana", "backup"));
    return events;
  }
}
