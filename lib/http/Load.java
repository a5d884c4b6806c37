//SOURCES Wire.java

package http;

import module java.base;

/// A load that costs almost nothing. It has one thread. It writes its requests once and sends them
/// again and again on connections that are kept. It counts answers by their bytes.
final class Load implements AutoCloseable {
  private static final int BODY_BYTES = 64;

  private final Selector selector = Selector.open();
  private final ByteBuffer requests;
  private final ByteBuffer received = ByteBuffer.allocateDirect(1 << 18);
  private final int depth;
  private final int answerBytes;
  private long answered;

  /// How many bytes of the answers have not arrived yet on a connection.
  private static final class Missing {
    int bytes;
  }

  /// @param depth requests that are sent at once on a connection
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
        int read = socket.getInputStream().read(space.array(), space.position(), space.remaining());
        space.position(space.position() + read);
      } while (!wire.complete());
      return wire.space().position();
    }
  }

  /// @return how many requests have been answered in that time
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
