/** Acts on the host. The only package that may start a process, send a signal or delete a file. */
@NullMarked
package io.github.vigia.treat;

import org.jspecify.annotations.NullMarked;
