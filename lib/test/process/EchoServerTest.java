//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/Wait.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.http.SocketClient;
import http.Exercise;
import http.ServerProcess;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import result.ResultsFile;
import test.support.Command;
import test.support.Wait;

/// The server of `http_echo`, as workers and persons start it.
@DisplayName("Echo server")
public class EchoServerTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  @DisplayName("in an open loop, a stall of the server shows in every request that it delays")
  void openLoopShowsStall(@TempDir Path folder) throws Exception {
    var stalls =
        Command.start(
            Map.of(), Command.line("echo-server", "--stall", "300ms", "--every", "600ms"));
    try {
      var address = address(stalls);
      var file = folder.resolve("open.json");
      Command.jbang(
              "http-echo",
              "--backend=netty",
              "--connections=5",
              "--requests=100",
              "--rate=500",
              "--server=" + address.getHostString() + ":" + address.getPort(),
              "--rounds=1",
              "--warmup=0s",
              "--repetitions=1",
              Command.CHEAP,
              "--json=" + file)
          .exits(0)
          .withoutTrace();
      var metrics = ResultsFile.read(file).cells().getFirst().metrics();
      // The server stalls half of the time, and requests are due all the time.
      assertTrue(metrics.get("latency_p95").value() > 150, metrics.toString());
      assertEquals(500, metrics.get("throughput").ideal());
    } finally {
      stalls.process().destroy();
    }
  }

  @Test
  @DisplayName(
      "a server has answered so many requests before a client is told of it, and is at rest")
  void serverIsWarmBeforeClients() throws Exception {
    var started = Command.start(Map.of(), Command.line("echo-server"));
    try (var asks = new SocketClient.Connection(address(started), PATIENCE)) {
      assertEquals(200, asks.exchange("GET /counts", new byte[0]));
      var counts = new String(asks.body(), StandardCharsets.ISO_8859_1).split(" ");
      long echoes = Long.parseLong(counts[1]);
      assertTrue(echoes >= Exercise.LEAST_REQUESTS, echoes + " requests");
    } finally {
      started.process().destroy();
    }
  }

  /// The address that a server prints when it listens.
  private static InetSocketAddress address(Command.Started server) throws Exception {
    Wait.until("a port", () -> server.out().text().endsWith("\n"));
    return ServerProcess.address(server.out().text().strip().replaceFirst(".* ", ""));
  }

  @Test
  @DisplayName("all workers of a run have the same server, which ends with the run")
  void serverIsSharedAndEnds() throws Exception {
    var mark = "-Dmark=" + System.nanoTime();
    var run =
        Command.start(
            Map.of(),
            Command.line(
                "http-echo",
                "--backend=bare",
                "--client=wire",
                "--rounds=2",
                "--warmup=0s",
                "--measure=3s",
                "--jvm-arg=" + mark));
    var seen = new HashSet<Long>();
    var workers = new HashSet<Long>();
    Wait.until(
        "a second worker",
        () -> {
          servers(run).forEach(server -> seen.add(server.pid()));
          workers.addAll(Command.running("\0" + mark + "\0"));
          return workers.size() == 2;
        });
    assertEquals(1, seen.size());
    run.process().destroyForcibly();
    run.end();
    Wait.until("the end of the server", () -> servers().noneMatch(seen::contains));
  }

  private static Stream<ProcessHandle> servers(Command.Started run) {
    return run.process().descendants().filter(child -> servers().anyMatch(id -> id == child.pid()));
  }

  private static Stream<Long> servers() {
    return Command.running("\0echo_server\0--with-parent").stream();
  }
}
