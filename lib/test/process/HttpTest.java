//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/ClientMutants.java
//SOURCES ../support/Command.java
//SOURCES ../support/Server.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backend;
import backend.Backends;
import backend.Decorated;
import backend.Http;
import backend.Unsupported;
import http.EchoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import result.ResultsFile;
import scenario.Discarded;
import scenario.Echo;
import scenario.Recording;
import scenario.Wrong;
import test.support.ClientMutants;
import test.support.Command;
import test.support.Server;

/// Some libraries have schedulers that a close ends for the whole process.
@DisplayName("Http")
@ResourceLock(value = "clients", mode = ResourceAccessMode.READ_WRITE)
public class HttpTest {
  private static final int CONNECTIONS = 8;
  private static final int EACH = 10;
  private static final int REQUESTS = CONNECTIONS * EACH;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static EchoServer server;

  @BeforeAll
  static void start() throws IOException {
    server = EchoServer.start(loopback());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /// Runs a client against the server of this test, this many times. Only one test at a time does
  /// so, because the server counts the requests of all clients together.
  private static synchronized Recording measure(
      Backend<Object> on, Http.Client client, int times, int each, int bodyBytes) throws Exception {
    Recording record = null;
    int requests = CONNECTIONS * each;
    try (on;
        var echo = Echo.at(server.address(), on, client, CONNECTIONS, bodyBytes, PATIENCE)) {
      for (int i = 0; i < times; i++) {
        var told = record = new Recording(requests);
        echo.measure(
            told,
            requests,
            on.all(
                CONNECTIONS, c -> on.repeat(each, k -> echo.exchange(c, told.took(c * each + k)))));
      }
    }
    return record;
  }

  private static Backend<Object> open(String backend) {
    return Backends.find(backend).orElseThrow().open();
  }

  static List<String> backends() {
    return Backends.on("jvm").stream().map(Backends.Entry::id).toList();
  }

  /// Libraries that have sockets.
  private static final Set<String> WIRED =
      Set.of(
          "platform-threads",
          "virtual-threads",
          "structured",
          "jox",
          "vertx",
          "vertx-1",
          "netty",
          "bare");

  /// Each backend with each client that it has.
  static Stream<Arguments> clients() {
    return backends().stream()
        .flatMap(backend ->
            Stream.of(Http.Client.values())
                .filter(client -> client != Http.Client.WIRE || WIRED.contains(backend))
                .map(client -> Arguments.of(backend, client)));
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name =
          "{0} with the client {1} gets its own answer to every request on connections that are"
              + " kept")
  @MethodSource("clients")
  void clientGetsOwnAnswers(String backend, Http.Client client) throws Exception {
    assertEquals(REQUESTS, measure(open(backend), client, 5, EACH, 100).units());
    assertEquals(REQUESTS, measure(open(backend), client, 1, EACH, 100_000).units());
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "{0} with the client {1} counts requests that are refused, each of them")
  @MethodSource("clients")
  void refusedRequestsAreCounted(String backend, Http.Client client) {
    assertFails(backend, client, Server.closed(), PATIENCE, "8 of 8 requests failed: 8 x ");
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name =
          "{0} with the client {1} counts requests that are never answered, cut, or answered with"
              + " an error")
  @MethodSource("clients")
  void unansweredRequestsAreCounted(String backend, Http.Client client) throws IOException {
    try (var silent = Server.that(socket -> {})) {
      var soon = Duration.ofMillis(300);
      assertFails(backend, client, silent.address(), soon, "8 of 8 requests failed: ");
    }
    try (var cuts = Server.that(Socket::close)) {
      assertFails(backend, client, cuts.address(), PATIENCE, "8 of 8 requests failed: ");
    }
    var heads = new ConcurrentLinkedQueue<String>();
    try (var errs = Server.that(Server.unavailable(heads::add))) {
      assertFails(
          backend, client, errs.address(), PATIENCE, "8 of 8 requests failed: 8 x status 503");
    }
    assertEquals(CONNECTIONS, heads.size());
    for (var head : heads) assertEquals(agent(backend, client), agent(head), head);
  }

  /// The client of a backend as servers see it; empty if the client does not name itself.
  private static String agent(String backend, Http.Client client) {
    return switch (client) {
      case SAME -> "Java-http-client";
      case WIRE -> "";
      case OWN ->
          switch (backend) {
            case "platform-threads", "virtual-threads", "structured", "jox" -> "Apache-HttpClient";
            case "completable-future" -> "Java-http-client";
            case "kotlin-coroutines" -> "ktor-client";
            case "reactor" -> "ReactorNetty";
            case "rxjava", "mutiny" -> "Vert.x-WebClient";
            case "pekko", "pekko-1ms" -> "pekko-http";
            case "cats-effect" -> "http4s-ember";
            case "zio" -> "Zio-Http-Client";
            default -> "";
          };
    };
  }

  private static String agent(String head) {
    var agent = Pattern.compile("(?i)\r\nuser-agent: ([^/\r]+)").matcher(head);
    return agent.find() ? agent.group(1) : "";
  }

  @ParameterizedTest(quoteTextArguments = false, name = "{0} has no sockets, and says so")
  @MethodSource("backends")
  void backendWithoutSocketsSaysSo(String backend) {
    if (WIRED.contains(backend)) return;
    var failure =
        assertThrows(Unsupported.class, () -> measure(open(backend), Http.Client.WIRE, 1, 1, 64));
    assertTrue(failure.getMessage().startsWith("no sockets of its own"), failure.getMessage());
  }

  @Test
  @DisplayName(
      "Python has clients of its users and by hand, not the JDK's; each cell says which it has")
  void pythonClientsAreNamed(@TempDir Path folder) {
    var file = folder.resolve("python.json");
    Command.jbang(
            "http-echo",
            "--backend=python",
            "--client=own,same,wire",
            "--connections=5",
            "--requests=10",
            "--rounds=1",
            "--warmup=0s",
            "--repetitions=2",
            "--json=" + file)
        .exits(0)
        .says("http_echo (client wire, connections 5")
        .withoutTrace();
    var results = ResultsFile.read(file);
    assertEquals(
        List.of("own", "wire", "same"),
        results.variants().stream().map(one -> one.params().get("client")).toList());
    assertEquals(18, results.cells().size());
    for (var cell : results.cells()) {
      boolean same = cell.params().get("client").equals("same");
      assertEquals(same ? "unsupported" : "ok", cell.status(), cell.toString());
    }
  }

  /// The counts come from the correct server, but the requests go to a faulty one.
  private static void assertFails(
      String backend, Http.Client client, InetSocketAddress bad, Duration timeout, String said) {
    var aimed =
        new Decorated<>(open(backend)) {
          @Override
          public Http<Object> http(Http.Client kind, Http.Endpoint good) {
            return inner.http(kind, new Http.Endpoint(bad, good.connections(), timeout));
          }
        };
    var failure = assertThrows(Wrong.class, () -> measure(aimed, client, 1, 1, Server.BODY));
    assertTrue(failure.getMessage().contains(said), failure.getMessage());
  }

  @ParameterizedTest(quoteTextArguments = false, name = "refuse {0}")
  @MethodSource("test.support.ClientMutants#all")
  void clientMutantIsRejected(ClientMutants wrong) {
    var failure =
        assertThrows(Wrong.class, () -> measure(wrong.backend(), Http.Client.WIRE, 1, EACH, 64));
    assertTrue(failure.getMessage().contains(wrong.said()), failure.getMessage());
  }

  @Test
  @DisplayName(
      "a repetition that meets the known defect of the JDK's client is discarded, not failed")
  void knownDefectIsDiscarded() {
    var cause = new IOException("Data received while in pool");
    var defect = new IOException("HTTP/1.1 header parser received no bytes", cause);
    var backend =
        new Decorated<>(Backends.find("virtual-threads").orElseThrow().open()) {
          @Override
          public Http<Object> http(Http.Client client, Http.Endpoint server) {
            return Http.of((_, _, answer) -> inner.call(() -> answer.failure(defect)), () -> {});
          }
        };
    var discarded =
        assertThrows(Discarded.class, () -> measure(backend, Http.Client.WIRE, 1, EACH, 64));
    assertTrue(discarded.getMessage().contains("JDK-8357639"), discarded.getMessage());
  }
}
