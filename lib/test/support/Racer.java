//SOURCES ../../http/Wire.java

package test.support;

import http.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// One request on a connection of its own, in the hands of a test.
public final class Racer implements AutoCloseable {
  /// Within this time, the server has seen the request. The next one comes after it.
  private static final int ARRIVES_MS = 30;

  private static final int PATIENCE_MS = 10_000;

  private final Socket socket;
  private final Wire wire;

  private Racer(Socket socket, Wire wire) {
    this.socket = socket;
    this.wire = wire;
  }

  public static Racer get(InetSocketAddress server, String path)
      throws IOException, InterruptedException {
    var racer = new Racer(new Socket(server.getAddress(), server.getPort()), new Wire(server));
    racer.socket.setSoTimeout(PATIENCE_MS);
    racer.socket.getOutputStream().write(racer.wire.request("GET " + path, new byte[0]));
    Thread.sleep(ARRIVES_MS);
    return racer;
  }

  /// Waits for the answer.
  ///
  /// @throws IOException if the server closes the connection instead
  public String body() throws IOException {
    while (!wire.complete()) {
      var space = wire.space();
      int read = socket.getInputStream().read(space.array(), space.position(), space.remaining());
      if (read < 0) throw new EOFException();
      space.position(space.position() + read);
    }
    return new String(wire.body(), StandardCharsets.UTF_8);
  }

  /// The status of the answer, after {@link #body}.
  public int status() {
    return wire.status();
  }

  /// Closes the connection, whether or not there is an answer.
  public void giveUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    giveUp();
  }

  /// What the server says of the last client of a pattern, in JSON.
  public static String verdict(InetSocketAddress server, int pattern, String got)
      throws IOException, InterruptedException {
    var path = "/verdict?n=" + pattern + "&got=" + URLEncoder.encode(got, StandardCharsets.UTF_8);
    try (var asked = get(server, path)) {
      return asked.body();
    }
  }
}
