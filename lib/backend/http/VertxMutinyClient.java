//DEPS io.vertx:vertx-core:5.2.3
//DEPS io.vertx:vertx-web-client:5.0.7@fatjar
//DEPS io.vertx:vertx-web-common:5.0.7@fatjar
//DEPS io.vertx:vertx-uri-template:5.0.7@fatjar
//DEPS io.vertx:vertx-auth-common:5.0.7@fatjar
//DEPS io.smallrye.reactive:mutiny:3.3.0
//SOURCES ../../http/VertxFiles.java
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Http;
import http.VertxFiles;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;

/// Vert.x's web client, on event loops of its own. A `Uni` is made from its future, as Mutiny's
/// bindings do it. Those bindings themselves are not used. The bindings for Vert.x 5 (4.0.1, 4.0.2)
/// are not in every registry. The bindings for Vert.x 4 (3.21.4) need a module that is not in every
/// registry either.
///
/// Follows smallrye.io/smallrye-mutiny-vertx-bindings and vertx.io/docs/vertx-web-client/java.
public final class VertxMutinyClient implements Http<Uni<Void>> {
  private final Vertx vertx = Vertx.vertx(VertxFiles.none());
  private final WebClient client;
  private final Endpoint server;

  public VertxMutinyClient(Endpoint server) {
    this.server = server;
    client =
        WebClient.create(
            vertx,
            new WebClientOptions().setConnectTimeout((int) server.timeout().toMillis()),
            new PoolOptions().setHttp1MaxSize(server.connections()));
  }

  @Override
  public Uni<Void> post(int connection, byte[] body, Answer answer) {
    return Uni.createFrom()
        .completionStage(() -> send(body))
        .invoke(response -> {
          var bytes = response.body();
          answer.response(response.statusCode(), bytes == null ? new byte[0] : bytes.getBytes());
        })
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(failure -> {
          answer.failure(failure);
          return null;
        });
  }

  private CompletionStage<HttpResponse<Buffer>> send(byte[] body) {
    return client
        .postAbs(server.uri().toString())
        .timeout(server.timeout().toMillis())
        .sendBuffer(Buffer.buffer(body))
        .toCompletionStage();
  }

  @Override
  public void close() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
