/** Readings into states: thresholds with hysteresis, averages. No I/O, no clock, no threads. */
@NullMarked
package io.github.vigia.evaluate;

import org.jspecify.annotations.NullMarked;
