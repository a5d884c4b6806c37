//SOURCES Computing.java
//SOURCES Observation.java
//SOURCES Probe.java
//SOURCES RaceClient.java
//SOURCES ../backend/Plain.java

package semantics;

import module java.base;

import backend.Plain;

/// Eleven patterns of racing requests, which the public suite Easy Racer made known
/// (github.com/jamesward/easyracer). The server is in a process of its own ({@link
/// http.RaceServer}) and says after each pattern what it saw the client do.
///
/// A racer is `GET /n`. It wins with status 200, and the body of the winner is the client's answer.
/// It fails with any other status, and when there is no answer. Programs of other languages do the
/// same:
///
/// - `race-two`: race of two `/1`. The loser's connection has to close.
/// - `race-error`: race of two `/2`. One connection breaks, the other racer wins 100 ms later.
/// - `race-10000`: race of 10,000 `/3`. One wins, the other connections have to close.
/// - `race-deadline`: race of two `/4`, the first under a deadline of 1 s. When its connection
///   closes, the other wins.
/// - `race-status-2`: race of two `/5`. One gets 500, the other wins 100 ms later.
/// - `race-status-3`: race of three `/6`. One gets 500, one wins 100 ms later, the third's
///   connection has to close.
/// - `race-hedge`: race of `/7` and of a sleep of 3 s that is followed by `/7`. When the second
///   comes, the first wins.
/// - `race-resources`: race of two. Each sends `/8?open`, whose body is an id, then `/8?use=id`,
///   then `/8?close=id`, whatever became of the use; also if it is cancelled during the use. Then
///   it fails if its use had no 200.
/// - `race-collect`: all of ten `/9`, none of which fails. The bodies of those with 200, joined in
///   the order in which they came, are the answer.
/// - `race-compute`: all of two. One is a race of `/10?id` (the client chooses the id) and a task
///   that computes. The other sleeps for 1 s and sends `/10?id=load`, again and again, until the
///   status is not 302; with 200, the body is the answer. The load is the processor time of the
///   process since the last report, as a share of one processor, at most 1.
/// - `race-nested`: race of two. One is a race of two `/11`, which fails as a whole. The other is a
///   sleep of 200 ms that is followed by `/11`.
///
/// At the end, `/verdict?n=1&got=right` has the client's answer, or the name of the failure, and
/// returns a {@link http.RaceVerdict} as JSON. A client that gets no answer gives up
/// after 10 s, in `race-10000` after 25 s.
final class Patterns {
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final Duration HEDGE = Duration.ofSeconds(3);
  private static final Duration LAST = Duration.ofMillis(200);
  private static final Duration REPORT = Duration.ofSeconds(1);
  private static final int MANY = 10_000;
  private static final AtomicBoolean WARM = new AtomicBoolean();

  /// After that many, the task has not been stopped.
  private static final int REPORTS = 11;

  private Patterns() {}

  /// What a pattern runs.
  private interface Program {
    Object of(Plain<Object> on, RaceClient client);
  }

  static List<Probe> all() {
    return List.of(
        race(
            1,
            "race-two",
            "Two requests race: is the loser's connection closed?",
            "the loser is closed at once: nobody waits for its answer",
            (on, client) -> on.race(2, _ -> client.racer("/1"))),
        race(
            2,
            "race-error",
            "Two requests race and one connection breaks: does the other win?",
            "the other wins: a race is for the first success",
            (on, client) -> on.race(2, _ -> client.racer("/2"))),
        race(
            3,
            "race-10000",
            "10,000 requests race: does one win, and are the others closed?",
            "the losers are closed within seconds: what they hold is needed elsewhere",
            Patterns::many),
        race(
            4,
            "race-deadline",
            "One of two racing requests has a deadline of 1 s: is it closed then?",
            "it is closed at the deadline, and the other goes on",
            (on, client) ->
                on.race(
                    2,
                    i -> i == 0 ? on.timeout(client.racer("/4"), DEADLINE) : client.racer("/4"))),
        race(
            5,
            "race-status-2",
            "One of two racing requests gets status 500: does the other win?",
            "the other wins: a racer that fails has lost",
            (on, client) -> on.race(2, _ -> client.racer("/5"))),
        race(
            6,
            "race-status-3",
            "One of three racing requests gets status 500: does another win, and is the third"
                + " closed?",
            "another wins, and the third is closed at once",
            (on, client) -> on.race(3, _ -> client.racer("/6"))),
        race(
            7,
            "race-hedge",
            "A second request starts if the first has no answer after 3 s: is it closed when the"
                + " first wins?",
            "the second starts after 3 s and is closed when the first wins",
            (on, client) ->
                on.race(
                    2,
                    i ->
                        i == 0
                            ? client.racer("/7")
                            : on.then(on.sleep(HEDGE), client.racer("/7")))),
        race(
            8,
            "race-resources",
            "Each of two racers holds a resource: is it closed when its racer fails or loses?",
            "both are closed, each once: a resource that stays open is lost",
            (on, client) -> on.race(2, _ -> resource(on, client))),
        race(
            9,
            "race-collect",
            "Ten requests run: are the answers put together in the order of their arrival?",
            "in the order of arrival, and failed requests disturb nobody",
            Patterns::collect),
        new Probe(
            "race-compute",
            "A task computes beside a request: is it stopped when the request ends?",
            "it is stopped: nobody needs its result, and it takes a processor from others",
            (on, _) -> compute(on)),
        race(
            11,
            "race-nested",
            "One side of a race is a race whose racers all fail: does the other side win?",
            "the other side wins: a race that has failed is a racer that has lost",
            (on, client) ->
                on.race(
                    2,
                    i ->
                        i == 0
                            ? on.race(2, _ -> client.racer("/11"))
                            : on.then(on.sleep(LAST), client.racer("/11")))));
  }

