/**
 * What others read: the HTTP server, the exposition text, the control socket. Never touches the
 * host.
 */
@NullMarked
package io.github.vigia.expose;

import org.jspecify.annotations.NullMarked;
