package io.github.vigia.expose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {

  private static final Duration LIMIT = Duration.ofMillis(300);

  private static final Map<String, Function<List<String>, String>> COMMANDS =
      Map.of(
          "status", arguments -> "{\"arguments\":" + arguments.size() + "}",
          "echo", arguments -> String.join("|", arguments),
          "break",
              arguments -> {
                throw new IllegalStateException("broken");
              },
          "reload",
              arguments -> {
                throw new IllegalArgumentException("line 3 is wrong");
              });

  @TempDir private Path cache;

  @Test
  void aCommandGetsItsAnswer() throws IOException {
    try (ControlSocket _ = open()) {
      assertThat(client().ask("status", List.of())).isEqualTo("{\"arguments\":0}");
      assertThat(client().ask("echo", List.of("a b", "", "c+d%e", "ü\n\"")))
          .isEqualTo("a b|c+d%e|ü");
      assertThat(client().ask("status", List.of("1", "2"))).isEqualTo("{\"arguments\":2}");
    }
  }

  @Test
  void whatCannotBeDoneIsSaid() throws IOException {
    try (ControlSocket _ = open()) {
      assertThat(client().ask("fly", List.of()))
          .isEqualTo(
              "{\"error\":\"unknown command, expected one of [break, echo, reload, status]\"}");
      assertThat(client().ask("break", List.of()))
          .isEqualTo("{\"error\":\"the command failed: java.lang.IllegalStateException: broken\"}");
      assertThat(client().ask("reload", List.of())).isEqualTo("{\"error\":\"line 3 is wrong\"}");
      assertThat(raw("status %zz\n")).contains("{\"error\":");
      assertThat(raw("\n")).contains("unknown command");
      assertThat(raw("status  x \n")).isEqualTo("{\"arguments\":1}\n");
    }
  }

  @Test
  void folderAndSocketAreTheOwnersAlone() throws IOException {
    try (ControlSocket _ = open()) {
      Path socket = ControlSocket.path(cache);
      assertThat(socket).hasToString(cache + "/run/vigia.sock");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.resolve("run"))))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aSecondAgentIsRefusedAndTheFirstGoesOn() throws IOException {
    try (ControlSocket _ = open()) {
      assertThatIOException()
          .isThrownBy(this::open)
          .withMessageContaining("another agent is running")
          .withMessageContaining(cache.toString());
      assertThat(client().ask("status", List.of())).isEqualTo("{\"arguments\":0}");
    }
  }

  @Test
  void theSocketOfADeadAgentIsReplaced() throws IOException {
    Path socket = ControlSocket.path(cache);
    Files.createDirectories(socket.getParent());
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();
    assertThatExceptionOfType(AgentNotRunningException.class)
        .isThrownBy(() -> client().ask("status", List.of()))
        .withMessageContaining("nobody listens at");

    try (ControlSocket _ = open()) {
      assertThat(client().ask("status", List.of())).isEqualTo("{\"arguments\":0}");
    }
  }

  @Test
  void aFileThatIsNoSocketIsLeftAlone() throws IOException {
    Path file = ControlSocket.path(cache);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "precious");

    assertThatIOException().isThrownBy(this::open).withMessageContaining("is not a socket");
    assertThat(file).hasContent("precious");
  }

  @Test
  void aFolderThatIsALinkIsRefused(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(cache.resolve("run"), elsewhere);

    assertThatIOException().isThrownBy(this::open).withMessageContaining("is a link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void closedItTakesItsSocketAwayAndNobodyElses() throws IOException {
    Path socket = ControlSocket.path(cache);
    open().close();
    assertThat(socket).doesNotExist();
    assertThatExceptionOfType(AgentNotRunningException.class)
        .isThrownBy(() -> client().ask("status", List.of()))
        .withMessageContaining("does not exist");

    ControlSocket control = open();
    Files.move(socket, cache.resolve("moved"));
    Files.writeString(socket, "another's");
    control.close();
    assertThat(socket).hasContent("another's");
  }

  @Test
  void aPathTooLongForASocketIsNamed() {
    Path deep = cache.resolve("d".repeat(100));

    assertThatIOException()
        .isThrownBy(() -> ControlSocket.open(deep, COMMANDS))
        .withMessageContaining("a Unix socket takes 107")
        .withMessageContaining(deep.toString());
    assertThat(deep).doesNotExist();
  }

  @Test
  void aClientThatStallsIsCutOffAndHoldsNobodyUp() throws IOException {
    try (ControlSocket _ = open();
        SocketChannel stalled = connect()) {
      stalled.write(ByteBuffer.wrap("stat".getBytes(UTF_8)));

      assertThat(client().ask("status", List.of())).isEqualTo("{\"arguments\":0}");
      assertThat(stalled.read(ByteBuffer.allocate(10))).isEqualTo(-1);
    }
  }

  @Test
  void moreClientsThanItServesAreTurnedAway() throws IOException {
    List<SocketChannel> clients = new ArrayList<>();
    try (ControlSocket _ = open()) {
      for (int i = 0; i < 40; i++) {
        clients.add(connect());
      }
      for (SocketChannel client : clients) {
        assertThat(client.read(ByteBuffer.allocate(10))).isEqualTo(-1);
      }
      assertThat(client().ask("status", List.of())).isEqualTo("{\"arguments\":0}");
    } finally {
      for (SocketChannel client : clients) {
        client.close();
      }
    }
  }

  @Test
  void aLineWithoutEndIsCutOff() throws IOException {
    try (ControlSocket _ = open()) {
      assertThatIOException().isThrownBy(() -> raw("a".repeat(100_000) + "\n"));
      assertThat(client().ask("status", List.of())).isEqualTo("{\"arguments\":0}");
    }
  }

  @Test
  void anAgentThatDoesNotAnswerIsGivenUp() throws IOException {
    Path socket = ControlSocket.path(cache);
    Files.createDirectories(socket.getParent());
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));

      assertThatIOException()
          .isThrownBy(() -> client().ask("status", List.of()))
          .withMessage("the agent gave no answer within 300 ms");
    }
  }

  private ControlSocket open() throws IOException {
    return ControlSocket.open(cache, COMMANDS, LIMIT);
  }

  private ControlClient client() {
    return new ControlClient(cache, LIMIT);
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(ControlSocket.path(cache)));
  }

  private String raw(String request) throws IOException {
    try (SocketChannel channel = connect()) {
      ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      ByteBuffer answer = ByteBuffer.allocate(4096);
      while (channel.read(answer) > 0) {
        // Until the end of it.
      }
      return new String(answer.array(), 0, answer.position(), UTF_8);
    }
  }
}
