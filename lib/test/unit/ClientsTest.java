//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Rows.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import report.Study;
import result.Cell;
import result.Results;
import test.support.Rows;

/// What a run with three tables of clients says about libraries, and what about clients.
@DisplayName("Clients")
public class ClientsTest {
  private static final List<String> BACKENDS =
      List.of("virtual-threads", "kotlin-coroutines", "reactor", "asyncio", "trio", "netty");

  /// With their own clients, one library is eight times as fast as the others. With the same
  /// client, all are equal.
  private static Results run() {
    var cells = new ArrayList<Cell>();
    for (var client : Http.Client.values())
      for (var backend : BACKENDS)
        cells.add(
            cell(client, backend, client == Http.Client.OWN && backend.equals("netty") ? 8 : 1));
    return Rows.results().with(cells);
  }

  private static Cell cell(Http.Client client, String backend, double times) {
    var cell = Rows.cell(backend, 1.00e5 * times, 1.01e5 * times, 0.99e5 * times, 1e5 * times);
    return new Cell(
        "http_echo",
        backend,
        cell.runtime(),
        cell.library(),
        cell.version(),
        cell.kind(),
        cell.unit(),
        cell.parallelism(),
        null,
        Map.of("client", client.toString()),
        "ok",
        null,
        "throughput",
        cell.metrics(),
        cell.flags(),
        cell.rounds());
  }

  private static String line(String text, String begin) {
    return text.lines().filter(line -> line.startsWith(begin)).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("neighbours, which are libraries, are not compared with each other by their clients")
  void neighboursAreNotComparedByClients() {
    var head = line(Study.observations(run()), "| What comes of |");
    assertFalse(head.contains("client own"), head);
    for (var client : List.of("same", "wire"))
      assertTrue(head.contains("http_echo client " + client), head);
  }

  @Test
  @DisplayName("of several runs, each adds the clients that those before have not")
  void laterRunsAddMissingClients() {
    var first = List.of(cell(Http.Client.OWN, "netty", 1));
    var second = List.of(cell(Http.Client.OWN, "netty", 8), cell(Http.Client.SAME, "netty", 2));
    var both = Rows.results().with(first).and(Rows.results().with(second));
    assertEquals(List.of(first.getFirst(), second.getLast()), both.cells());
  }

  @Test
  @DisplayName("a verdict says whether it is about clients, libraries or sockets")
  void takeawaysNameClientsLibrariesOrSockets() {
    var said = Study.takeaways(run());
    assertTrue(
        line(said, "- **http_echo client own**")
            .contains("(clients, each library with its own): `netty` is best"),
        said);
    assertTrue(said.contains("**http_echo client same** (libraries, all with the client of"), said);
    assertTrue(said.contains("**http_echo client wire** (sockets, with HTTP written by"), said);
    var observed = Study.observations(run());
    for (var finding : List.of("own: the best client", "same: the best library"))
      assertTrue(
          observed.contains("http_echo client " + finding + " of the JVM against"), observed);
  }
}
