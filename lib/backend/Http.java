//SOURCES Unsupported.java

package backend;

import module java.base;

/// A client of one HTTP/1.1 server, which keeps its connections alive: what {@link Backend#http}
/// makes.
///
/// @param <T> the library's type of an operation
public interface Http<T> extends AutoCloseable {

  /// Whose client it is.
  enum Client {
    /// What users of the library take: from its own house, or the one that it recommends.
    OWN,

    /// The JDK's `HttpClient`, for every library alike: only the library and the bridge to it
    /// differ.
    SAME,

    /// HTTP written by hand on the library's own sockets.
    WIRE;

    /// As a person types it.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What a library says to {@link Client#WIRE} that has tasks and no sockets.
  static Unsupported noSockets() {
    return new Unsupported("no sockets of its own on which HTTP could be written by hand");
  }

  /// What to connect to.
  ///
  /// @param connections requests are made on so many connections, on each of them one after another
  /// @param timeout the longest wait for an answer, and for a connection
  record Endpoint(InetSocketAddress address, int connections, Duration timeout) {
    public URI uri() {
      return URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/echo");
    }
  }

  /// Is told what became of a request, once, on any thread.
  interface Answer {
    /// The whole answer has been read.
    void response(int status, byte[] body);

    /// There is none: refused, cut, too late.
    void failure(Throwable failure);
  }

  /// How a client sends one request.
  interface Post<T> {
    T post(int connection, byte[] body, Answer answer);
  }

  /// `POST /echo`: sends the body and ends when the answer has been told. A request that fails ends
  /// it normally as well, so that it stops no other; nothing is sent again. Cancelled: ends without
  /// an answer.
  ///
  /// @param connection from 0 to one less than the connections; the caller has one request on each
  ///     at a time. A client with a pool of connections may take any.
  T post(int connection, byte[] body, Answer answer);

  /// Closes every connection.
  @Override
  void close();

  static <T> Http<T> of(Post<T> post, Runnable close) {
    return new Http<>() {
      @Override
      public T post(int connection, byte[] body, Answer answer) {
        return post.post(connection, body, answer);
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }
}
