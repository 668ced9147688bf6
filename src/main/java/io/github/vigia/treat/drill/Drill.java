package io.github.vigia.treat.drill;

import io.github.vigia.config.CustomTreatment;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Condition;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Treatment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One fault, made on purpose in a place of its own, with the treatment that heals it. Nothing of it
 * is outside of its folder and its namespaces, so that all of it is gone when its processes are.
 */
public interface Drill extends AutoCloseable {

  /**
   * Makes the place; all is well in it.
   *
   * @return one sentence: what was made
   * @throws IOException if this host does not let it
   */
  String stage() throws IOException;

  /** Time from {@link #stage} to the fault, in which the place becomes known, or old. */
  default Duration calm() {
    return Duration.ofSeconds(3);
  }

  /**
   * Makes the fault.
   *
   * @return one sentence: what is wrong now
   */
  String inject() throws IOException;

  /** What becomes critical by it. */
  Condition condition();

  /** Settings of the agent that is to heal it, by their keys. */
  Map<String, String> settings();

  /** The host as that agent sees it. */
  Roots roots();

  /** How that agent asks filesystems how full they are. */
  default Statfs statfs() {
    return Statfs.ofThisMachine();
  }

  /** What that agent may do, and nothing else. */
  List<Treatment> treatments(Programs programs);

  /** Treatments of that agent that are programs of their own. */
  default List<CustomTreatment> custom() {
    return List.of();
  }

  /** Ends what it started and removes what its namespaces don't. */
  @Override
  void close();
}
