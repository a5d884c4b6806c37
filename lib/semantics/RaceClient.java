//SOURCES Observation.java
//SOURCES Programs.java
//SOURCES ../backend/Http.java
//SOURCES ../backend/Plain.java
//SOURCES ../backend/Running.java
//SOURCES ../http/RaceVerdict.java
//SOURCES ../http/ServerProcess.java
//SOURCES ../http/Wire.java
//SOURCES ../result/Json.java

package semantics;

import module java.base;

import backend.Http;
import backend.Plain;
import backend.Running;
import http.RaceVerdict;
import http.ServerProcess;
import http.Wire;
import result.Json;

/// What the patterns share: requests as operations of a library, and the verdict of the server. All
/// libraries have the same client, the JDK's, so that only the library differs.
final class RaceClient implements AutoCloseable {
  /// The pattern with a task that computes.
  private static final int COMPUTES = 10;

  /// How long a pattern may take. With the server of this project, they take up to 5 s; with that
  /// of the public suite, up to 12 s.
  private static final Duration LIMIT =
      Duration.ofSeconds(System.getProperty("race.server") == null ? 10 : 13);

  /// The pattern with 10,000 requests, which takes longer on a busy machine.
  private static final int MANY = 3;

  private static final Duration LIMIT_OF_MANY = Duration.ofSeconds(50);

  private static final Duration CLOSING = Duration.ofSeconds(1);

  /// What a loser does when its connection is gone, it does within this time.
  private static final Duration LAST_STEPS = Duration.ofMillis(20);

  /// The server of this process, in a process of its own. It ends with this one. The system
  /// property `race.server` (host:port) names another, such as the one of the public suite.
  private static final class Server {
    static final InetSocketAddress ADDRESS = address();

    private static InetSocketAddress address() {
      var other = System.getProperty("race.server");
      if (other != null) return ServerProcess.address(other);
      try {
        return ServerProcess.races().address();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Asks the server at this address (host:port) from now on.
  static void ask(String server) {
    System.setProperty("race.server", server);
  }

  /// An answer, or the reason why there is none.
  ///
  /// @param body null if there is no answer
  /// @param nanos when it came, by {@link System#nanoTime}
  record Reply(int status, String body, Throwable failure, long nanos) {
    Reply(int status, String body, Throwable failure) {
      this(status, body, failure, System.nanoTime());
    }

    boolean isGood() {
      return failure == null && status == 200;
    }
  }

  private final Plain<Object> on;
  private final InetSocketAddress server;
  private final Http<Object> http;
  private final AtomicReference<String> answer = new AtomicReference<>("none");
  private final AtomicInteger stepsAfterwards = new AtomicInteger();
  private volatile boolean over;

  RaceClient(Plain<Object> on) {
    this(on, Server.ADDRESS);
  }

  private RaceClient(Plain<Object> on, InetSocketAddress server) {
    this.on = on;
    this.server = server;
    var endpoint = new Http.Endpoint(server, 1, LIMIT_OF_MANY.multipliedBy(2));
    this.http = on.http(Http.Client.SAME, endpoint);
  }

  /// A request, and then code that sees its reply. If the code throws, the operation fails.
  Object get(String path, Reads code) {
    var reply = new AtomicReference<Reply>();
    var request =
        http.get(
            path,
            new Http.Answer() {
              @Override
              public void response(int status, byte[] body) {
                reply.set(new Reply(status, new String(body, StandardCharsets.UTF_8), null));
              }

              @Override
              public void failure(Throwable failure) {
                reply.set(new Reply(0, null, failure));
              }
            });
    return on.then(
        request,
        on.call(() -> {
          if (over) stepsAfterwards.incrementAndGet();
          code.read(reply.get());
        }));
  }

  /// Code that sees a reply.
  interface Reads {
    void read(Reply reply) throws Exception;
  }

  /// A racer: a request that wins with status 200 and fails with anything else.
  Object racer(String path) {
    return get(path, this::win);
  }

  /// Takes the body of a good reply for the answer of the pattern.
  ///
  /// @throws IOException if the reply is not good
  void win(Reply reply) throws IOException {
    if (!reply.isGood()) throw new IOException("status " + reply.status(), reply.failure());
    answer(reply.body());
  }

  /// Says what the answer of the pattern is.
  void answer(String text) {
    answer.set(text);
  }

  /// Sends a request without the library, and waits for the reply.
  Reply byHand(String path) throws IOException {
    var wire = new Wire(server);
    try (var socket = new Socket(server.getAddress(), server.getPort())) {
      socket.getOutputStream().write(wire.request("GET " + path, new byte[0]));
      do {
        var space = wire.space();
        int read = socket.getInputStream().read(space.array(), space.position(), space.remaining());
        if (read < 0) throw new EOFException("no reply to " + path);
        space.position(space.position() + read);
      } while (!wire.complete());
      return new Reply(wire.status(), new String(wire.body(), StandardCharsets.UTF_8), null);
    }
  }

  /// Runs the program of a pattern and asks the server.
  ///
  /// @param pattern its number
  Observation run(int pattern, Object program) throws Exception {
    var running = on.start(program);
    var end = end(running);
    var got = "no end";
    var limit = pattern == MANY ? LIMIT_OF_MANY : LIMIT;
    try {
      end.get(limit.toSeconds(), TimeUnit.SECONDS);
      got = answer.get();
    } catch (ExecutionException e) {
      got = Programs.name(e.getCause());
    } catch (TimeoutException e) {
      // The server says how far it came.
    }
    over = true;
    var asked =
        byHand("/verdict?n=" + pattern + "&got=" + URLEncoder.encode(got, StandardCharsets.UTF_8));
    running.cancel();
    Thread.sleep(LAST_STEPS);
    if (!asked.isGood()) return byAnswer(got);
    var verdict = Json.read(asked.body(), RaceVerdict.class);
    // A task that computes on for ever is what pattern 10 asks for.
    return got.equals("no end") && pattern != COMPUTES
        ? Observation.broken("not in time", "after " + limit.toSeconds() + " s: " + verdict.words())
        : said(verdict);
  }

  /// What another server says, which has only answers.
  private static Observation byAnswer(String got) {
    var evidence = "the answer is '" + got + "'";
    return got.equals("right")
        ? Observation.safe("passed", evidence)
        : Observation.unsafe("failed", evidence);
  }

  private Observation said(RaceVerdict verdict) {
    var evidence = new StringJoiner("; ").setEmptyValue("the server found no fault");
    if (!verdict.passed()) evidence.add(verdict.words());
    int closed = verdict.losers() - verdict.connectionsOpen();
    if (closed == 1)
      evidence.add("the loser closed after %.1f ms".formatted(verdict.closedLastMs()));
    if (closed > 1)
      evidence.add(
          "%,d losers closed after %.1f ms (median), %.1f ms (last)"
              .formatted(closed, verdict.closedMedianMs(), verdict.closedLastMs()));
    if (stepsAfterwards.get() > 0)
      evidence.add("steps that losers took after the race: " + stepsAfterwards);
    return verdict.passed()
        ? Observation.safe("passed", evidence.toString())
        : Observation.unsafe("failed", evidence.toString());
  }

  /// The end of a program, as whoever awaits it sees it.
  private static Future<Void> end(Running running) {
    var end =
        new FutureTask<Void>(() -> {
          running.await();
          return null;
        });
    Thread.ofPlatform().daemon().name("race").start(end);
    return end;
  }

  /// The client waits for requests that were never cancelled, so this has a limit.
  @Override
  public void close() {
    try {
      Thread.ofPlatform().daemon().name("close-client").start(http::close).join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
