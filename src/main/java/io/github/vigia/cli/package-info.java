/** The command line: one class a subcommand. */
@NullMarked
package io.github.vigia.cli;

import org.jspecify.annotations.NullMarked;
