package io.github.vigia.kernel.portable;

/**
 * One local filesystem, in bytes.
 *
 * @param usable what a user without privileges can still write
 * @param inodes 0 where there is no fixed number of them
 */
public record PortableVolume(
    String mountPoint,
    long total,
    long free,
    long usable,
    long inodes,
    long inodesFree,
    boolean readonly) {}
