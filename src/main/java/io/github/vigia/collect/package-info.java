/** What a collector is, and what it writes its readings into. */
@NullMarked
package io.github.vigia.collect;

import org.jspecify.annotations.NullMarked;