  private static Probe race(int n, String id, String question, String safe, Program program) {
    return new Probe(
        id,
        question,
        safe,
        (on, _) -> {
          warmUp(on);
          try (var client = new RaceClient(on)) {
            return client.run(n, program.of(on, client));
          }
        });
  }

  /// The first race of a process loads classes, which takes longer than to close a connection.
  private static void warmUp(Plain<Object> on) throws Exception {
    if (!WARM.compareAndSet(false, true)) return;
    try (var client = new RaceClient(on)) {
      client.run(1, on.race(2, _ -> client.racer("/1")));
    }
  }

  private static Object many(Plain<Object> on, RaceClient client) {
    on.needs(MANY, "racers");
    return on.race(MANY, _ -> client.racer("/3"));
  }

  private static Object resource(Plain<Object> on, RaceClient client) {
    var id = new AtomicReference<String>();
    var used = new AtomicReference<RaceClient.Reply>();
    return on.repeat(
        4,
        step ->
            switch (step) {
              case 0 -> client.get("/8?open", reply -> id.set(reply.body()));
              case 1 ->
                  on.onCancel(client.get("/8?use=" + id, used::set), () -> close(client, id.get()));
              case 2 -> client.get("/8?close=" + id, _ -> {});
              default -> on.call(() -> client.win(used.get()));
            });
  }

  /// A racer that is cancelled cannot wait for an operation any more.
  private static void close(RaceClient client, String id) {
    try {
      client.byHand("/8?close=" + id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object collect(Plain<Object> on, RaceClient client) {
    var letters = new ConcurrentSkipListMap<Long, String>();
    var requests =
        on.all(
            10,
            _ ->
                client.get(
                    "/9",
                    reply -> {
                      if (reply.isGood()) letters.put(reply.nanos(), reply.body());
                    }));
    return on.then(requests, on.call(() -> client.answer(String.join("", letters.values()))));
  }

  private static Observation compute(Plain<Object> on) throws Exception {
    var id = UUID.randomUUID().toString();
    var ended = new AtomicLong();
    var computing = new Computing();
    try (var client = new RaceClient(on)) {
      var request = client.get("/10?" + id, _ -> ended.set(System.nanoTime()));
      var task = computing.task(on);
      var beside = on.race(2, i -> i == 0 ? request : task);
      var reports = reports(on, client, computing, "/10?" + id + "=");
      var seen = client.run(10, on.all(2, i -> i == 0 ? beside : reports));
      var how = computing.end(ended.get());
      var evidence = seen.evidence().isEmpty() ? how : seen.evidence() + "; " + how;
      // On a busy machine, the load of a task that goes on may look low to the server.
      return computing.wasStopped()
          ? new Observation(seen.says(), seen.judgement(), evidence)
          : Observation.unsafe("failed", evidence);
    } finally {
      computing.end(0);
    }
  }

  /// Pauses and reports take turns. When the server has decided, the rest of them do nothing.
  private static Object reports(
      Plain<Object> on, RaceClient client, Computing computing, String path) {
    var decided = new AtomicBoolean();
    return on.repeat(
        2 * REPORTS,
        step -> {
          if (decided.get()) return on.call(() -> {});
          if (step % 2 == 0) return on.sleep(REPORT);
          return client.get(
              path + computing.load(),
              reply -> {
                decided.set(reply.status() != 302);
                if (decided.get()) client.win(reply);
              });
        });
  }
}
