/** The host through OSHI, where there is no /proc. Nothing outside refers to OSHI's types. */
@NullMarked
package io.github.vigia.kernel.portable;

import org.jspecify.annotations.NullMarked;
