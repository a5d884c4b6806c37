//SOURCES Discarded.java
//SOURCES Recording.java
//SOURCES Wrong.java
//SOURCES ../backend/Backend.java
//SOURCES ../backend/Http.java
//SOURCES ../backend/http/SocketClient.java
//SOURCES ../cli/Durations.java
//SOURCES ../http/ServerProcess.java
//SOURCES ../machine/Allowed.java
//SOURCES ../result/UserError.java

package scenario;

import module java.base;

import backend.Backend;
import backend.Http;
import backend.http.SocketClient;
import cli.Durations;
import http.ServerProcess;
import machine.Allowed;
import result.UserError;

/// Requests to an echo server, each with a body of its own, and their answers. A request counts if
/// its answer has status 200 and exactly the body that was sent. Failed requests are counted by
/// their reason. The server counts too. Its counts expose a client that sends less than it says, or
/// that opens a connection for each request.
public final class Echo implements AutoCloseable {

  /// The value of `--server` for a server that is started here and ends with this object.
  public static final String OWN = "own";

  /// The length of the shortest body that can be unique, in bytes.
  public static final int LEAST_BODY = Long.BYTES;

  /// How many connections a client may open for each connection that is in use. It may open one
  /// while another one is on its way back into a pool, or it may keep them by thread. A client that
  /// reconnects needs one for each request.
  private static final int SPARE = 2;

  /// A request that takes longer has failed.
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private record Counts(long connections, long echoes) {}

  private final Backend<Object> on;
  private final Http<Object> client;
  private final Runnable endServer;
  private final SocketClient.Connection asks;
  private final int connections;
  private final int bodyBytes;
  private final Duration timeout;
  private final long connectionsBefore;
  private final AtomicLong sent = new AtomicLong(System.nanoTime() << 16);
  private final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();
  private final LongAdder defects = new LongAdder();
  private volatile long startNanos;

  private Echo(
      Backend<Object> on,
      Http.Client kind,
      InetSocketAddress server,
      Runnable endServer,
      int connections,
      int bodyBytes,
      Duration timeout)
      throws Exception {
    this.on = on;
    this.endServer = endServer;
    this.connections = connections;
    this.bodyBytes = bodyBytes;
    this.timeout = timeout;
    asks = connect(server, timeout);
    connectionsBefore = counts().connections;
    client = on.http(kind, new Http.Endpoint(server, connections, timeout));
  }

  private static SocketClient.Connection connect(InetSocketAddress server, Duration timeout)
      throws Wrong {
    try {
      return new SocketClient.Connection(server, timeout);
    } catch (IOException e) {
      throw new Wrong(
          "no echo server at %s:%d: %s"
              .formatted(server.getHostString(), server.getPort(), e.getMessage()));
    }
  }

