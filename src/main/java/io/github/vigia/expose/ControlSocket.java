package io.github.vigia.expose;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * The Unix socket through which commands reach the running agent: one line, one line of JSON as the
 * answer, closed. Its folder and file are the owner's alone, which is all the authentication there
 * is.
 */
public final class ControlSocket implements AutoCloseable {

  private static final Logger logger = System.getLogger(ControlSocket.class.getName());

  private static final int MAX_LINE_BYTES = 4096;
  private static final int MAX_CONNECTIONS = 16;
  private static final Duration CLIENT_LIMIT = Duration.ofSeconds(5);

  private final RunFolder folder;
  private final ServerSocketChannel server;
  private final Map<String, Function<List<String>, String>> commands;
  private final Duration clientLimit;
  private final Semaphore connections = new Semaphore(MAX_CONNECTIONS);

  private ControlSocket(
      RunFolder folder,
      ServerSocketChannel server,
      Map<String, Function<List<String>, String>> commands,
      Duration clientLimit) {
    this.folder = folder;
    this.server = server;
    this.commands = Map.copyOf(commands);
    this.clientLimit = clientLimit;
  }

  /** Where the agent with this folder of state files listens. */
  public static Path path(Path cache) {
    return cache.resolve("run").resolve("vigia.sock");
  }

  /**
   * Listens at {@link #path}. What a dead agent left there is replaced.
   *
   * @param commands what can be asked for; each gets the arguments and gives one line of JSON
   * @throws IOException if another agent is running, or the socket can't be made; the message says
   *     which
   */
  public static ControlSocket open(Path cache, Map<String, Function<List<String>, String>> commands)
      throws IOException {
    return open(cache, commands, CLIENT_LIMIT);
  }

  static ControlSocket open(
      Path cache, Map<String, Function<List<String>, String>> commands, Duration clientLimit)
      throws IOException {
    RunFolder folder = RunFolder.claim(path(cache));
    try {
      ServerSocketChannel server = bind(folder);
      ControlSocket control = new ControlSocket(folder, server, commands, clientLimit);
      Thread.ofVirtual().name("control").start(control::acceptAll);
      return control;
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  /** Stops listening and takes the socket file away, if it is still its own. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      logger.log(Level.WARNING, "closing the control socket failed", e);
    }
    folder.close();
  }

  private static ServerSocketChannel bind(RunFolder folder) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(folder.socket()));
      folder.own();
      return server;
    } catch (IOException e) {
      server.close();
      throw new IOException("cannot listen at " + folder.socket() + ": " + e.getMessage(), e);
    }
  }

  private void acceptAll() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        if (connections.tryAcquire()) {
          Thread.ofVirtual().name("control-client").start(() -> serve(client));
        } else {
          client.close();
        }
      } catch (ClosedChannelException _) {
        // Closed by close().
        return;
      } catch (IOException e) {
        logger.log(Level.ERROR, "the control socket is out of order", e);
        return;
      }
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      String answer = answer(request(client));
      try (Deadline _ = new Deadline(client, clientLimit)) {
        ByteBuffer bytes = ByteBuffer.wrap((answer + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          client.write(bytes);
        }
      }
    } catch (IOException e) {
      logger.log(Level.DEBUG, "a client of the control socket went away", e);
    } finally {
      connections.release();
    }
  }

  private String request(SocketChannel client) throws IOException {
    try (Deadline _ = new Deadline(client, clientLimit)) {
      return ControlLine.read(client, MAX_LINE_BYTES);
    }
  }

  private String answer(String line) {
    try {
      List<String> words = ControlLine.decode(line);
      Function<List<String>, String> command =
          words.isEmpty() ? null : commands.get(words.getFirst());
      return command == null
          ? error("unknown command, expected one of " + new TreeSet<>(commands.keySet()))
          : command.apply(words.subList(1, words.size()));
    } catch (CommandRefusedException e) {
      return new ErrorReport(String.valueOf(e.getMessage()), e.kind().key()).toJson();
    } catch (IllegalArgumentException e) {
      return error(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      logger.log(Level.ERROR, "a command of the control socket failed", e);
      return error("the command failed: " + e);
    }
  }

  private static String error(String message) {
    return new JsonText().beginObject().name("error").string(message).endObject().toString();
  }
}
