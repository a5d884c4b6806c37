//SOURCES EventLoop.java
//SOURCES Http.java
//SOURCES LoopBackend.java
//SOURCES ../http/Wire.java

package backend;

import module java.base;

import http.Wire;

/// Non-blocking sockets on the thread of a hand-written event loop: a write, and a read when the
/// selector says so, HTTP written by hand ({@link Wire}). Time-outs are timers of the loop.
final class LoopClient implements Http<LoopBackend.Operation<EventLoop>> {
  private final EventLoop loop;
  private final Selector selector;
  private final Endpoint server;
  private final Connection[] kept;

  /// @param selector that the loop waits in
  LoopClient(EventLoop loop, Selector selector, Endpoint server) {
    this.loop = loop;
    this.selector = selector;
    this.server = server;
    this.kept = new Connection[server.connections()];
    Arrays.setAll(kept, _ -> new Connection());
  }

  @Override
  public LoopBackend.Operation<EventLoop> post(int connection, byte[] body, Answer answer) {
    return (task, end) -> task.awaits(kept[connection].post(body, answer, end));
  }

  /// Is run when the selector has something for it.
  private final class Connection implements Runnable {
    private final Wire wire = new Wire(server.address());
    private SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer out;
    private Answer answer;
    private LoopBackend.End end;
    private LoopBackend.Awaited timer;

    LoopBackend.Awaited post(byte[] body, Answer answer, LoopBackend.End end) {
      this.answer = answer;
      this.end = end;
      out = ByteBuffer.wrap(wire.request("POST /echo", body));
      timer =
          loop.timer(
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
      return () -> ends(null, LoopBackend.CANCELLED);
    }

    private void connect() throws IOException {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      key = channel.register(selector, SelectionKey.OP_CONNECT, this);
      if (channel.connect(server.address())) write();
    }

    /// Mostly all at once; if not, the selector says when the rest may go.
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

    /// Once per request: whoever comes second finds nobody who waits.
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
        // It is gone all the same.
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
