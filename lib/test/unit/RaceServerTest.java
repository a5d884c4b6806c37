//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Racer.java
//SOURCES ../support/Races.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import http.RaceServer;
import http.RaceVerdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import result.Json;
import test.support.Racer;
import test.support.Races;

/// A good client passes each pattern. A client with a planted fault is refused, by words that name
/// the fault.
@DisplayName("Race server")
public class RaceServerTest {
  private RaceServer server;
  private Races races;

  /// What a client does; it returns what it takes for the answer.
  private interface Client {
    String race(Races on) throws Exception;
  }

  @BeforeEach
  void start() throws IOException {
    server = RaceServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    races = new Races(server.address());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private RaceVerdict verdict(int pattern, String got) throws Exception {
    return Json.read(Racer.verdict(server.address(), pattern, got), RaceVerdict.class);
  }

  private static Arguments passes(int pattern, Client client) {
    return Arguments.of(pattern, client);
  }

  /// Without the third, which needs more files than a process of tests may have.
  static Stream<Arguments> good() {
    return Stream.of(
        passes(1, on -> on.race("/1", 2, 0, 0)),
        passes(2, Races::connectionError),
        passes(4, on -> on.deadline(1_000)),
        passes(5, on -> on.second("/5", 2)),
        passes(6, on -> on.second("/6", 3)),
        passes(7, on -> on.race("/7", 2, 3_000, 0)),
        passes(8, on -> on.resources(true, true, false)),
        passes(9, on -> on.letters(null)),
        passes(10, on -> on.load(0.99, 0.02)),
        passes(11, Races::nested));
  }

  @ParameterizedTest(name = "a good client passes pattern {0}")
  @MethodSource
  void good(int pattern, Client client) throws Exception {
    var got = client.race(races);
    var verdict = verdict(pattern, got);
    assertEquals("", verdict.words());
    assertTrue(verdict.passed());
    assertEquals(0, verdict.connectionsOpen() + verdict.resourcesOpen() + verdict.requestsLater());
  }

  private static Arguments refused(int pattern, String who, String words, Client client) {
    return Arguments.of(pattern, who, words, client);
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        refused(
            1,
            "does not cancel the loser",
            "1 of 1 losers were not closed",
            on -> {
              var winner = on.get("/1");
              on.get("/1");
              return winner.body();
            }),
        refused(
            1,
            "closes the loser late",
            "after the winner's answer; the limit is 500 ms",
            on -> on.race("/1", 2, 0, 700)),
        refused(
            1,
            "sends one request",
            "1 of 2 requests came",
            on -> {
              on.get("/1").close();
              return "right";
            }),
        refused(
            1,
            "sends three requests",
            "requests came after the race: 1",
            on -> {
              var got = on.race("/1", 2, 0, 0);
              on.get("/1").close();
              return got;
            }),
        refused(
            1,
            "has another answer",
            "the client's answer is 'left'",
            on -> {
              on.race("/1", 2, 0, 0);
              return "left";
            }),
        refused(
            2,
            "takes an error for the end",
            Races.EARLY,
            on -> {
              try (var first = on.get("/2");
                  var broken = on.get("/2")) {
                assertThrows(IOException.class, broken::body);
                first.giveUp();
              }
              return "IOException";
            }),
        refused(
            3,
            "sends too few",
            "20 of 10,000 requests came",
            on -> {
              for (int i = 0; i < 20; i++) on.get("/3");
              return "right";
            }),
        refused(4, "gives up too early", "its deadline is 1 s", on -> on.deadline(300)),
        refused(
            4,
            "gives up too late",
            "after its deadline; the limit is 500 ms",
            on -> on.deadline(1_800)),
        refused(
            4,
            "never gives up",
            "no request was given up at its deadline",
            on -> {
              on.get("/4");
              on.get("/4");
              return "TimeoutException";
            }),
        refused(
            5,
            "takes a status for the end",
            Races.EARLY,
            on -> {
              try (var first = on.get("/5");
                  var _ = on.get("/5")) {
                first.body();
              }
              return "wrong";
            }),
        refused(
            6,
            "does not cancel the third",
            "1 of 1 losers were not closed",
            on -> {
              on.get("/6");
              var winner = on.get("/6");
              on.get("/6");
              return winner.body();
            }),
        refused(7, "sends the second at once", "instead of 3 s", on -> on.race("/7", 2, 0, 0)),
        refused(
            7,
            "sends no second",
            "1 of 2 requests came",
            on -> {
              on.get("/7");
              return "none";
            }),
        refused(
            8,
            "leaks the resource of the winner",
            "resources that were not closed: 1",
            on -> on.resources(true, false, false)),
        refused(
            8,
            "leaks the resource of the loser",
            "resources that were not closed: 1",
            on -> on.resources(false, true, false)),
        refused(8, "closes a resource twice", "closed twice", on -> on.resources(true, true, true)),
        refused(
            9,
            "sorts the letters",
            "the client's answer is 'ghirt'",
            on -> on.letters(Comparator.naturalOrder())),
        refused(10, "computes nothing", "nothing was computed", on -> on.load(0.01, 0.01)),
        refused(
            10, "does not stop the task", "the task was not stopped", on -> on.load(0.99, 0.99)),
        refused(
            10,
            "reports nothing",
            "no load was reported",
            on -> {
              on.read("/10?mine");
              return "none";
            }),
        refused(
            11,
            "takes the inner race for the end",
            Races.EARLY,
            on -> {
              try (var first = on.get("/11");
                  var _ = on.get("/11");
                  var _ = on.get("/11")) {
                assertThrows(IOException.class, first::body);
              }
              return "IOException";
            }));
  }

  @ParameterizedTest(name = "pattern {0} refuses a client that {1}")
  @MethodSource
  void bad(int pattern, String who, String words, Client client) throws Exception {
    var verdict = verdict(pattern, client.race(races));
    int tries = Races.tries(words);
    for (int i = 1; i < tries && verdict.passed(); i++)
      verdict = verdict(pattern, client.race(races));
    assertTrue(verdict.words().contains(words), who + ": " + verdict.words());
    assertTrue(!verdict.passed());
  }

  @Test
  @DisplayName("a client that waits for ever gets an answer")
  void lonelyRequestsAreAnswered() throws Exception {
    try (var only = races.get("/1")) {
      assertEquals("no such race", only.body());
      assertEquals(500, only.status());
    }
  }

  @Test
  @DisplayName("after a verdict, the pattern begins anew")
  void verdictsBeginAnew() throws Exception {
    races.get("/1");
    assertTrue(verdict(1, "none").words().contains("1 of 2 requests came"));
    assertTrue(verdict(1, races.race("/1", 2, 0, 0)).passed());
  }
}
