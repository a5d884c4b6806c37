//SOURCES ../Action.java
//SOURCES ../Http.java

package backend.http;

import module java.base;
import module java.net.http;

import backend.Action;
import backend.Http;

/// The JDK's client. `CompletableFuture` itself uses `sendAsync`, other libraries use it by their
/// bridge from a future, and threads use `send`. The client has threads of its own: one that
/// selects, and a cached pool for the rest.
///
/// Follows {@link HttpClient}, with its defaults except for HTTP/1.1. By default, it would offer
/// HTTP/2 with each request over plain TCP.
public final class JdkClient {
  private final HttpClient client;
  private final Http.Endpoint server;

  private JdkClient(Http.Endpoint server) {
    this.server = server;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(server.timeout())
            .build();
  }

  /// @param bridge makes an operation of the library's own type from what sends a request
  public static <T> Http<T> bridged(
      Http.Endpoint server, Function<Supplier<CompletableFuture<Void>>, T> bridge) {
    return bridged(server, bridge, bridge);
  }

  /// The same for a library whose bridge does not pass a cancellation on.
  ///
  /// @param get the bridge with what the library's users add to it for that, for
  ///     {@link Http#get}
  public static <T> Http<T> bridged(
      Http.Endpoint server,
      Function<Supplier<CompletableFuture<Void>>, T> post,
      Function<Supplier<CompletableFuture<Void>>, T> get) {
    var jdk = new JdkClient(server);
    return Http.of(
        (_, body, answer) -> post.apply(() -> jdk.sendAsync(jdk.post(body), answer)),
        (path, answer) -> get.apply(() -> jdk.sendAsync(jdk.get(path), answer)),
        jdk.client::close);
  }

  /// The client for threads.
  public static Http<Action> blocking(Http.Endpoint server) {
    var jdk = new JdkClient(server);
    return Http.of(
        (_, body, answer) -> () -> jdk.send(jdk.post(body), answer),
        (path, answer) -> () -> jdk.send(jdk.get(path), answer),
        jdk.client::close);
  }

  private void send(HttpRequest request, Http.Answer answer) throws InterruptedException {
    HttpResponse<byte[]> response;
    try {
      response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      answer.failure(e);
      return;
    }
    answer.response(response.statusCode(), response.body());
  }

  /// What the client throws at once is a failure like any other.
  private CompletableFuture<Void> sendAsync(HttpRequest request, Http.Answer answer) {
    try {
      var sent = client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Exchange(sent, answer);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private HttpRequest post(byte[] body) {
    return HttpRequest.newBuilder(server.uri())
        .timeout(server.timeout())
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(server.uri().resolve(path)).timeout(server.timeout()).build();
  }

  /// Ends after the answer has been reported, and passes `cancel` on to the request.
  private static final class Exchange extends CompletableFuture<Void> {
    private final CompletableFuture<HttpResponse<byte[]>> sent;

    Exchange(CompletableFuture<HttpResponse<byte[]>> sent, Http.Answer answer) {
      this.sent = sent;
      sent.whenComplete((response, failure) -> {
        try {
          if (sent.isCancelled()) cancel(false);
          else if (failure == null) answer.response(response.statusCode(), response.body());
          else answer.failure(failure);
          complete(null);
        } catch (Throwable thrown) {
          completeExceptionally(thrown);
        }
      });
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      sent.cancel(true);
      return super.cancel(mayInterrupt);
    }
  }
}
