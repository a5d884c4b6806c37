//DEPS io.vertx:vertx-core:5.2.3
//DEPS io.projectreactor.netty:reactor-netty-http:1.3.8
//DEPS io.netty:netty-transport-native-epoll:4.2.18.Final:linux-x86_64
//DEPS io.netty:netty-resolver-dns-native-macos:4.2.18.Final:osx-x86_64
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Http;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/// Reactor Netty: a pool of connections on its own event loops, one per processor and not less than four.
///
/// On NIO, not on the kernel's own interface, which it takes by default where it can. It insists on native files all the same, not all of
/// which can be had: above, Vert.x comes first, which leaves out those for QUIC, and of the others stands the newest release that
/// is whole. It is not that of the other Netty here, so that none of them can be loaded.
///
/// Follows projectreactor.io/docs/netty/release/reference/http-client.html.
public final class ReactorClient implements Http<Mono<?>> {
  private final ConnectionProvider pool;
  private final LoopResources loops = LoopResources.create("http");
  private final HttpClient client;
  private final String uri;

  public ReactorClient(Endpoint server) {
    pool = ConnectionProvider.create("http", server.connections());
    uri = server.uri().toString();
    client =
        HttpClient.create(pool)
            .runOn(loops, false)
            .responseTimeout(server.timeout())
            .disableRetry(true);
  }

  @Override
  public Mono<Void> post(int connection, byte[] body, Answer answer) {
    return client
        .post()
        .uri(uri)
        .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
        .responseSingle((response, content) ->
            content
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .doOnNext(bytes -> answer.response(response.status().code(), bytes)))
        .then()
        .onErrorResume(failure -> Mono.fromRunnable(() -> answer.failure(failure)));
  }

  @Override
  public void close() {
    pool.disposeLater().block();
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block();
  }
}
