package io.github.vigia.expose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpLimitsTest {

  private static ServerProcess server;

  private final List<Socket> clients = new ArrayList<>();

  @BeforeAll
  static void startWithASecondForEverything() throws IOException {
    server =
        ServerProcess.start(
            "-Dsun.net.httpserver.maxReqTime=1",
            "-Dsun.net.httpserver.maxRspTime=1",
            "-Dsun.net.httpserver.idleInterval=1",
            "-Dsun.net.httpserver.clockTick=200",
            "-Dsun.net.httpserver.timerMillis=200");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void hangUp() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }

  @Test
  void everyLimitOfTheJdkIsSetAndWhatTheOperatorSetStays() {
    String name = "sun.net.httpserver.maxReqHeaders";
    String before = System.getProperty(name);
    try {
      System.setProperty(name, "17");
      HttpLimits.apply();

      assertThat(System.getProperty(name)).isEqualTo("17");
      assertThat(System.getProperty("sun.net.httpserver.maxReqTime")).isEqualTo("10");
      assertThat(System.getProperty("sun.net.httpserver.maxRspTime")).isEqualTo("30");
      assertThat(System.getProperty("jdk.httpserver.maxConnections")).isEqualTo("512");
    } finally {
      if (before == null) {
        System.clearProperty(name);
      } else {
        System.setProperty(name, before);
      }
    }
  }

  @Test
  void whoStallsIsCutOffWhereverItIs() throws IOException {
    for (String stalled :
        List.of(
            "",
            "G",
            "GET / HTTP/1.1\r\nHost: loc",
            "GET / HTTP/1.1\r\nHost: localhost\r\n",
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nx",
            "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nx",
            "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      client(stalled);
    }

    assertThat(clients).hasSize(7).allMatch(RawHttp::isClosedByServer);
  }

  @Test
  void whoNeverReadsTheAnswerIsCutOff() throws IOException {
    Socket client = client("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    // Each silent client is a second of waiting.
    RawHttp.isClosedByServer(client(""));
    RawHttp.isClosedByServer(client(""));

    String start = new String(client.getInputStream().readNBytes(1000), UTF_8);
    Matcher length = Pattern.compile("(?i)\r\ncontent-length: ([0-9]+)\r\n").matcher(start);
    assertThat(length.find()).isTrue();
    assertThat(1000 + bytesUntilClosed(client)).isLessThan(Integer.parseInt(length.group(1)));
  }

  @Test
  void aMegabyteOfHeaderIsRefused() throws IOException {
    Socket client = RawHttp.connect(address());
    clients.add(client);
    assertThat(isTaken(client, "GET / HTTP/1.1\r\nX: " + "a".repeat(1 << 20))).isFalse();
  }

  @Test
  void aMegabyteOfRequestLineIsRefused() throws IOException {
    Socket client = RawHttp.connect(address());
    clients.add(client);
    assertThat(isTaken(client, "GET /" + "a".repeat(1 << 20) + " HTTP/1.1")).isFalse();
  }

  @Test
  void aHundredHeadersAreRefused() throws IOException {
    StringBuilder request = new StringBuilder("GET / HTTP/1.1\r\nHost: localhost");
    for (int i = 0; i < 100; i++) {
      request.append("\r\nX-").append(i).append(": 1");
    }
    Socket client = RawHttp.connect(address());
    clients.add(client);

    assertThat(isTaken(client, request.toString())).isFalse();
  }

  @Test
  void whileFiftySlowClientsHangAScrapeIsAnswered() throws IOException {
    for (int i = 0; i < 25; i++) {
      client("GET /metrics HTTP/1.1\r\nHo");
      client("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    assertThat(RawHttp.get(address(), "/health").code()).isEqualTo(200);
  }

  @Test
  void afterAThousandConnectionsAScrapeIsAnswered() throws IOException {
    for (int i = 0; i < 1000; i++) {
      client("");
    }
    for (Socket client : clients) {
      assertThat(RawHttp.isClosedByServer(client)).isTrue();
    }

    assertThat(RawHttp.get(address(), "/health").code()).isEqualTo(200);
  }

  private static InetSocketAddress address() {
    return server.address();
  }

  private Socket client(String request) throws IOException {
    Socket client = RawHttp.connect(address());
    clients.add(client);
    client.getOutputStream().write(request.getBytes(UTF_8));
    return client;
  }

  /** Whether the server takes the request to its end and answers. */
  private static boolean isTaken(Socket client, String request) {
    try {
      client.getOutputStream().write((request + "\r\n\r\n").getBytes(UTF_8));
      return client.getInputStream().read() >= 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static long bytesUntilClosed(Socket client) throws IOException {
    byte[] sink = new byte[1 << 16];
    long total = 0;
    try {
      for (int read = 0; read >= 0; read = client.getInputStream().read(sink)) {
        total += read;
      }
    } catch (SocketException _) {
      // Reset is closed too.
    }
    return total;
  }
}
