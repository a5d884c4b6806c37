//DEPS org.apache.pekko:pekko-actor-typed_2.13:1.7.0
//DEPS org.apache.pekko:pekko-stream_2.13:1.7.0
//DEPS org.apache.pekko:pekko-http-core_2.13:1.3.0
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Http;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.settings.ClientConnectionSettings;
import org.apache.pekko.http.javadsl.settings.ConnectionPoolSettings;

/// Pekko HTTP, called for one request at a time. It has a pool of connections, each of which is a
/// stream.
///
/// Follows pekko.apache.org/docs/pekko-http/current/client-side/request-level.html.
public final class PekkoClient {
  private final ActorSystem system;
  private final org.apache.pekko.http.javadsl.Http http;
  private final ConnectionPoolSettings settings;
  private final Http.Endpoint server;
  private final String uri;

  /// @param provider of the actor system on whose dispatcher the client runs
  public PekkoClient(ClassicActorSystemProvider provider, Http.Endpoint server) {
    this.server = server;
    uri = server.uri().toString();
    system = provider.classicSystem();
    http = org.apache.pekko.http.javadsl.Http.get(system);
    settings =
        ConnectionPoolSettings.create(system)
            .withMaxConnections(server.connections())
            // A power of two, and not less than the number of connections.
            .withMaxOpenRequests(Integer.highestOneBit(server.connections()) << 1)
            .withMaxRetries(0)
            .withConnectionSettings(
                ClientConnectionSettings.create(system)
                    .withConnectingTimeout(server.timeout())
                    .withIdleTimeout(server.timeout()));
  }

  private record Whole(int status, HttpEntity.Strict entity) {}

  public CompletionStage<Void> post(byte[] body, Http.Answer answer) {
    return http.singleRequest(
            HttpRequest.POST(uri).withEntity(body),
            http.defaultClientHttpsContext(),
            settings,
            system.log())
        .thenCompose(response ->
            response
                .entity()
                .toStrict(server.timeout().toMillis(), system)
                .thenApply(entity -> new Whole(response.status().intValue(), entity)))
        .handle((whole, failure) -> {
          if (failure == null) answer.response(whole.status, whole.entity.getData().toArray());
          else answer.failure(failure);
          return null;
        });
  }

  public void close() {
    http.shutdownAllConnectionPools().toCompletableFuture().join();
  }
}
