package io.github.vigia;

import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.Subsystem;
import java.util.List;
import java.util.Set;

/** What the loop tells those who treat, and hears of them. No call may block. */
interface Healing {

  /** Nothing is treated. */
  Healing NONE =
      new Healing() {
        @Override
        public void observe(Snapshot snapshot, Evaluation evaluation) {}

        @Override
        public Set<Subsystem> wanted() {
          return Set.of();
        }

        @Override
        public List<Event> news() {
          return List.of();
        }
      };

  /** One more look at the host, and what it meant. */
  void observe(Snapshot snapshot, Evaluation evaluation);

  /** What should be read every half second now. */
  Set<Subsystem> wanted();

  /** What happened since the last call. */
  List<Event> news();
}
