package http;

import module java.base;

/// The part of HTTP/1.1 (RFC 9112) that a hand-written client needs: requests with a body, and one
/// answer at a time, whose length is given by `Content-Length`. An instance belongs to one
/// connection.
public final class Wire {
  private static final String LENGTH = "content-length:";

  private final byte[] host;
  private ByteBuffer received = ByteBuffer.allocate(1024);
  private int body;
  private int end;
  private int status;

  /// Host and port as they stand in a URI: an IPv6 address in brackets.
  public static String authority(InetSocketAddress server) {
    var host = server.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
  }

  public Wire(InetSocketAddress server) {
    host = ascii(" HTTP/1.1\r\nHost: " + authority(server) + "\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Returns a whole request, head and body in one piece, so that one system call sends it. It also
  /// forgets the previous answer.
  ///
  /// @param line method and path, as in `POST /echo`
  public byte[] request(String line, byte[] body) {
    received.clear();
    this.body = 0;
    var start = ascii(line);
    var length = ascii("Content-Length: " + body.length + "\r\n\r\n");
    return ByteBuffer.allocate(start.length + host.length + length.length + body.length)
        .put(start)
        .put(host)
        .put(length)
        .put(body)
        .array();
  }

  /// Where the next piece of the answer is put: a buffer with an array and some space.
  public ByteBuffer space() {
    if (!received.hasRemaining())
      received = ByteBuffer.allocate(2 * received.capacity()).put(received.flip());
    return received;
  }

  /// Takes a piece of the answer, whatever its size.
  public void take(ByteBuffer piece) {
    while (piece.hasRemaining()) {
      var space = space();
      int length = Math.min(space.remaining(), piece.remaining());
      space.put(piece.slice().limit(length));
      piece.position(piece.position() + length);
    }
  }

  /// Whether the whole answer has arrived.
  ///
  /// @throws ProtocolException if this class does not understand the answer
  public boolean complete() throws ProtocolException {
    return (body > 0 || head()) && received.position() >= end;
  }

  public int status() {
    return status;
  }

  /// The body of a complete answer.
  public byte[] body() {
    return Arrays.copyOfRange(received.array(), body, end);
  }

  private boolean head() throws ProtocolException {
    var bytes = received.array();
    int last = received.position() - 3;
    int i = 0;
    while (i < last
        && !(bytes[i] == '\r'
            && bytes[i + 1] == '\n'
            && bytes[i + 2] == '\r'
            && bytes[i + 3] == '\n')) i++;
    if (i >= last) return false;
    var head = new String(bytes, 0, i, StandardCharsets.ISO_8859_1);
    try {
      status = Integer.parseInt(head, 9, 12, 10);
      body = i + 4;
      end = body + length(head);
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new ProtocolException("not an answer with a length: " + head);
    }
    return true;
  }

  private static int length(String head) {
    int line = 0;
    while (!head.regionMatches(true, line, LENGTH, 0, LENGTH.length())) {
      line = head.indexOf('\n', line) + 1;
      if (line == 0) throw new NumberFormatException();
    }
    int end = head.indexOf('\r', line);
    return Integer.parseInt(
        head.substring(line + LENGTH.length(), end < 0 ? head.length() : end).strip());
  }
}
