package io.github.vigia.expose;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Asks the running agent through its control socket. */
public final class ControlClient {

  private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;

  private final Path socket;
  private final Duration limit;

  /**
   * @param cache folder of state files that the agent was started with
   * @param limit after which an answer is given up
   */
  public ControlClient(Path cache, Duration limit) {
    this.socket = ControlSocket.path(cache);
    this.limit = limit;
  }

  /**
   * The agent's answer, one line of JSON; an object with the key {@code error} if it refused.
   *
   * @throws AgentNotRunningException if nobody listens
   * @throws AccessDeniedException if this user may not speak to the agent
   * @throws IOException if the agent did not answer in time
   */
  public String ask(String command, List<String> arguments) throws IOException {
    if (Files.notExists(socket)) {
      throw new AgentNotRunningException("no agent is running: " + socket + " does not exist");
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Deadline deadline = new Deadline(channel, limit)) {
      try {
        connect(channel);
        String line = ControlLine.encode(command, arguments);
        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        return ControlLine.read(channel, MAX_ANSWER_BYTES);
      } catch (IOException e) {
        throw deadline.isOver()
            ? new IOException("the agent gave no answer within " + limit.toMillis() + " ms", e)
            : e;
      }
    }
  }

  private void connect(SocketChannel channel) throws IOException {
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (ConnectException _) {
      throw new AgentNotRunningException("no agent is running: nobody listens at " + socket);
    } catch (SocketException e) {
      if (!Files.isWritable(socket)) {
        throw new AccessDeniedException(socket.toString(), null, "may not speak to the agent");
      }
      throw e;
    }
  }
}
