//DEPS io.vertx:vertx-core:5.2.3
//SOURCES LoopExchange.java
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Http;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

/// Vert.x's `NetClient`, on the event loop of the caller.
///
/// Follows vertx.io/docs/vertx-core/java, "Creating a TCP client".
public final class VertxSockets {
  private final Vertx vertx;
  private final Http.Endpoint server;
  private final NetClient client;
  private final LoopExchange[] kept;

  public VertxSockets(Vertx vertx, Http.Endpoint server) {
    this.vertx = vertx;
    this.server = server;
    client =
        vertx.createNetClient(
            new NetClientOptions().setConnectTimeout((int) server.timeout().toMillis()));
    kept = new LoopExchange[server.connections()];
    Arrays.setAll(kept, _ -> new Connection());
  }

  /// @param end called once, after the answer, with null or the failure
  public LoopExchange post(
      int connection, byte[] body, Http.Answer answer, Consumer<Throwable> end) {
    return kept[connection].post(body, answer, end);
  }

  private final class Connection extends LoopExchange {
    private NetSocket socket;

    Connection() {
      super(server);
    }

    @Override
    void connect() {
      client
          .connect(server.address().getPort(), server.address().getHostString())
          .onComplete(
              opened -> {
                socket = opened;
                opened.handler(piece -> received(ByteBuffer.wrap(piece.getBytes())));
                opened.exceptionHandler(this::fails);
                opened.closeHandler(_ -> fails(new EOFException("closed by the server")));
                connected();
              },
              this::fails);
    }

    @Override
    void send(byte[] bytes) {
      socket.write(Buffer.buffer(bytes));
    }

    @Override
    Runnable after(Duration delay, Runnable late) {
      long timer = vertx.setTimer(delay.toMillis(), _ -> late.run());
      return () -> vertx.cancelTimer(timer);
    }

    @Override
    void disconnect() {
      var closing = socket;
      socket = null;
      if (closing != null) closing.closeHandler(null).close();
    }
  }

  public void close() {
    client.close().toCompletionStage().toCompletableFuture().join();
  }
}
