//DEPS io.vertx:vertx-core:5.2.3
//SOURCES VertxFiles.java

package http;

import module java.base;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/// The server of `http_echo`: Vert.x on one event loop, the same for every client. Of five servers,
/// it took the least processor time per request (docs/scenarios.md). `POST /echo` answers with the
/// body that was sent. `GET /counts` returns how many connections were accepted and how many echoes
/// were answered. These counts expose a client that reconnects, or that answers requests by itself.
public final class EchoServer implements AutoCloseable {
  private final Vertx vertx =
      Vertx.vertx(
          VertxFiles.none()
              .setEventLoopPoolSize(1)
              // Stalls are intended, so there must be no warning each second.
              .setBlockedThreadCheckInterval(TimeUnit.HOURS.toMillis(1)));
  private final InetSocketAddress address;

  // Only the one thread uses these.
  private long connections;
  private long echoes;

  private EchoServer(InetSocketAddress at) throws IOException {
    try {
      var server =
          vertx
              .createHttpServer(new HttpServerOptions().setAcceptBacklog(4096))
              .connectionHandler(_ -> connections++)
              .requestHandler(this::answer)
              .listen(at.getPort(), at.getHostString())
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      address = new InetSocketAddress(at.getAddress(), server.actualPort());
    } catch (CompletionException e) {
      close();
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  /// @param at the address; with port 0, the system chooses the port
  /// @throws IOException if it cannot listen there
  public static EchoServer start(InetSocketAddress at) throws IOException {
    return new EchoServer(at);
  }

  /// The address on which it listens.
  public InetSocketAddress address() {
    return address;
  }

  /// From now on, the server does nothing for `length`, again and again, as during a garbage
  /// collection or a failover.
  public void stall(Duration length, Duration every) {
    vertx.setPeriodic(every.toMillis(), _ -> LockSupport.parkNanos(length.toNanos()));
  }

  private void answer(HttpServerRequest request) {
    var response = request.response();
    if (request.method().equals(HttpMethod.POST) && request.path().equals("/echo")) {
      request
          .body()
          .onSuccess(body -> {
            echoes++;
            response.end(body);
          });
    } else if (request.path().equals("/counts")) {
      response.end(connections + " " + echoes);
    } else {
      response.setStatusCode(404).end();
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
