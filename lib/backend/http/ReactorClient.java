//DEPS io.vertx:vertx-core:5.2.3
//DEPS io.projectreactor.netty:reactor-netty-http:1.3.8
//DEPS io.netty:netty-transport-native-epoll:4.2.18.Final:linux-x86_64
//DEPS io.netty:netty-transport-native-unix-common:4.2.18.Final
//DEPS io.netty:netty-transport-classes-epoll:4.2.18.Final
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

/// Reactor Netty: a pool of connections on its own event loops, one per processor and not less than
/// four.
///
/// As by default, it uses the kernel's own interface where it can. Not all native files that it
/// requests can be had. In the dependencies above, Vert.x comes first, which leaves out those for
/// QUIC. For the others, the dependencies name the newest release that is complete, with the
/// classes that fit.
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
        HttpClient.create(pool).runOn(loops).responseTimeout(server.timeout()).disableRetry(true);
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
