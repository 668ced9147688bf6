/** The signals read every cycle: one small class a subsystem. */
@NullMarked
package io.github.vigia.collect.vitals;

import org.jspecify.annotations.NullMarked;