  /// @throws UserError if the server is neither {@link #OWN} nor `host:port`
  public static void checkServer(String server) {
    try {
      if (!server.equals(OWN)) ServerProcess.address(server);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "--server '" + server + "': type host:port, as ./jbang echo-server says it.");
    }
  }

  /// What a client and a server have open beside their connections: classes, pipes, selectors.
  private static final int OTHER_FILES = 100;

  /// @throws UserError if the system does not allow that many open files
  public static void checkFiles(int connections) {
    tooFewFiles(connections)
        .ifPresent(why -> {
          throw new UserError(why + ". Type ulimit -n with more, or give fewer --connections.");
        });
  }

  private static Optional<String> tooFewFiles(int connections) {
    long needed = connections + OTHER_FILES;
    var allowed = Allowed.files();
    return allowed.isPresent() && allowed.getAsLong() < needed
        ? Optional.of(
            "%,d connections need about %,d open files, and %,d are allowed"
                .formatted(connections, needed, allowed.getAsLong()))
        : Optional.empty();
  }

  /// Connects to a server, or starts one that ends with this object.
  ///
  /// @param client which client is used
  /// @param server `host:port`, or {@link #OWN}
  /// @param bodyBytes of each request and its answer
  public static Echo open(
      Backend<Object> on, Http.Client client, String server, int connections, int bodyBytes)
      throws Exception {
    var tooFew = tooFewFiles(connections);
    if (tooFew.isPresent()) throw new Wrong(tooFew.get());
    if (!server.equals(OWN))
      return at(ServerProcess.listening(server), on, client, connections, bodyBytes, TIMEOUT);
    var own = ServerProcess.start(List.of());
    try {
      return new Echo(on, client, own.address(), own::close, connections, bodyBytes, TIMEOUT);
    } catch (Throwable e) {
      own.close();
      throw e;
    }
  }

  /// Connects to a server.
  ///
  /// @param timeout after which a request has failed
  public static Echo at(
      InetSocketAddress server,
      Backend<Object> on,
      Http.Client client,
      int connections,
      int bodyBytes,
      Duration timeout)
      throws Exception {
    return new Echo(on, client, server, () -> {}, connections, bodyBytes, timeout);
  }

  /// Measures a program of requests, and then checks the outcome of each.
  ///
  /// @param requests that the program sends
  /// @throws Discarded if one of them was affected by the defect of the JDK's client
  /// @throws Wrong if any of them failed, or if the server's counts differ from what the client
  ///     says
  public void measure(Recording record, int requests, Object program) throws Exception {
    failures.clear();
    defects.reset();
    var before = counts();
    startNanos = System.nanoTime();
    record.clock(() -> on.start(program).await());
    long failed = failures.values().stream().mapToLong(LongAdder::sum).sum();
    if (failed > 0)
      throw new Wrong("%,d of %,d requests failed: ".formatted(failed, requests) + reasons());
    if (defects.sum() > 0)
      throw new Discarded("the JDK's client closed a connection in use (JDK-8357639)");
    var after = counts();
    long echoes = after.echoes - before.echoes;
    if (echoes != requests)
      throw new Wrong(
          "the server answered %,d requests where %,d were asked for".formatted(echoes, requests));
    long accepted = after.connections - connectionsBefore;
    if (accepted > (long) SPARE * connections)
      throw new Wrong(
          "the server accepted %,d connections where %,d are to be kept alive"
              .formatted(accepted, connections));
  }

  private String reasons() {
    return failures.entrySet().stream()
        .map(reason -> "%,d x %s".formatted(reason.getValue().sum(), reason.getKey()))
        .collect(Collectors.joining(", "));
  }

  /// When request `i` of all is to be sent, in terms of `System.nanoTime`, if that many are sent
  /// per second from the start of the program on.
  public long dueNanos(int i, int perSecond) {
    return startNanos + i * 1_000_000_000L / perSecond;
  }

  /// Sends one request. If the answer was right, reports how long it took, in nanoseconds.
  public Object exchange(int connection, LongConsumer nanos) {
    var request = new Request();
    return on.timed(
        client.post(connection, request.body, request),
        took -> {
          if (request.right) nanos.accept(took);
        });
  }

  /// Whether a failure is the known defect of the JDK's client. The code that watches the
  /// connections in the pool may close a connection that has been taken out of the pool and waits
  /// for its answer. This happens once in some 200,000 requests. One of the causes then says so.
  private static boolean isJdkDefect(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause -> "Data received while in pool".equals(cause.getMessage()));
  }

  private final class Request implements Http.Answer {
    private final byte[] body = new byte[bodyBytes];
    private boolean told;
    private boolean right;

    Request() {
      // Digits of the golden ratio, so that neighbouring bodies differ in most of their bytes.
      long id = sent.incrementAndGet() * 0x9E3779B97F4A7C15L;
      for (int i = 0; i < bodyBytes; i++) body[i] = (byte) (id >>> 8 * (i % Long.BYTES));
    }

    @Override
    public void response(int status, byte[] answer) {
      if (told) fails("answered twice");
      else if (status != 200) fails("status " + status);
      else if (!Arrays.equals(body, answer)) fails("another body than the one that was sent");
      else right = true;
      told = true;
    }

    @Override
    public void failure(Throwable failure) {
      told = true;
      var cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      if (isJdkDefect(cause)) defects.increment();
      else fails(cause.getClass().getSimpleName() + ": " + cause.getMessage() + late(cause));
    }

    /// Clients do not tell after how long they gave up.
    private String late(Throwable cause) {
      boolean late = cause.getClass().getSimpleName().contains("Timeout");
      return late ? " (after " + Durations.text(timeout) + ")" : "";
    }

    private void fails(String reason) {
      right = false;
      failures.computeIfAbsent(reason, _ -> new LongAdder()).increment();
    }
  }

  private Counts counts() throws IOException {
    int status = asks.exchange("GET /counts", new byte[0]);
    var said = new String(asks.body(), StandardCharsets.ISO_8859_1).split(" ");
    if (status != 200 || said.length != 2)
      throw new ProtocolException("no ./jbang echo-server: it answered with status " + status);
    return new Counts(Long.parseLong(said[0]), Long.parseLong(said[1]));
  }

  @Override
  public void close() {
    client.close();
    asks.close();
    endServer.run();
  }
}
