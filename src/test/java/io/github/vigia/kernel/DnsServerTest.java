package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DnsServerTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @Test
  void aServerThatAnswersByTcpOnlyIsAlive() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.11"))) {
      Thread.ofPlatform().daemon().start(() -> serve(server));
      InetSocketAddress address = DnsServer.at("127.0.0.11", server.getLocalPort());

      assertThat(DnsServer.ask(address, "a.example", TIMEOUT)).isEqualTo(DnsServer.Reply.ANSWERED);
    }
  }

  private static void serve(ServerSocket server) {
    try (Socket socket = server.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] question = in.readNBytes(in.readUnsignedShort());
      question[2] = (byte) 0x81;
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(question.length);
      out.write(question);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whereNobodyListensThereIsSilence() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.12"))) {
      port = free.getLocalPort();
    }

    assertThat(DnsServer.ask(DnsServer.at("127.0.0.12", port), "a.example", TIMEOUT))
        .isEqualTo(DnsServer.Reply.SILENT);
  }
}
