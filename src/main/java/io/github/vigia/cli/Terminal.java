package io.github.vigia.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * The world of one command: where it writes and what surrounds it. Tests give it strings.
 *
 * @param interactive whether {@code out} is a terminal, so that colours and redrawing make sense
 * @param environment variables of the process
 * @param folder working folder, that relative paths start from
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    boolean interactive,
    Map<String, String> environment,
    Path folder) {}
