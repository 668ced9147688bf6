/**
 * What is kept: journal, human log, the program's own log, rotation, state files, and reading it
 * all back.
 */
@NullMarked
package io.github.vigia.record;

import org.jspecify.annotations.NullMarked;
