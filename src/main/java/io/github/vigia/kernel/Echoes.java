package io.github.vigia.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ICMP echo to many hosts at once, on the thread that asks: all requests are sent, then answers are
 * awaited with ppoll(2). Timed around the calls, so the way through the kernel is included.
 */
final class Echoes implements AutoCloseable {

  private static final short POLLIN = 1;

  private final Libc libc = new Libc();
  private final MemorySegment poll = libc.allocate(16);
  private final MemorySegment time = libc.allocate(16);
  private @Nullable IcmpSocket v4;
  private @Nullable IcmpSocket v6;
  private int lastSequence;

  /**
   * The socket for hosts such as {@code host}, opened at the first use.
   *
   * @throws NotPermittedException if ICMP is not ours to use
   */
  IcmpSocket socket(InetAddress host) throws IOException {
    if (host instanceof Inet6Address) {
      IcmpSocket open = v6 == null ? new IcmpSocket(true) : v6;
      v6 = open;
      return open;
    }
    IcmpSocket open = v4 == null ? new IcmpSocket(false) : v4;
    v4 = open;
    return open;
  }

  /** One round of probes. */
  private static final class Round {
    final List<InetAddress> hosts;
    final int[] sequences;
    final long[] sent;
    final @Nullable RoundTrip[] ends;
    int waiting;

    Round(List<InetAddress> hosts) {
      this.hosts = hosts;
      this.sequences = new int[hosts.size()];
      this.sent = new long[hosts.size()];
      this.ends = new RoundTrip[hosts.size()];
    }
  }

  /** Null for a host that ICMP is not permitted to ask. */
  @Nullable RoundTrip[] probe(List<InetAddress> hosts, Duration timeout) {
    Round round = new Round(hosts);
    for (int i = 0; i < hosts.size(); i++) {
      send(round, i);
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      for (long left = timeout.toNanos(); round.waiting > 0 && left > 0; ) {
        await(left);
        receive(round, v4);
        receive(round, v6);
        left = deadline - System.nanoTime();
      }
    } catch (IOException e) {
      close();
      lose(round, String.valueOf(e.getMessage()));
    }
    lose(round, null);
    return round.ends;
  }

  private void send(Round round, int index) {
    InetAddress host = round.hosts.get(index);
    try {
      IcmpSocket socket = socket(host);
      lastSequence = (lastSequence + 1) & 0xffff;
      round.sequences[index] = lastSequence;
      int result = socket.send(host, lastSequence);
      round.sent[index] = socket.sentAt();
      if (result < 0) {
        round.ends[index] = new RoundTrip.Lost(Libc.problem(result), false);
      } else {
        round.sequences[index] |= 1 << 16; // sent
        round.waiting++;
      }
    } catch (NotPermittedException _) {
      // Stays null: the caller has another way.
    } catch (IOException e) {
      round.ends[index] = new RoundTrip.Lost(String.valueOf(e.getMessage()), false);
    }
  }

  private void await(long nanos) {
    poll.set(JAVA_INT, 0, v4 == null ? -1 : v4.descriptor());
    poll.set(JAVA_SHORT, 4, POLLIN);
    poll.set(JAVA_INT, 8, v6 == null ? -1 : v6.descriptor());
    poll.set(JAVA_SHORT, 12, POLLIN);
    time.set(JAVA_LONG, 0, nanos / 1_000_000_000);
    time.set(JAVA_LONG, 8, nanos % 1_000_000_000);
    libc.call(Libc.Call.PPOLL, poll.address(), 2, time.address(), 0, 8, 0);
  }

  private static void receive(Round round, @Nullable IcmpSocket socket) throws IOException {
    if (socket == null) {
      return;
    }
    int sequence;
    while ((sequence = socket.receive()) != -2) {
      long now = socket.receivedAt();
      for (int i = 0; sequence >= 0 && i < round.ends.length; i++) {
        boolean waits = round.ends[i] == null && round.sequences[i] == (sequence | 1 << 16);
        if (waits && socket.isFrom(round.hosts.get(i).getAddress())) {
          round.ends[i] = new RoundTrip.Answered((now - round.sent[i]) / 1e6, false);
          round.waiting--;
        }
      }
    }
  }

  private static void lose(Round round, @Nullable String why) {
    for (int i = 0; i < round.ends.length; i++) {
      if (round.ends[i] == null && round.sequences[i] > 0xffff) {
        round.ends[i] = new RoundTrip.Lost(why == null ? RoundTrip.Lost.SILENCE : why, false);
      }
    }
    round.waiting = 0;
  }

  @Override
  public void close() {
    for (IcmpSocket socket : Arrays.asList(v4, v6)) {
      if (socket != null) {
        socket.close();
      }
    }
    v4 = null;
    v6 = null;
  }
}
