/** Faults made on purpose, each in a place of its own, to see them healed: one class a drill. */
@NullMarked
package io.github.vigia.treat.drill;

import org.jspecify.annotations.NullMarked;
