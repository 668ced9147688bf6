/** The host: where /proc, /sys and / are, open files re-read in place, byte parsers, libc. */
@NullMarked
package io.github.vigia.kernel;

import org.jspecify.annotations.NullMarked;
