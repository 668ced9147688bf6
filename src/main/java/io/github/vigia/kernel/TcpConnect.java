package io.github.vigia.kernel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The time that a TCP handshake takes, for many hosts at once on the thread that asks. A refusal is
 * an answer too: the host sent it. An estimate of the round trip, and said to be one.
 */
final class TcpConnect {

  private final int port;

  TcpConnect(int port) {
    this.port = port;
  }

  List<RoundTrip> probe(List<InetAddress> hosts, Duration timeout) {
    RoundTrip silent = new RoundTrip.Lost(RoundTrip.Lost.SILENCE + " on TCP port " + port, true);
    List<RoundTrip> ends = new ArrayList<>(Collections.nCopies(hosts.size(), silent));
    try (Selector selector = Selector.open()) {
      try {
        int waiting = 0;
        for (int i = 0; i < hosts.size(); i++) {
          waiting += start(selector, hosts.get(i), ends, i);
        }
        await(selector, waiting, timeout, ends);
      } finally {
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
      }
    } catch (IOException e) {
      Collections.replaceAll(ends, silent, new RoundTrip.Lost("TCP: " + e.getMessage(), true));
    }
    return ends;
  }

  /** One handshake that was begun. */
  private record Handshake(int index, long begun) {}

  private int start(Selector selector, InetAddress host, List<RoundTrip> ends, int index)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    long begun = System.nanoTime();
    try {
      if (channel.connect(new InetSocketAddress(host, port))) {
        ends.set(index, answered(begun));
        channel.close();
        return 0;
      }
    } catch (IOException e) {
      ends.set(index, failed(e, begun));
      channel.close();
      return 0;
    }
    channel.register(selector, SelectionKey.OP_CONNECT, new Handshake(index, begun));
    return 1;
  }

  private static void await(
      Selector selector, int handshakes, Duration timeout, List<RoundTrip> ends)
      throws IOException {
    int waiting = handshakes;
    long deadline = System.nanoTime() + timeout.toNanos();
    for (long left = timeout.toMillis(); waiting > 0 && left > 0; ) {
      selector.select(left);
      for (SelectionKey key : selector.selectedKeys()) {
        Handshake handshake = (Handshake) key.attachment();
        ends.set(handshake.index(), finish((SocketChannel) key.channel(), handshake.begun()));
        key.cancel();
        key.channel().close();
        waiting--;
      }
      selector.selectedKeys().clear();
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }

  private static RoundTrip finish(SocketChannel channel, long begun) {
    try {
      channel.finishConnect();
      return answered(begun);
    } catch (IOException e) {
      return failed(e, begun);
    }
  }

  /** Java tells a refusal by its class; what never came back has others. */
  private static RoundTrip failed(IOException e, long begun) {
    return e instanceof ConnectException
        ? answered(begun)
        : new RoundTrip.Lost("TCP: " + e.getMessage(), true);
  }

  private static RoundTrip answered(long begun) {
    return new RoundTrip.Answered((System.nanoTime() - begun) / 1e6, true);
  }
}
