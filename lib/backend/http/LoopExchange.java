//SOURCES ../../http/Wire.java
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Http;
import http.Wire;

/// A connection of an event loop, with hand-written HTTP ({@link Wire}). It handles one request and
/// its answer at a time. A subclass for a library's sockets adds how to connect, to send, to close
/// and to wait. Everything happens on the loop.
public abstract class LoopExchange {
  private final Http.Endpoint server;
  private final Wire wire;
  private boolean open;
  private byte[] request;
  private Http.Answer answer;
  private Consumer<Throwable> end;
  private Runnable timer;

  LoopExchange(Http.Endpoint server) {
    this.server = server;
    this.wire = new Wire(server.address());
  }

  /// Calls {@link #connected} or {@link #fails} when the outcome is known.
  abstract void connect();

  abstract void send(byte[] bytes);

  abstract void disconnect();

  /// @return an action that cancels the timer
  abstract Runnable after(Duration delay, Runnable late);

  /// Called when the connection becomes idle, until the next request.
  void rests() {}

  /// @param end called once, after the answer, with null or the failure
  final LoopExchange post(byte[] body, Http.Answer answer, Consumer<Throwable> end) {
    this.answer = answer;
    this.end = end;
    request = wire.request("POST /echo", body);
    timer =
        after(
            server.timeout(),
            () -> fails(new TimeoutException("no answer after " + server.timeout())));
    if (open) send(request);
    else connect();
    return this;
  }

  final void connected() {
    open = true;
    send(request);
  }

  final void received(ByteBuffer piece) {
    try {
      wire.take(piece);
      if (end != null && wire.complete())
        ends(told -> told.response(wire.status(), wire.body()), null);
    } catch (ProtocolException e) {
      fails(e);
    }
  }

  final void fails(Throwable failure) {
    close();
    ends(told -> told.failure(failure), null);
  }

  /// Ends the request without an answer.
  public final void cancel() {
    close();
    ends(_ -> {}, new CancellationException());
  }

  /// Ends a request once: a second call finds that nobody waits.
  private void ends(Consumer<Http.Answer> tell, Throwable failure) {
    if (end == null) return;
    var waiting = end;
    end = null;
    timer.run();
    if (open) rests();
    var told = failure;
    try {
      tell.accept(answer);
    } catch (Throwable thrown) {
      told = thrown;
    }
    waiting.accept(told);
  }

  final void close() {
    open = false;
    disconnect();
  }
}
