//SOURCES ../../Library.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import backend.Backend;
import backend.Backends;
import backend.Http;
import http.EchoServer;
import machine.Processor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scenario.Echo;
import scenario.Recording;

/// Some libraries have schedulers that a close ends for the whole process.
@DisplayName("Client faults")
@ResourceLock(value = "clients", mode = ResourceAccessMode.READ_WRITE)
public class ClientFaultsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Null where the machine has no IPv6.
  private static EchoServer server;

  @BeforeAll
  static void start() {
    try {
      server = EchoServer.start(new InetSocketAddress(InetAddress.getByName("::1"), 0));
    } catch (IOException e) {
      server = null;
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) server.close();
  }

  private static Backend<Object> open(String backend) {
    return Backends.find(backend).orElseThrow().open();
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "{0} with the client {1} reaches a server on IPv6")
  @MethodSource("test.process.HttpTest#clients")
  void reachesServerOnIpv6(String backend, Http.Client client) throws Exception {
    assumeTrue(server != null, "no IPv6");
    assertEquals(10, measured(backend, client));
  }

  private static int measured(String backend, Http.Client client) throws Exception {
    try (var on = open(backend);
        var echo = Echo.at(server.address(), on, client, 2, 64, PATIENCE)) {
      var record = new Recording(10, new Processor(), 1);
      record.reset();
      echo.measure(
          record, 10, on.all(2, c -> on.repeat(5, i -> echo.exchange(c, record.took(2 * i + c)))));
      return record.units();
    }
  }

  /// A body that is null makes every client throw, instead of failing its future.
  @ParameterizedTest(
      quoteTextArguments = false,
      name = "{0} with the client {1} that throws at once fails, and does not hang")
  @MethodSource("test.process.HttpTest#clients")
  void clientThatThrowsFails(String backend, Http.Client client) throws Exception {
    var nowhere =
        new Http.Endpoint(new InetSocketAddress("127.0.0.1", 9), 1, Duration.ofSeconds(5));
    var failed = new AtomicReference<Throwable>();
    var answer =
        new Http.Answer() {
          @Override
          public void response(int status, byte[] body) {}

          @Override
          public void failure(Throwable failure) {
            failed.set(failure);
          }
        };
    var outcome =
        new FutureTask<Void>(() -> {
          try (var on = open(backend)) {
            var http = on.http(client, nowhere);
            on.start(on.all(1, _ -> on.repeat(1, _ -> http.post(0, null, answer)))).await();
          }
          return null;
        });
    // On a thread of its own: a wrong adapter blocks it for ever.
    Thread.ofPlatform().daemon().start(outcome);
    try {
      outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      failed.set(e.getCause());
    }
    assertTrue(failed.get() != null, "no failure was told");
  }
}
