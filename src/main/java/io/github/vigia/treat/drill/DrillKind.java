package io.github.vigia.treat.drill;

import java.nio.file.Path;
import java.util.Optional;

/** The drills there are: one line each. */
public enum DrillKind {
  DISK_FULL("disk-full", false, false),
  INODES("inodes", true, false),
  DELETED_OPEN_FILE("deleted-open-file", true, false),
  ZOMBIES("zombies", true, false),
  RUNAWAY_CPU("runaway-cpu", true, false),
  MEMORY("memory", true, false),
  NETWORK("network", true, true),
  LATENCY("latency", true, true);

  private final String key;
  private final boolean needsRoot;
  private final boolean ownNetwork;

  DrillKind(String key, boolean needsRoot, boolean ownNetwork) {
    this.key = key;
    this.needsRoot = needsRoot;
    this.ownNetwork = ownNetwork;
  }

  /** As people type it: {@code disk-full}. */
  public String key() {
    return key;
  }

  public boolean needsRoot() {
    return needsRoot;
  }

  /** Whether it needs a network of its own. */
  boolean ownNetwork() {
    return ownNetwork;
  }

  public static Optional<DrillKind> of(String key) {
    for (DrillKind kind : values()) {
      if (kind.key.equals(key)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /**
   * The drill, not begun.
   *
   * @param folder its own, and empty
   * @param isolated whether this process is alone in namespaces of its own
   */
  public Drill in(Path folder, boolean isolated) {
    return switch (this) {
      case DISK_FULL -> isolated ? new DiskFull(folder) : new PlainDiskFull(folder);
      case INODES -> new Inodes(folder);
      case DELETED_OPEN_FILE -> new DeletedOpenFile(folder);
      case ZOMBIES -> new ZombieDrill(folder);
      case RUNAWAY_CPU -> new RunawayCpu(folder);
      case MEMORY -> new MemoryDrill(folder);
      case NETWORK -> new RouteLost(folder);
      case LATENCY -> new SlowQueue(folder);
    };
  }
}
