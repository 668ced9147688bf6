/** The scripts of the checkout, run against a JDK and a Maven of paper. */
@NullMarked
package io.github.vigia.launcher;

import org.jspecify.annotations.NullMarked;
