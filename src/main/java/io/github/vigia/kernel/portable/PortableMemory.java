package io.github.vigia.kernel.portable;

/** Memory in bytes. */
public record PortableMemory(long total, long available, long swapTotal, long swapUsed) {}
