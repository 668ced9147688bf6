package io.github.vigia.expose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Speaks to a server byte by byte, so that a test decides what it really sends. */
final class RawHttp {

  private static final int TIMEOUT_MILLIS = 5_000;

  private RawHttp() {}

  /** An answer as it came, a character a byte. */
  record Response(int code, Map<String, String> headers, String body) {

    byte[] bytes() {
      return body.getBytes(ISO_8859_1);
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  static Socket connect(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(address, TIMEOUT_MILLIS);
    return socket;
  }

  static Response get(InetSocketAddress address, String path, String... headers)
      throws IOException {
    return send(address, "GET " + path + " HTTP/1.1", headers);
  }

  /** Sends a request whose Host is localhost unless the headers have another. */
  static Response send(InetSocketAddress address, String requestLine, String... headers)
      throws IOException {
    StringBuilder request = new StringBuilder(requestLine).append("\r\n");
    boolean hasHost = false;
    for (String header : headers) {
      hasHost |= header.startsWith("Host:");
      request.append(header).append("\r\n");
    }
    if (!hasHost) {
      request.append("Host: localhost\r\n");
    }
    return exchange(address, request.append("Connection: close\r\n\r\n").toString());
  }

  static Response exchange(InetSocketAddress address, String request) throws IOException {
    try (Socket socket = connect(address)) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return parse(socket.getInputStream().readAllBytes());
    }
  }

  private static Response parse(byte[] all) {
    String text = new String(all, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    List<String> lines = text.substring(0, end).lines().toList();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    int code = Integer.parseInt(lines.getFirst().substring(9, 12));
    return new Response(code, headers, text.substring(end + 4));
  }

  /** Reads until the other side closes; true if it did so in time. */
  static boolean isClosedByServer(Socket socket) {
    try {
      InputStream in = socket.getInputStream();
      byte[] sink = new byte[8192];
      int read;
      do {
        read = in.read(sink);
      } while (read >= 0);
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      // Reset is closed too.
      return true;
    }
  }
}
