package io.github.vigia.expose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.vigia.config.Settings;
import io.github.vigia.model.Cycle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEndpointTest {

  private static final String OPENMETRICS = "Accept: application/openmetrics-text;version=1.0.0";

  private final AtomicReference<@Nullable Cycle> cycle = new AtomicReference<>(Cycles.whole());
  private final AtomicReference<Instant> now = new AtomicReference<>(Cycles.AT);
  private final Sources sources =
      new Sources(cycle::get, Cycles::rules, () -> Duration.ofSeconds(1), List::of, "0.1.0");
  private HttpEndpoint endpoint;
  private InetSocketAddress address;

  @BeforeEach
  void start() throws IOException {
    endpoint = HttpEndpoint.start(http("127.0.0.1", 0), sources, now::get);
    address = endpoint.address();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void metricsAreTextAsPrometheusInsistsOn() throws IOException {
    RawHttp.Response response = RawHttp.get(address, "/metrics");

    assertThat(response.code()).isEqualTo(200);
    assertThat(response.header("Content-Type"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.header("Content-Length"))
        .isEqualTo(Integer.toString(response.bytes().length));
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(response.header("Vary")).isEqualTo("Accept, Accept-Encoding");
    assertThat(StrictPage.parse(response.bytes(), Format.TEXT))
        .containsKeys("monitoring_cpu_percent", "process_num_fds", "vigia_host_state");
  }

  @Test
  void metricsAreOpenMetricsWhenAskedFor() throws IOException {
    RawHttp.Response response = RawHttp.get(address, "/metrics", OPENMETRICS);

    assertThat(response.header("Content-Type"))
        .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(StrictPage.parse(response.bytes(), Format.OPENMETRICS)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/health", "/"})
  void everyBodyIsCompressedForWhoAcceptsIt(String path) throws IOException {
    RawHttp.Response plain = RawHttp.get(address, path, "Accept-Encoding: gzip;q=0");
    RawHttp.Response small = RawHttp.get(address, path, "Accept-Encoding: gzip");

    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(small.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(small.header("Content-Length")).isEqualTo(Integer.toString(small.bytes().length));
    assertThat(small.bytes().length).isLessThan(plain.bytes().length);
    assertThat(GzipTest.decompress(small.bytes()).length).isGreaterThan(small.bytes().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/health", "/"})
  void headHasTheHeadersOfGetAndNoBody(String path) throws IOException {
    RawHttp.Response get = RawHttp.send(address, "GET " + path + " HTTP/1.1", OPENMETRICS);
    RawHttp.Response head = RawHttp.send(address, "HEAD " + path + " HTTP/1.1", OPENMETRICS);

    assertThat(head.code()).isEqualTo(get.code());
    assertThat(head.bytes()).isEmpty();
    assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    assertThat(Integer.parseInt(head.header("Content-Length"))).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"})
  void anyOtherMethodIsRefusedWithThoseThereAre(String method) throws IOException {
    RawHttp.Response response =
        RawHttp.send(address, method + " /metrics HTTP/1.1", "Content-Length: 0");

    assertThat(response.code()).isEqualTo(405);
    assertThat(response.header("Allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/metrics/",
        "/metrics/x",
        "/Metrics",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/metrics/../health",
        "/..%2fhealth",
        "/page/index.html",
        "//metrics",
        "/%6detrics",
        "*"
      })
  void thereIsNothingElse(String path) throws IOException {
    assertThat(RawHttp.get(address, path).code()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "GET /metrics", "GET /%zz HTTP/1.1", "GET /a b HTTP/1.1", "x y z"})
  void whatIsNoRequestIsNotAnsweredAsOne(String line) throws IOException {
    assertThat(RawHttp.send(address, line).code()).isIn(400, 404);
    assertThat(RawHttp.get(address, "/health").code()).isEqualTo(200);
  }

  @Test
  void theQueryOfAPathIsNoPartOfIt() throws IOException {
    assertThat(RawHttp.get(address, "/metrics?x=1").code()).isEqualTo(200);
  }

  @Test
  void healthIsTheStateOfTheHost() throws IOException {
    RawHttp.Response response = RawHttp.get(address, "/health");

    assertThat(response.code()).isEqualTo(200);
    assertThat(response.header("Content-Type")).isEqualTo("application/json");
    assertThat(response.body()).startsWith("{\"status\":\"critical\",\"system\":{\"timestamp\":");
  }

  @Test
  void healthIsUnavailableWhileStartingAndWhenStale() throws IOException {
    now.set(Cycles.AT.plusSeconds(31));
    RawHttp.Response stale = RawHttp.get(address, "/health");
    cycle.set(null);
    RawHttp.Response starting = RawHttp.get(address, "/health");

    assertThat(stale.code()).isEqualTo(503);
    assertThat(stale.body()).startsWith("{\"status\":\"stale\"");
    assertThat(starting.code()).isEqualTo(503);
    assertThat(starting.body()).startsWith("{\"status\":\"starting\"");
  }

  @Test
  void metricsCanBeScrapedBeforeTheFirstCycle() throws IOException {
    cycle.set(null);
    RawHttp.Response response = RawHttp.get(address, "/metrics");

    assertThat(response.code()).isEqualTo(200);
    assertThat(StrictPage.parse(response.bytes(), Format.TEXT))
        .containsEntry("vigia_host_state", 3.0);
  }

  @Test
  void thePageNamesItsLinksAndHasNoScript() throws IOException {
    RawHttp.Response response = RawHttp.get(address, "/");

    assertThat(response.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(response.body())
        .contains("Vigia 0.1.0", "href=\"/metrics\"", "href=\"/health\"")
        .doesNotContain("<script", "<style", "style=", "{{");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health", "/metrics", "/nothing"})
  void everyAnswerForbidsABrowserToEmbedOrGuess(String path) throws IOException {
    RawHttp.Response response = RawHttp.get(address, path);

    assertThat(response.header("Content-Security-Policy")).startsWith("default-src 'self'");
    assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health", "/metrics", "/nothing"})
  void anotherSitesNameForThisHostGetsNothing(String path) throws IOException {
    RawHttp.Response response = RawHttp.get(address, path, "Host: evil.example");

    assertThat(response.code()).isEqualTo(421);
    assertThat(response.body()).contains("http.allowed_hosts");
  }

  @Test
  void aScraperMayUseAnyNameWhereTheServerIsOpenToTheNetwork() throws IOException {
    try (HttpEndpoint open = HttpEndpoint.start(http("0.0.0.0", 0), sources, now::get)) {
      InetSocketAddress local =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), open.address().getPort());

      assertThat(RawHttp.get(local, "/metrics", "Host: monitoring-metrics:8000").code())
          .isEqualTo(200);
      assertThat(RawHttp.get(local, "/health", "Host: monitoring-metrics").code()).isEqualTo(200);
      assertThat(RawHttp.get(local, "/", "Host: monitoring-metrics").code()).isEqualTo(421);
      assertThat(RawHttp.get(local, "/", "Host: 192.0.2.1:8000").code()).isEqualTo(200);
    }
  }

  @Test
  void theOldProtocolNeedsNoHost() throws IOException {
    assertThat(RawHttp.exchange(address, "GET /health HTTP/1.0\r\n\r\n").code()).isEqualTo(200);
    assertThat(
            RawHttp.exchange(address, "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n").code())
        .isEqualTo(400);
  }

  @Test
  void aFailureIsAnAnswerAndTheServerGoesOn() throws IOException {
    Sources broken =
        new Sources(
            () -> {
              throw new IllegalStateException("broken");
            },
            Cycles::rules,
            () -> Duration.ofSeconds(1),
            List::of,
            "0.1.0");
    try (HttpEndpoint failing = HttpEndpoint.start(http("127.0.0.1", 0), broken)) {
      assertThat(RawHttp.get(failing.address(), "/metrics").code()).isEqualTo(500);
      assertThat(RawHttp.get(failing.address(), "/").code()).isEqualTo(200);
    }
  }

  @Test
  void manyRequestsGoThroughOneConnection() throws IOException {
    try (Socket socket = RawHttp.connect(address)) {
      for (int i = 0; i < 3; i++) {
        socket
            .getOutputStream()
            .write("HEAD /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
        byte[] answer = new byte[2000];
        int read = socket.getInputStream().read(answer);
        assertThat(new String(answer, 0, read, UTF_8)).startsWith("HTTP/1.1 200 OK\r\n");
      }
    }
  }

  @Test
  void requestsAreCountedByPathAndCode() throws IOException {
    RawHttp.get(address, "/nothing");
    RawHttp.get(address, "/nowhere");
    RawHttp.get(address, "/health");

    assertThat(StrictPage.parse(RawHttp.get(address, "/metrics").bytes(), Format.TEXT))
        .containsEntry("vigia_http_requests_total{path=other, code=404}", 2.0)
        .containsEntry("vigia_http_requests_total{path=/health, code=200}", 1.0);
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, address.getAddress())) {
      assertThatIOException()
          .isThrownBy(() -> HttpEndpoint.start(http("127.0.0.1", taken.getLocalPort()), sources))
          .withMessage(
              "cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already in use");
    }
  }

  @Test
  void anAddressThatIsNotOursIsNamed() {
    assertThatIOException()
        .isThrownBy(() -> HttpEndpoint.start(http("192.0.2.1", 8000), sources))
        .withMessageStartingWith("cannot listen on 192.0.2.1:8000: ");
    assertThatIOException()
        .isThrownBy(() -> HttpEndpoint.start(http("no such name", 8000), sources))
        .withMessageStartingWith("cannot listen on no such name: ");
  }

  @Test
  void closedItListensNoMore() throws IOException {
    HttpEndpoint other = HttpEndpoint.start(http("127.0.0.1", 0), sources);
    InetSocketAddress there = other.address();
    other.close();

    assertThatIOException().isThrownBy(() -> RawHttp.get(there, "/health"));
  }

  private static Settings.Http http(String address, int port) {
    return new Settings.Http(true, address, port, List.of());
  }
}
