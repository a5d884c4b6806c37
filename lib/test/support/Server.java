package test.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// A server that handles each connection in a wrong way.
public record Server(ServerSocket socket) implements AutoCloseable {
  /// The length of each request's body, in bytes.
  public static final int BODY = 64;

  private static final int END_OF_HEAD = 0x0d0a0d0a;

  public interface Does {
    void with(Socket connection) throws IOException;
  }

  public static Server that(Does does) throws IOException {
    var server = new Server(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(() -> server.accept(does));
    return server;
  }

  private void accept(Does does) {
    try {
      while (true) {
        var connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(does, connection));
      }
    } catch (IOException e) {
      // The socket was closed.
    }
  }

  private static void serve(Does does, Socket connection) {
    try {
      does.with(connection);
    } catch (IOException e) {
      // The client closed the connection.
    }
  }

  /// Answers each request once, after it has read the whole request. A client may send head and
  /// body separately, and a second answer would arrive on a connection that is idle.
  ///
  /// @param heads receives the head of each request
  public static Does unavailable(Consumer<String> heads) {
    return connection -> {
      var in = connection.getInputStream();
      for (var head = head(in); !head.isEmpty(); head = head(in)) {
        if (in.readNBytes(BODY).length < BODY) return;
        heads.accept(head);
        connection
            .getOutputStream()
            .write(
                "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
      }
    };
  }

  /// Reads a whole head; empty if there is none.
  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    int last = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      last = last << Byte.SIZE | next;
      if (last == END_OF_HEAD) return head.toString();
    }
    return "";
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /// An address where nobody listens.
  public static InetSocketAddress closed() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
