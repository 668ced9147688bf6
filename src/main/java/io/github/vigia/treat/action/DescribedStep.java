package io.github.vigia.treat.action;

import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Step;
import java.time.Duration;

/**
 * A step whose unchanging facts are one record, so that its class holds what it does and no more.
 */
abstract class DescribedStep implements Step {

  /** What a step answers before it has looked at anything; see {@link Step}. */
  record Description(
      String treatment,
      String name,
      String target,
      int danger,
      Mode mode,
      Duration window,
      Duration limit) {

    Description {
      if (target.isEmpty()) {
        throw new IllegalArgumentException(treatment + " without a target, expected one");
      }
    }
  }

  private final Description description;

  DescribedStep(Description description) {
    this.description = description;
  }

  @Override
  public final String treatment() {
    return description.treatment();
  }

  @Override
  public final String name() {
    return description.name();
  }

  @Override
  public final String target() {
    return description.target();
  }

  @Override
  public final int danger() {
    return description.danger();
  }

  @Override
  public final Mode mode() {
    return description.mode();
  }

  @Override
  public final Duration window() {
    return description.window();
  }

  @Override
  public final Duration limit() {
    return description.limit();
  }
}
