package io.github.vigia.kernel.portable;

/** What one network interface did since boot; loopback is none. */
public record PortableInterface(
    String name, long receivedBytes, long sentBytes, long errors, long drops, boolean up) {}
