//SOURCES ServerProcess.java
//SOURCES Wire.java

package http;

import module java.base;

/// What an echo server could do, found with a load that costs next to nothing: one thread, requests written once and sent
/// again and again, answers counted by their bytes.
///
/// @param connections kept alive
/// @param depth requests that are sent at once on a connection, before the first is answered (pipelining)
/// @param perSecond requests answered per second
/// @param serverMicros processor time of the server per request
/// @param loadMicros processor time of the load per request
public record Capacity(
    int connections, int depth, double perSecond, double serverMicros, double loadMicros) {

  private static final int BODY_BYTES = 64;

  /// Measures for that long, after as long a warm-up.
  ///
  /// @throws IOException if the server closes a connection or answers with something else than before
  public static Capacity of(ServerProcess server, int connections, int depth, Duration time)
      throws IOException {
    try (var load = new Load(server.address(), connections, depth)) {
      load.run(time);
      var serverCpu = server.cpu();
      var loadCpu = ServerProcess.cpu(ProcessHandle.current());
      long start = System.nanoTime();
      long requests = load.run(time);
      return new Capacity(
          connections,
          depth,
          requests * 1e9 / (System.nanoTime() - start),
          micros(server.cpu().minus(serverCpu), requests),
          micros(ServerProcess.cpu(ProcessHandle.current()).minus(loadCpu), requests));
    }
  }

  private static double micros(Duration cpu, long requests) {
    return cpu.toNanos() / 1e3 / requests;
  }

  @Override
  public String toString() {
    return "%d connections, %d at once: %,.0f requests/s; per request, server %.2f us of processor time (a core: %,.0f requests/s), load %.2f us"
        .formatted(connections, depth, perSecond, serverMicros, 1e6 / serverMicros, loadMicros);
  }

  /// The connections, each with its requests under way.
  private static final class Load implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final ByteBuffer requests;
    private final ByteBuffer received = ByteBuffer.allocateDirect(1 << 18);
    private final int depth;
    private final int answerBytes;
    private long answered;

    /// What is missing of the answers on a connection, in bytes.
    private static final class Missing {
      int bytes;
    }

    Load(InetSocketAddress server, int connections, int depth) throws IOException {
      this.depth = depth;
      var one = new Wire(server).request("POST /echo", new byte[BODY_BYTES]);
      requests = ByteBuffer.allocateDirect(one.length * depth);
      for (int i = 0; i < depth; i++) requests.put(one);
      answerBytes = answerBytes(server, one);
      for (int i = 0; i < connections; i++) {
        var channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        send(channel.register(selector, SelectionKey.OP_READ, new Missing()));
      }
    }

    private static int answerBytes(InetSocketAddress server, byte[] request) throws IOException {
      try (var socket = new Socket(server.getAddress(), server.getPort())) {
        socket.getOutputStream().write(request);
        var wire = new Wire(server);
        do {
          var space = wire.space();
          int read =
              socket.getInputStream().read(space.array(), space.position(), space.remaining());
          space.position(space.position() + read);
        } while (!wire.complete());
        return wire.space().position();
      }
    }

    long run(Duration time) throws IOException {
      long before = answered;
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end) {
        selector.select(1_000);
        for (var key : selector.selectedKeys()) receive(key);
        selector.selectedKeys().clear();
      }
      return answered - before;
    }

    private void receive(SelectionKey key) throws IOException {
      var missing = (Missing) key.attachment();
      int read = ((SocketChannel) key.channel()).read(received.clear());
      missing.bytes -= read;
      if (read < 0 || missing.bytes < 0) throw new ProtocolException("not the answers asked for");
      if (missing.bytes > 0) return;
      answered += depth;
      send(key);
    }

    private void send(SelectionKey key) throws IOException {
      ((Missing) key.attachment()).bytes = answerBytes * depth;
      ((SocketChannel) key.channel()).write(requests.rewind().limit(requests.capacity()));
      if (requests.hasRemaining()) throw new IOException("too much at once for a socket's buffer");
    }

    @Override
    public void close() throws IOException {
      for (var key : selector.keys()) key.channel().close();
      selector.close();
    }
  }
}
