package io.github.vigia.expose;

import io.github.vigia.model.Cycle;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell at one moment.
 *
 * @param cycle the last one, null before the first
 * @param ageSeconds since that cycle, 0 without one
 * @param isFresh whether the cycle may still be told as the present; without one it may not
 */
record Scene(@Nullable Cycle cycle, double ageSeconds, boolean isFresh) {}
