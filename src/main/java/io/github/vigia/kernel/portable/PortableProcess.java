package io.github.vigia.kernel.portable;

/**
 * One process.
 *
 * @param startedMillis wall clock; tells processes of one number apart
 * @param cpuMillis user and kernel mode
 * @param ioBytes read and written
 */
public record PortableProcess(
    int pid,
    String name,
    long startedMillis,
    long cpuMillis,
    long residentBytes,
    long ioBytes,
    int threads,
    boolean zombie) {}
