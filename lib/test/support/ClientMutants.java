//SOURCES Server.java
//SOURCES ../../Library.java

package test.support;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.Backends;
import backend.Decorated;
import backend.Http;

/// Mutants of an HTTP client: each is the correct client on blocking sockets with one thing
/// changed.
///
/// @param name what the mutant does wrong
/// @param said the message with which the mutant must be rejected
/// @param spoil makes the mutant from the backend and the server
public record ClientMutants(
    String name, String said, BiFunction<Backend<Object>, Http.Endpoint, Http<Object>> spoil) {

  @Override
  public String toString() {
    return "a client that " + name;
  }

  /// The backend with this client.
  public Backend<Object> backend() {
    return new Decorated<>(Backends.find("virtual-threads").orElseThrow().open()) {
      @Override
      public Http<Object> http(Http.Client client, Http.Endpoint server) {
        return spoil.apply(inner, server);
      }
    };
  }

  /// All mutants. Each one sends 80 requests on 8 connections.
  public static Stream<ClientMutants> all() {
    return Stream.of(
        of(
            "drops a request",
            "the server answered 79 requests where 80 were asked for",
            ClientMutants::drops),
        of(
            "does not read the body",
            "80 of 80 requests failed: 80 x another body than the one that was sent",
            answering((answer, status, _) -> answer.response(status, new byte[0]))),
        of(
            "tells each answer twice",
            "80 x answered twice",
            answering((answer, status, body) -> {
              answer.response(status, body);
              answer.response(status, body);
            })),
        of(
            "answers from a cache",
            "79 of 80 requests failed: 79 x another body than the one that was sent",
            ClientMutants::cached),
        of(
            "answers by itself",
            "the server answered 0 requests where 80 were asked for",
            (on, _) ->
                Http.of((_, body, answer) -> on.call(() -> answer.response(200, body)), () -> {})),
        of(
            "sends each request twice",
            "the server answered 160 requests where 80",
            ClientMutants::twice),
        of(
            "reconnects for each request",
            "the server accepted 80 connections where 8 are to be kept alive",
            ClientMutants::reconnects),
        of(
            "says nothing of an error",
            "the server answered 0 requests where 80 were asked for",
            swallowing((_, _) -> {})),
        of(
            "calls an error an answer",
            "the server answered 0 requests where 80 were asked for",
            swallowing((answer, body) -> answer.response(200, body))));
  }

  private static ClientMutants of(
      String name, String said, BiFunction<Backend<Object>, Http.Endpoint, Http<Object>> spoil) {
    return new ClientMutants(name, said, spoil);
  }

  private interface Told {
    void with(Http.Answer answer, int status, byte[] body);
  }

  /// Reports a correct answer in a wrong way.
  private static BiFunction<Backend<Object>, Http.Endpoint, Http<Object>> answering(Told told) {
    return (on, server) -> {
      var good = on.http(Http.Client.WIRE, server);
      return Http.of(
          (connection, sent, answer) ->
              good.post(
                  connection,
                  sent,
                  answer((status, body) -> told.with(answer, status, body), answer::failure)),
          good::close);
    };
  }

  private static Http.Answer answer(
      BiConsumer<Integer, byte[]> response, Consumer<Throwable> failure) {
    return new Http.Answer() {
      @Override
      public void response(int status, byte[] body) {
        response.accept(status, body);
      }

      @Override
      public void failure(Throwable thrown) {
        failure.accept(thrown);
      }
    };
  }

  /// Sends its requests to an address where nobody listens, and handles the failure in a wrong way.
  private static BiFunction<Backend<Object>, Http.Endpoint, Http<Object>> swallowing(
      BiConsumer<Http.Answer, byte[]> failed) {
    return (on, server) -> {
      var nowhere =
          on.http(Http.Client.WIRE, new Http.Endpoint(Server.closed(), 8, server.timeout()));
      return Http.of(
          (connection, body, answer) ->
              nowhere.post(
                  connection, body, answer((_, _) -> {}, _ -> failed.accept(answer, body))),
          nowhere::close);
    };
  }

  private static Http<Object> drops(Backend<Object> on, Http.Endpoint server) {
    var good = on.http(Http.Client.WIRE, server);
    var sent = new AtomicInteger();
    return Http.of(
        (connection, body, answer) ->
            sent.incrementAndGet() == 40 ? on.call(() -> {}) : good.post(connection, body, answer),
        good::close);
  }

  private static Http<Object> cached(Backend<Object> on, Http.Endpoint server) {
    var first = new AtomicReference<byte[]>();
    return answering(
            (answer, status, body) -> {
              first.compareAndSet(null, body);
              answer.response(status, first.get());
            })
        .apply(on, server);
  }

  private static Http<Object> twice(Backend<Object> on, Http.Endpoint server) {
    var good = on.http(Http.Client.WIRE, server);
    return Http.of(
        (connection, body, answer) ->
            on.then(
                good.post(connection, body, answer((_, _) -> {}, _ -> {})),
                good.post(connection, body, answer)),
        good::close);
  }

  private static Http<Object> reconnects(Backend<Object> on, Http.Endpoint server) {
    return Http.of(
        (_, body, answer) ->
            (Action)
                () -> {
                  try (var once =
                      on.http(
                          Http.Client.WIRE,
                          new Http.Endpoint(server.address(), 1, server.timeout()))) {
                    ((Action) once.post(0, body, answer)).run();
                  }
                },
        () -> {});
  }
}
