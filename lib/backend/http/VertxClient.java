//DEPS io.vertx:vertx-core:5.2.3
//SOURCES ../Http.java

package backend.http;

import backend.Http;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/// Vert.x's own client: a pool of connections on the event loop of the caller.
///
/// Follows vertx.io/docs/vertx-core/java, "Creating an HTTP client".
public final class VertxClient {
  private final HttpClient client;
  private final RequestOptions request;

  public VertxClient(Vertx vertx, Http.Endpoint server) {
    int timeoutMillis = (int) server.timeout().toMillis();
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(timeoutMillis),
            new PoolOptions().setHttp1MaxSize(server.connections()));
    request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(server.uri().toString())
            .setTimeout(timeoutMillis);
  }

  public Future<Void> post(byte[] body, Http.Answer answer) {
    return client
        .request(request)
        .compose(request -> request.send(Buffer.buffer(body)))
        .compose(response -> response.body().map(bytes -> new Whole(response.statusCode(), bytes)))
        .transform(ended -> {
          if (ended.succeeded())
            answer.response(ended.result().status, ended.result().body.getBytes());
          else answer.failure(ended.cause());
          return Future.<Void>succeededFuture();
        });
  }

  private record Whole(int status, Buffer body) {}

  public void close() {
    client.close().toCompletionStage().toCompletableFuture().join();
  }
}
