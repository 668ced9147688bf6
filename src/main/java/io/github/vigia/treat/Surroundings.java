package io.github.vigia.treat;

import java.time.Duration;

/** What of the host holds treatments back, whatever they are. Asked often: answers at once. */
interface Surroundings {

  /** Why somebody else's work must not be disturbed now; empty where nobody is at work. */
  String conflict();

  /** Since the host was started. */
  Duration uptime();

  /** Whether somebody is logged in, who may be repairing the same. */
  boolean isAttended();

  /** Whether the file is there that stops all treatments. */
  boolean isKilled();
}
