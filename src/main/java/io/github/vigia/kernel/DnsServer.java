package io.github.vigia.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Asks one DNS server directly, past libc, Java and their caches: by UDP, then by TCP. */
public final class DnsServer {

  private DnsServer() {}

  /** How a server behaved when it was asked. */
  public enum Reply {
    ANSWERED,
    /** It said something, and that was an error: it is alive. */
    REFUSED,
    SILENT
  }

  /**
   * Asks for a name; the better of what UDP and TCP gave, each within {@code timeout}.
   *
   * @param server with its port, usually 53
   */
  public static Reply ask(InetSocketAddress server, String name, Duration timeout) {
    byte[] question = DnsMessage.question(identifier(), name);
    Reply byUdp = byUdp(server, question, timeout);
    return byUdp == Reply.SILENT ? byTcp(server, question, timeout) : byUdp;
  }

  /**
   * Hard to foresee where the kernel gives such numbers; the port is one of the kernel's choice.
   */
  private static int identifier() {
    return (int) (Libc.isAvailable() ? new Libc().random() : System.nanoTime()) & 0xffff;
  }

  /** The address of a server as resolv.conf names it; never looks a name up. */
  public static InetSocketAddress at(String server, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(server), port);
  }

  private static Reply byUdp(InetSocketAddress server, byte[] question, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.connect(server);
      channel.write(ByteBuffer.wrap(question));
      ByteBuffer answer = ByteBuffer.allocate(4096);
      while (await(channel, SelectionKey.OP_READ, deadline)) {
        answer.clear();
        channel.read(answer);
        if (isTo(question, answer)) {
          return judged(question, answer);
        }
      }
      return Reply.SILENT;
    } catch (IOException _) {
      // Nobody listens there, or there is no way there: both are silence.
      return Reply.SILENT;
    }
  }

  private static Reply byTcp(InetSocketAddress server, byte[] question, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (SocketChannel channel = SocketChannel.open()) {
      channel.configureBlocking(false);
      if (!channel.connect(server)
          && (!await(channel, SelectionKey.OP_CONNECT, deadline) || !channel.finishConnect())) {
        return Reply.SILENT;
      }
      channel.configureBlocking(false);
      ByteBuffer framed = ByteBuffer.allocate(question.length + 2);
      channel.write(framed.putShort((short) question.length).put(question).flip());
      ByteBuffer answer = ByteBuffer.allocate(4096);
      while (answer.position() < 2 + DnsMessage.HEADER) {
        if (!await(channel, SelectionKey.OP_READ, deadline) || channel.read(answer) < 0) {
          return Reply.SILENT;
        }
      }
      answer.flip().position(2);
      ByteBuffer message = answer.slice();
      message.position(message.limit());
      return isTo(question, message) ? judged(question, message) : Reply.SILENT;
    } catch (IOException _) {
      // As above.
      return Reply.SILENT;
    }
  }

  /** Whether the channel is ready before the deadline. A selector wants it non-blocking. */
  private static boolean await(SelectableChannel channel, int operation, long deadline)
      throws IOException {
    channel.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      channel.register(selector, operation);
      long left = (deadline - System.nanoTime()) / 1_000_000;
      return left > 0 && selector.select(left) > 0;
    }
  }

  private static boolean isTo(byte[] question, ByteBuffer answer) {
    return answer.position() >= DnsMessage.HEADER
        && answer.get(0) == question[0]
        && answer.get(1) == question[1];
  }

  private static Reply judged(byte[] question, ByteBuffer answer) {
    byte[] bytes = new byte[answer.position()];
    answer.get(0, bytes);
    return DnsMessage.answers(question, bytes, bytes.length) ? Reply.ANSWERED : Reply.REFUSED;
  }
}
