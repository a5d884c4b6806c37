package http;

import module java.base;

/// A request that waits for its answer, and what became of it.
final class RaceRequest {

  /// How it stands.
  enum State {
    /// It has no answer yet.
    OPEN,
    /// The server has answered.
    ANSWERED,
    /// The server has closed the connection instead of an answer.
    CUT,
    /// The client has closed the connection before it was answered.
    CLOSED
  }

  private final Socket socket;
  private final String query;
  private final long arrivedNanos = System.nanoTime();
  private State state = State.OPEN;
  private long endedNanos;

  /// @param query what stands after the question mark, still encoded; empty if there is none
  RaceRequest(Socket socket, String query) {
    this.socket = socket;
    this.query = query;
  }

  String query() {
    return query;
  }

  /// When it came, by {@link System#nanoTime}.
  long arrivedNanos() {
    return arrivedNanos;
  }

  synchronized State state() {
    return state;
  }

  boolean isOpen() {
    return state() == State.OPEN;
  }

  /// When it was answered, cut or closed. It has no meaning as long as it is open.
  synchronized long endedNanos() {
    return endedNanos;
  }

  private synchronized boolean end(State as) {
    if (state != State.OPEN) return false;
    state = as;
    endedNanos = System.nanoTime();
    return true;
  }

  /// @return false if the client had closed the connection before
  boolean answer(int status, String body) {
    if (!end(State.ANSWERED)) return false;
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head =
        "HTTP/1.1 %d %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, reason(status), bytes.length);
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    whole.writeBytes(bytes);
    try {
      whole.writeTo(socket.getOutputStream());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 302 -> "Found";
      case 400 -> "Bad Request";
      case 404 -> "Not Found";
      case 406 -> "Not Acceptable";
      default -> "Internal Server Error";
    };
  }

  /// Closes the connection at once, without an answer: the client sees a connection error.
  void cut() {
    if (!end(State.CUT)) return;
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  /// The client has closed the connection.
  ///
  /// @return whether it was waiting for an answer
  boolean closed() {
    return end(State.CLOSED);
  }

  /// The names and values of the query; a name without a value has the empty one.
  Map<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    for (var one : query().split("&")) {
      int equals = one.indexOf('=');
      var name = equals < 0 ? one : one.substring(0, equals);
      var value = equals < 0 ? "" : one.substring(equals + 1);
      if (!name.isEmpty()) parameters.put(name, URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return parameters;
  }
}
