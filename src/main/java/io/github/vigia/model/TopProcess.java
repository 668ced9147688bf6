package io.github.vigia.model;

/**
 * One of the processes that use most of the host.
 *
 * @param name the kernel's {@code comm}, at most 15 bytes, control characters replaced
 * @param cpuPercent of one core, over the time between two looks; NaN at the first look
 * @param ioBytesPerSecond read and written, over the same time; NaN where it can't be known
 */
public record TopProcess(
    int pid, String name, double cpuPercent, long residentBytes, double ioBytesPerSecond) {}
