//DEPS io.vertx:vertx-core:5.2.3
//DEPS io.vertx:vertx-web-client:5.0.7@fatjar
//DEPS io.vertx:vertx-web-common:5.0.7@fatjar
//DEPS io.vertx:vertx-uri-template:5.0.7@fatjar
//DEPS io.vertx:vertx-auth-common:5.0.7@fatjar
//DEPS io.vertx:vertx-rx-java3:5.0.7@fatjar
//DEPS io.vertx:vertx-rx-java3-gen:5.0.7@fatjar
//DEPS io.vertx:vertx-rx-gen:5.0.7@fatjar
//SOURCES ../../http/VertxFiles.java
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Http;
import http.VertxFiles;
import io.reactivex.rxjava3.core.Completable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.client.WebClient;

/// The RxJava binding of Vert.x's web client, on event loops of its own.
///
/// Follows vertx.io/docs/vertx-rx/java3 and vertx-web-client/java.
public final class VertxRxClient implements Http<Completable> {
  private final Vertx vertx = Vertx.vertx(VertxFiles.none());
  private final WebClient client;
  private final Endpoint server;

  public VertxRxClient(Endpoint server) {
    this.server = server;
    client =
        WebClient.create(
            vertx,
            new WebClientOptions().setConnectTimeout((int) server.timeout().toMillis()),
            new PoolOptions().setHttp1MaxSize(server.connections()));
  }

  @Override
  public Completable post(int connection, byte[] body, Answer answer) {
    return client
        .postAbs(server.uri().toString())
        .timeout(server.timeout().toMillis())
        .rxSendBuffer(Buffer.buffer(body))
        .doOnSuccess(response -> {
          var bytes = response.body();
          answer.response(response.statusCode(), bytes == null ? new byte[0] : bytes.getBytes());
        })
        .ignoreElement()
        .onErrorResumeNext(failure -> Completable.fromAction(() -> answer.failure(failure)));
  }

  @Override
  public void close() {
    client.close();
    vertx.rxClose().blockingAwait();
  }
}
