package io.github.vigia.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of hosts, without waiting: an address is itself, a name is looked up by a thread of its
 * own, at most one at a time, and its last known address serves meanwhile.
 */
public final class NameLookup {

  /** Asks the system; may block for as long as its resolver likes. */
  @FunctionalInterface
  public interface Resolver {
    InetAddress resolve(String name) throws UnknownHostException;
  }

  private static final long KNOWN_FOR = Duration.ofMinutes(5).toNanos();
  private static final long UNKNOWN_FOR = Duration.ofSeconds(10).toNanos();

  private final Resolver resolver;
  private final Map<String, Entry> entries = new HashMap<>();

  /** What is known of one name; written by its thread. */
  private static final class Entry {
    volatile @Nullable InetAddress address;
    volatile boolean failed;
    volatile boolean asking;
    volatile boolean asked;
    long askedAt;
  }

  public NameLookup(Resolver resolver) {
    this.resolver = resolver;
  }

  /** The last known address; null while there is none. */
  public @Nullable InetAddress address(String host, long nanos) {
    InetAddress literal = literal(host);
    if (literal != null) {
      return literal;
    }
    Entry entry = entries.computeIfAbsent(host, _ -> new Entry());
    long validFor = entry.failed ? UNKNOWN_FOR : KNOWN_FOR;
    if (!entry.asking && (!entry.asked || nanos - entry.askedAt > validFor)) {
      entry.asking = true;
      entry.asked = true;
      entry.askedAt = nanos;
      Thread.ofPlatform().daemon().name("lookup " + host).start(() -> ask(host, entry));
    }
    return entry.address;
  }

  private void ask(String host, Entry entry) {
    try {
      entry.address = resolver.resolve(host);
      entry.failed = false;
    } catch (UnknownHostException _) {
      // Said by whoever misses the address; an older one is better than none.
      entry.failed = true;
    } finally {
      entry.asking = false;
    }
  }

  private static @Nullable InetAddress literal(String host) {
    boolean mayBe =
        !host.isEmpty()
            && (host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1)));
    try {
      return mayBe ? InetAddress.ofLiteral(host) : null;
    } catch (IllegalArgumentException _) {
      // A name such as "web1".
      return null;
    }
  }
}
