//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import result.Results;
import result.ResultsFile;
import test.support.Command;

/// `channel` as a person runs it.
@DisplayName("Channel")
public class ChannelTest {
  private static final String MAILBOX =
      "a mailbox never makes a sender wait; a queue of its streams does, and is to go in Pekko 2";

  private static final Map<String, String> LACKS =
      Map.ofEntries(
          Map.entry("bare", "no channel between tasks"),
          Map.entry("netty", "no channel between tasks"),
          Map.entry(
              "completable-future", "no channel; the queues of the JDK block a thread of the pool"),
          Map.entry(
              "mutiny",
              "no send that waits; a full processor fails its subscriber, and tells the sender"
                  + " nothing"),
          Map.entry("pekko", MAILBOX),
          Map.entry("pekko-1ms", MAILBOX),
          Map.entry("reactor", "a sink has a subscriber of all messages, no receivers of one"),
          Map.entry(
              "rxjava",
              "no send that waits; a processor grows, or is bounded and for one sender at a time"),
          Map.entry("vertx", "no send that waits; the event bus drops what is too much"),
          Map.entry("vertx-1", "no send that waits; the event bus drops what is too much"));

  @TempDir Path folder;

  private Results measure(String... more) {
    var file = folder.resolve("channel.json");
    var args = new ArrayList<>(List.of("channel", "--rounds=1", "--warmup=0s", "--json=" + file));
    args.addAll(List.of("--repetitions=1", "--tasks=20", Command.CHEAP));
    args.addAll(List.of(more));
    Command.jbang(args.toArray(String[]::new)).exits(0).withoutTrace();
    return ResultsFile.read(file);
  }

  @Test
  @DisplayName(
      "each backend hands all messages over, or says why it has no channel that is bounded")
  void eachBackendHandsMessagesOver() {
    var results = measure("--backend=all", "--messages=400");
    assertEquals(23, results.cells().size());
    for (var cell : results.cells()) {
      assertEquals(LACKS.get(cell.backend()), cell.ok() ? null : cell.reason(), cell.toString());
      assertEquals(cell.ok() ? "ok" : "unsupported", cell.status());
      if (cell.ok()) assertEquals(400, cell.rounds().getFirst().ops(), cell.backend());
    }
  }

  @Test
  @DisplayName("each shape counts the same messages, with room in the channel and without")
  void eachShapeCountsMessages() {
    var results =
        measure(
            "--backend=kotlin-coroutines,trio",
            "--messages=800",
            "--shape=pair,chain,pairs,many",
            "--capacity=0,3");
    assertEquals(16, results.cells().size());
    for (var cell : results.cells()) {
      assertTrue(cell.ok(), cell.toString());
      assertEquals(800, cell.rounds().getFirst().ops(), cell.toString());
      assertTrue(cell.metrics().get("ns_per_message").value() > 0, cell.toString());
    }
  }

  @Test
  @DisplayName("a queue that takes 0 for no bound has no rendezvous")
  void queueWithoutBoundIsNoRendezvous() {
    var cells = measure("--backend=zio,asyncio", "--messages=100", "--capacity=0").cells();
    assertEquals(
        List.of(
            "no queue without room for a message", "a queue for 0 messages is one without a bound"),
        cells.stream().map(cell -> cell.reason()).toList());
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "a channel of {1} that {0} posts no number: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          drops-message | virtual-threads,asyncio | received message 31 after message 29
          doubles-message | cats-effect,trio | received message 30 after message 30
          swaps-messages | zio,anyio-asyncio | received message 31 after message 29
          unbounded-channel | kotlin-coroutines,structured,asyncio | a channel for 16 messages had taken
          """)
  void wrongChannelPostsNoNumber(String mutant, String backends, String seen) {
    Command.jbang(
            "channel",
            "--mutant=" + mutant,
            "--backend=" + backends,
            "--rounds=1",
            "--repetitions=1",
            "--warmup=0s",
            "--messages=1000",
            Command.CHEAP)
        .refuses(backends, seen);
  }

  @Test
  @DisplayName("messages that cannot be shared are wrong usage")
  void messagesAreShared() {
    Command.jbang("channel", "--shape=many", "--messages=1001")
        .exits(2)
        .says("--messages 1001 cannot be shared by 8: use a multiple of it.")
        .withoutTrace();
  }
}
