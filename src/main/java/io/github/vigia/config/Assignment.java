package io.github.vigia.config;

/** A variable with its value and where it was set. */
record Assignment(String name, String value, Origin origin) {}
