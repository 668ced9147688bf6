package io.github.vigia.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one signal is judged.
 *
 * @param lowIsBad the limits are lower bounds: a carrier that is gone
 * @param warning null where the level is off
 * @param critical null where the level is off
 * @param confirm how many of the last {@code of} samples must reach a level before it is entered
 * @param of size of that window
 * @param clearFor how long a reading must stay beyond the clear side before the level is left
 */
public record Rule(
    boolean lowIsBad,
    @Nullable Limit warning,
    @Nullable Limit critical,
    int confirm,
    int of,
    Duration clearFor) {}
