/** The treatments: one class each, and the small things that several of them need. */
@NullMarked
package io.github.vigia.treat.action;

import org.jspecify.annotations.NullMarked;
