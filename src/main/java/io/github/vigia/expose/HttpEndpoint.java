package io.github.vigia.expose;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.vigia.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The HTTP server: {@code /metrics}, {@code /health} and the page at {@code /}. */
public final class HttpEndpoint implements AutoCloseable {

  private static final Logger logger = System.getLogger(HttpEndpoint.class.getName());

  private static final int BACKLOG = 128;
  private static final int STOP_SECONDS = 1;

  /** Bodies under this would hardly get smaller. */
  private static final int LEAST_TO_COMPRESS = 256;

  /** What one write hands to the kernel; the JDK keeps buffers of this size outside of the heap. */
  private static final int SLICE = 16 * 1024;

  private final HttpServer server;
  private final ExecutorService threads;
  private final HostCheck hostCheck;
  private final CycleWatch watch;
  private final RequestCounts requests = new RequestCounts();
  private final Gzip gzip = new Gzip(1);
  private final MetricsPage metrics;
  private final byte[] page;

  private HttpEndpoint(HttpServer server, HostNames names, Sources sources, InstantSource clock)
      throws IOException {
    this.server = server;
    this.hostCheck = new HostCheck(names);
    this.watch = new CycleWatch(sources.cycle(), sources.interval(), clock, System::nanoTime);
    OwnSeries own =
        new OwnSeries(sources.rules(), sources.version(), Runtime.version().toString(), requests);
    this.metrics = new MetricsPage(new Exposition(own, new OtherSeries(sources.series())), gzip);
    this.page = readPage(sources.version());
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
  }

  /**
   * Binds and serves.
   *
   * @throws IOException if the address can't be bound; the message says which and why
   */
  public static HttpEndpoint start(Settings.Http http, Sources sources) throws IOException {
    return start(http, sources, InstantSource.system());
  }

  static HttpEndpoint start(Settings.Http http, Sources sources, InstantSource clock)
      throws IOException {
    HttpLimits.apply();
    InetAddress address = resolve(http.address());
    HttpServer server = bind(http, address);
    List<String> names = new ArrayList<>(http.allowedHosts());
    names.add(http.address());
    HttpEndpoint endpoint = new HttpEndpoint(server, new HostNames(address, names), sources, clock);
    server.createContext("/", endpoint::handle);
    server.setExecutor(endpoint.threads);
    server.start();
    return endpoint;
  }

  /** Where it listens, with the port that was found if any would do. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Lets what is being answered end, for a second at most. */
  @Override
  public void close() {
    server.stop(STOP_SECONDS);
    threads.shutdownNow();
    gzip.close();
  }

  private static InetAddress resolve(String address) throws IOException {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IOException(
          "cannot listen on " + address + ": not an address nor a name that resolves to one", e);
    }
  }

  private static HttpServer bind(Settings.Http http, InetAddress address) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(address, http.port()), BACKLOG);
    } catch (BindException e) {
      throw new IOException(
          "cannot listen on " + http.address() + ":" + http.port() + ": " + e.getMessage(), e);
    }
  }

  private static byte[] readPage(String version) throws IOException {
    try (InputStream in = HttpEndpoint.class.getResourceAsStream("/page/index.html")) {
      if (in == null) {
        throw new IOException("page/index.html is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{{version}}", version)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      Route route = Route.of(exchange.getRequestURI().getRawPath());
      Answer answer = answer(exchange, route);
      requests.add(route, answer.code());
      send(exchange, answer);
    } catch (IOException e) {
      logger.log(Level.DEBUG, "the client did not take its answer", e);
    }
  }

  private Answer answer(HttpExchange exchange, Route route) {
    try {
      Answer refusal = refusal(exchange, route);
      return refusal != null ? refusal : serve(exchange, route);
    } catch (RuntimeException e) {
      logger.log(Level.ERROR, "could not answer " + route.path(), e);
      return Answer.sentence(500, "The answer could not be made; the log says why.");
    }
  }

  private @Nullable Answer refusal(HttpExchange exchange, Route route) {
    List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    String authority = exchange.getRequestURI().getRawAuthority();
    Answer refusal = hostCheck.refusal(route, exchange.getProtocol(), hosts, authority);
    if (refusal != null) {
      return refusal;
    }
    if (route == Route.OTHER) {
      return Answer.sentence(404, "Nothing is here. There are /, /health and /metrics.");
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.sentence(405, "Only GET and HEAD are answered here.");
    }
    return null;
  }

  private Answer serve(HttpExchange exchange, Route route) {
    boolean compressed = Preferences.gzip(header(exchange, "Accept-Encoding"));
    Answer answer =
        switch (route) {
          case METRICS -> metrics(exchange, compressed);
          case HEALTH -> health();
          case PAGE, OTHER -> new Answer(200, Answer.HTML, page, false);
        };
    exchange.getResponseHeaders().set("Vary", "Accept, Accept-Encoding");
    if (!compressed || answer.isCompressed() || answer.body().length < LEAST_TO_COMPRESS) {
      return answer;
    }
    byte[] smaller = gzip.compress(answer.body(), answer.body().length);
    return new Answer(answer.code(), answer.contentType(), smaller, true);
  }

  private Answer metrics(HttpExchange exchange, boolean compressed) {
    Format format = Preferences.format(header(exchange, "Accept"));
    byte[] body = metrics.body(watch.look(), format, compressed);
    return new Answer(200, format.contentType(), body, compressed);
  }

  private Answer health() {
    Scene scene = watch.look();
    int code = scene.isFresh() ? 200 : 503;
    return new Answer(code, Answer.JSON, HealthDocument.write(scene), false);
  }

  private static String header(HttpExchange exchange, String name) {
    return String.join(",", exchange.getRequestHeaders().getOrDefault(name, List.of()));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.contentType());
    headers.set("Cache-Control", "no-store");
    headers.set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    if (answer.isCompressed()) {
      headers.set("Content-Encoding", "gzip");
    }
    byte[] body = answer.body();
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(answer.code(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.code(), body.length);
    OutputStream out = exchange.getResponseBody();
    for (int sent = 0; sent < body.length; sent += SLICE) {
      out.write(body, sent, Math.min(SLICE, body.length - sent));
    }
  }
}
