package io.github.vigia.kernel.portable;

/** What one disk did since boot. */
public record PortableDisk(
    String name, long reads, long readBytes, long writes, long writtenBytes, long busyMillis) {}
