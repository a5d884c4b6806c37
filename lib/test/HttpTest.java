//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES Command.java
//SOURCES KillsTest.java
//SOURCES Server.java
//SOURCES WrongClients.java
//SOURCES ../Library.java

package test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backend;
import backend.Backends;
import backend.Decorated;
import backend.Http;
import bench.Echo;
import bench.Recording;
import http.EchoServer;
import http.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import result.ResultsFile;

@DisplayName("Http")
class HttpTest {
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

  /// Where nobody listens.
  static InetSocketAddress closed() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a client against the server of this test, so many times.
  private static Recording measure(Backend<Object> on, int times, int each, int bodyBytes)
      throws Exception {
    Recording record = null;
    int requests = CONNECTIONS * each;
    try (on;
        var echo = Echo.at(server.address(), on, CONNECTIONS, bodyBytes, PATIENCE)) {
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

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "{0} gets its own answer to every request on connections that are kept")
  @MethodSource("backends")
  void echoes(String backend) throws Exception {
    assertEquals(REQUESTS, measure(open(backend), 5, EACH, 100).units());
    assertEquals(REQUESTS, measure(open(backend), 1, EACH, 100_000).units());
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "{0} counts requests that are refused, each of them")
  @MethodSource("backends")
  void refused(String backend) {
    assertFails(backend, closed(), PATIENCE, "8 of 8 requests failed: 8 x ");
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "{0} counts requests that are never answered, cut, or answered with an error")
  @MethodSource("backends")
  void unanswered(String backend) throws IOException {
    try (var silent = Server.that(socket -> {})) {
      assertFails(backend, silent.address(), Duration.ofMillis(300), "8 of 8 requests failed: ");
    }
    try (var cuts = Server.that(Socket::close)) {
      assertFails(backend, cuts.address(), PATIENCE, "8 of 8 requests failed: ");
    }
    try (var errs = Server.that(Server::unavailable)) {
      assertFails(backend, errs.address(), PATIENCE, "8 of 8 requests failed: 8 x status 503");
    }
  }

  /// The counts are those of the good server, the requests go to a bad one.
  private static void assertFails(
      String backend, InetSocketAddress bad, Duration timeout, String said) {
    var aimed =
        new Decorated(open(backend)) {
          @Override
          public Http<Object> http(Http.Endpoint good) {
            return inner.http(new Http.Endpoint(bad, good.connections(), timeout));
          }
        };
    var failure = assertThrows(Echo.Wrong.class, () -> measure(aimed, 1, 1, Server.BODY));
    assertTrue(failure.getMessage().contains(said), failure.getMessage());
  }

  @ParameterizedTest(quoteTextArguments = false, name = "refuse {0}")
  @MethodSource("test.WrongClients#all")
  void refuse(WrongClients wrong) {
    var failure = assertThrows(Echo.Wrong.class, () -> measure(wrong.backend(), 1, EACH, 64));
    assertTrue(failure.getMessage().contains(wrong.said()), failure.getMessage());
  }

  @Test
  @DisplayName("an answer written by hand is read in whatever pieces it comes")
  void pieces() throws IOException {
    var wire = new Wire(closed());
    wire.request("POST /echo", new byte[0]);
    var answer = "HTTP/1.1 200 OK\r\nX: y\r\ncontent-LENGTH: 2100\r\n\r\n" + "b".repeat(2100);
    for (byte piece : answer.getBytes(StandardCharsets.ISO_8859_1)) {
      assertFalse(wire.complete());
      wire.space().put(piece);
    }
    assertTrue(wire.complete());
    assertEquals(200, wire.status());
    assertArrayEquals("b".repeat(2100).getBytes(StandardCharsets.ISO_8859_1), wire.body());
  }

  @ParameterizedTest(quoteTextArguments = false, name = "is no answer: {0}")
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n\r\n",
        "SSH-2.0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"
      })
  void noAnswer(String text) {
    var wire = new Wire(closed());
    wire.space().put(text.getBytes(StandardCharsets.ISO_8859_1));
    assertThrows(ProtocolException.class, wire::complete);
  }

  @Test
  @DisplayName("in an open loop, a stall of the server shows in every request that it delays")
  void openLoop(@TempDir Path folder) throws Exception {
    var stalls =
        Command.start(
            Map.of(), Command.line("echo-server", "--stall", "300ms", "--every", "600ms"));
    try {
      KillsTest.until("a port", () -> stalls.out().text().endsWith("\n"));
      var file = folder.resolve("open.json");
      var address = stalls.out().text().strip().replaceFirst(".* ", "");
      Command.jbang(
              "http-echo",
              "--backend=netty",
              "--connections=5",
              "--requests=100",
              "--rate=500",
              "--server=" + address,
              "--rounds=1",
              "--warmup=0s",
              "--repetitions=1",
              "--json=" + file)
          .exits(0)
          .withoutTrace();
      var metrics = ResultsFile.read(file).cells().getFirst().metrics();
      // Half of the time is a stall, and requests are due all the time.
      assertTrue(metrics.get("latency_p95").value() > 150, metrics.toString());
      assertEquals(500, metrics.get("throughput").ideal());
    } finally {
      stalls.process().destroy();
    }
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "the server ends with its parent when {0} is killed")
  @ValueSource(strings = {"the run", "the worker"})
  void ends(String killed) throws Exception {
    var mark = "-Dmark=" + System.nanoTime();
    var run =
        Command.start(
            Map.of(),
            Command.line(
                "http-echo",
                "--backend=bare",
                "--rounds=1",
                "--measure=100s",
                "--jvm-arg=" + mark));
    KillsTest.until("a server", () -> !servers(mark).isEmpty());
    var server = servers(mark).getFirst();
    if (killed.equals("the run")) run.process().destroyForcibly();
    else worker(mark).forEach(ProcessHandle::destroyForcibly);
    run.end();
    KillsTest.until("the end of the server", () -> !server.isAlive());
  }

  private static Stream<ProcessHandle> worker(String mark) {
    return Command.running("\0" + mark + "\0").stream()
        .flatMap(id -> ProcessHandle.of(id).stream())
        .filter(process -> Command.running("--worker=bare").contains(process.pid()));
  }

  private static List<ProcessHandle> servers(String mark) {
    return worker(mark).flatMap(ProcessHandle::children).toList();
  }
}
