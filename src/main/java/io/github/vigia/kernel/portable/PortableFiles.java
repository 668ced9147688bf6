package io.github.vigia.kernel.portable;

/**
 * File handles of the host.
 *
 * @param most 0 where the system has no limit, or does not say
 */
public record PortableFiles(long open, long most) {}
