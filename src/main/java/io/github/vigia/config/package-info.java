/** Text into validated settings, each value with the place it came from; all defaults live here. */
@NullMarked
package io.github.vigia.config;

import org.jspecify.annotations.NullMarked;
