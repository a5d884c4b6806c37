//SOURCES Cancelled.java
//SOURCES Http.java
//SOURCES LoopBackend.java
//SOURCES LoopEnd.java
//SOURCES LoopTask.java
//SOURCES ../http/Wire.java

package backend;

import module java.base;

import http.Wire;

/// A client with non-blocking sockets on the thread of a hand-written event loop. HTTP is written
/// by hand ({@link Wire}): the client writes, and reads when the selector says so. Time-outs are
/// timers of the loop.
/// @param <L> the loop
final class LoopClient<L> implements Http<LoopTask.Operation<L>> {
  private final BiFunction<Duration, LoopEnd, LoopTask.Awaited> timers;
  private final Selector selector;
  private final Endpoint server;
  private final List<Connection> kept;

  /// @param timers makes timers of the loop
  /// @param selector the one in which the loop waits
  LoopClient(
      BiFunction<Duration, LoopEnd, LoopTask.Awaited> timers, Selector selector, Endpoint server) {
    this.timers = timers;
    this.selector = selector;
    this.server = server;
    this.kept = Stream.generate(() -> new Connection()).limit(server.connections()).toList();
  }

  @Override
  public LoopTask.Operation<L> post(int connection, byte[] body, Answer answer) {
    return (task, end) -> task.awaits(kept.get(connection).post(body, answer, end));
  }

  /// The loop runs a connection when the selector has something for it.
  private final class Connection implements Runnable {
    private final Wire wire = new Wire(server.address());
    private SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer out;
    private Answer answer;
    private LoopEnd end;
    private LoopTask.Awaited timer;

    LoopTask.Awaited post(byte[] body, Answer answer, LoopEnd end) {
      this.answer = answer;
      this.end = end;
      out = ByteBuffer.wrap(wire.request("POST /echo", body));
      timer =
          timers.apply(
              server.timeout(),
              failure -> {
                if (failure == null) fails(new SocketTimeoutException("no answer in time"));
              });
      try {
        if (channel == null) connect();
        else write();
      } catch (IOException e) {
        fails(e);
      }
      return () -> ends(null, Cancelled.ONE);
    }

    private void connect() throws IOException {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      key = channel.register(selector, SelectionKey.OP_CONNECT, this);
      if (channel.connect(server.address())) write();
    }

    /// Usually, everything is written at once. If not, the selector says when the rest can be
    /// written.
    private void write() throws IOException {
      channel.write(out);
      key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    @Override
    public void run() {
      if (channel == null) return;
      try {
        if (key.isConnectable()) channel.finishConnect();
        if (out.hasRemaining()) write();
        else if (channel.read(wire.space()) < 0) throw new EOFException("closed by the server");
        else if (end != null && wire.complete())
          ends(told -> told.response(wire.status(), wire.body()), null);
      } catch (IOException e) {
        fails(e);
      }
    }

    private void fails(IOException failure) {
      close();
      ends(told -> told.failure(failure), null);
    }

    /// Ends a request once: a second call finds that nobody waits.
    private void ends(Consumer<Answer> tell, Throwable failure) {
      if (end == null) return;
      var waiting = end;
      end = null;
      timer.cancel();
      if (tell == null) close();
      else failure = LoopBackend.thrown(() -> tell.accept(answer));
      waiting.with(failure);
    }

    void close() {
      try {
        if (channel != null) channel.close();
      } catch (IOException e) {
        // The connection is gone anyway.
      }
      channel = null;
    }
  }

  /// To be called when no program runs.
  @Override
  public void close() {
    for (var connection : kept) connection.close();
  }
}
