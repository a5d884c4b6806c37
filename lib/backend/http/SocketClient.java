//SOURCES ../../http/Wire.java
//SOURCES ../Action.java
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Action;
import backend.Http;
import http.Wire;

/// Blocking sockets, for threads of any kind, with hand-written HTTP ({@link Wire}). A request
/// takes one write and as many reads as it needs.
///
/// Time-outs: `Socket.setSoTimeout`. An interrupt closes the socket of a virtual thread. An
/// interrupted platform thread waits for the answer or the time-out.
public final class SocketClient implements Http<Action> {
  private final Endpoint server;

  // One place per connection. Whoever uses a connection has it exclusively.
  private final Connection[] kept;

  public SocketClient(Endpoint server) {
    this.server = server;
    this.kept = new Connection[server.connections()];
  }

  /// One connection, for callers that need nothing else.
  public static final class Connection implements AutoCloseable {
    private final Socket socket = new Socket();
    private final Wire wire;

    public Connection(InetSocketAddress server, Duration timeout) throws IOException {
      wire = new Wire(server);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) timeout.toMillis());
      try {
        socket.connect(server, (int) timeout.toMillis());
      } catch (IOException e) {
        close();
        throw e;
      }
    }

    /// @param line method and path, as in `POST /echo`
    /// @return the status; the body is in {@link #body} until the next request
    public int exchange(String line, byte[] body) throws IOException {
      socket.getOutputStream().write(wire.request(line, body));
      var in = socket.getInputStream();
      do {
        var space = wire.space();
        int read = in.read(space.array(), space.position(), space.remaining());
        if (read < 0) throw new EOFException("closed by the server");
        space.position(space.position() + read);
      } while (!wire.complete());
      return wire.status();
    }

    public byte[] body() {
      return wire.body();
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        // The connection is gone anyway.
      }
    }
  }

  @Override
  public Action post(int connection, byte[] body, Answer answer) {
    return () -> {
      try {
        if (kept[connection] == null)
          kept[connection] = new Connection(server.address(), server.timeout());
        int status = kept[connection].exchange("POST /echo", body);
        answer.response(status, kept[connection].body());
      } catch (IOException e) {
        drop(connection);
        if (Thread.interrupted()) throw new InterruptedException();
        answer.failure(e);
      }
    };
  }

  private void drop(int connection) {
    if (kept[connection] != null) kept[connection].close();
    kept[connection] = null;
  }

  @Override
  public void close() {
    for (int i = 0; i < kept.length; i++) drop(i);
  }
}
