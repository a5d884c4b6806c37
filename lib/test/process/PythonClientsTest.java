//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/Mounts.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import backend.Backends;
import com.fasterxml.jackson.databind.JsonNode;
import http.EchoServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Python;
import result.Json;
import result.ResultsFile;
import test.support.Command;
import test.support.Mounts;

/// The HTTP clients of Python: what {@link ClientFaultsTest} asks of those of the JVM.
@DisplayName("Python clients")
public class PythonClientsTest {
  private static EchoServer server;

  @BeforeAll
  static void start() throws IOException {
    server = EchoServer.start(new InetSocketAddress("127.0.0.1", 0));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// The name is one of two addresses, and the server listens on one of them.
  @ParameterizedTest(name = "clients reach a server at {0}")
  @ValueSource(strings = {"[::1]", "localhost", "twice", "twice, the second"})
  void clientsReachServer(String host, @TempDir Path folder) throws Exception {
    var hosts = folder.resolve("hosts");
    Files.writeString(hosts, "127.0.0.1 localhost\n::1 twice\n127.0.0.1 twice\n");
    var file = folder.resolve("reached.json");
    boolean first = host.equals("[::1]") || host.equals("twice");
    try (var at = EchoServer.start(new InetSocketAddress(first ? "::1" : "127.0.0.1", 0))) {
      Command.build("http-echo");
      var line =
          Command.line(
              "http-echo",
              "--backend=python,bare",
              "--client=own,wire",
              "--connections=2",
              "--requests=5",
              "--rounds=1",
              "--warmup=0s",
              "--repetitions=1",
              Command.CHEAP,
              "--server=" + host.replaceFirst(",.*", "") + ":" + at.address().getPort(),
              "--json=" + file);
      Command.run(Map.of(), "", Mounts.line("mount --bind '" + hosts + "' /etc/hosts", line))
          .exits(0)
          .withoutTrace();
    }
    var cells = ResultsFile.read(file).cells();
    assertEquals(14, cells.stream().filter(cell -> cell.ok()).count(), cells.toString());
  }

  /// Runs Python's worker with one thing in place of another.
  private static final String PLANTED =
      """
      import os, runpy, sys
      sys.path.insert(0, os.path.dirname(sys.argv[1]))
      import clients, wire

      class Planted(%s):
          pass

      def throws(*_, **__):
          raise Planted("no such luck")

      for kind in clients.Aiohttp, clients.Httpx, wire.Sockets:
          kind.%s = throws
      del sys.argv[0]
      runpy.run_path(sys.argv[0], run_name="__main__")
      """;

  static Stream<Arguments> planted() {
    return Backends.on("python").stream()
        .flatMap(backend ->
            Stream.of("own", "wire")
                .flatMap(client ->
                    Stream.of("Exception post", "BaseException post", "Exception __init__")
                        .map(planted -> Arguments.of(backend.id(), client, planted))));
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "{0} with the client {1} that throws at once fails, and does not hang: {2}")
  @MethodSource("planted")
  void clientThatThrowsFails(String backend, String client, String planted) throws Exception {
    var python = Python.here(null);
    var said =
        Command.run(
            Map.of(),
            "",
            python.interpreter().toString(),
            "-E",
            "-c",
            PLANTED.formatted((Object[]) planted.split(" ")),
            python.worker().toString(),
            "--backend=" + backend,
            "--scenario=http_echo",
            "--set=client=" + client,
            "--set=server=127.0.0.1:" + server.address().getPort(),
            "--warmup=0s",
            "--repetitions=1");
    var report = Json.read(said.exits(1).out(), JsonNode.class);
    assertEquals("failed", report.path("status").asText());
    assertTrue(report.path("reason").asText().contains("Planted: no such luck"), said.out());
  }
}
