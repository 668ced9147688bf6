package io.github.vigia.cli;

import io.github.vigia.model.State;

/** What a command ends with: 0 to 3 as Nagios plugins do, the rest as {@code sysexits.h} says. */
public final class ExitCode {

  public static final int OK = 0;
  public static final int USAGE = 64;
  public static final int BAD_DATA = 65;
  public static final int AGENT_NOT_RUNNING = 69;
  public static final int INTERNAL = 70;
  public static final int HELD_BACK = 75;
  public static final int NO_PERMISSION = 77;
  public static final int BAD_CONFIGURATION = 78;

  private ExitCode() {}

  /** 0 stable, 1 warning, 2 critical, 3 unknown. */
  public static int of(State state) {
    return state.code();
  }
}
