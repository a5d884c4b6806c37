package test;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A server that does something else than it should with each connection.
record Server(ServerSocket socket) implements AutoCloseable {
  /// The length of each request's body, in bytes.
  static final int BODY = 64;

  private static final int END_OF_HEAD = 0x0d0a0d0a;

  interface Does {
    void with(Socket connection) throws IOException;
  }

  static Server that(Does does) throws IOException {
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
      // It was closed.
    }
  }

  private static void serve(Does does, Socket connection) {
    try {
      does.with(connection);
    } catch (IOException e) {
      // The client is gone.
    }
  }

  /// One answer to each whole request: a client may send head and body apart, and a second answer would meet a connection that
  /// rests.
  static void unavailable(Socket connection) throws IOException {
    var in = connection.getInputStream();
    while (head(in) && in.readNBytes(BODY).length == BODY) {
      connection
          .getOutputStream()
          .write(
              "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"
                  .getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /// Reads a head to its end, if there is one.
  private static boolean head(InputStream in) throws IOException {
    int last = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      last = last << Byte.SIZE | next;
      if (last == END_OF_HEAD) return true;
    }
    return false;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
