//SOURCES Unsupported.java
//SOURCES ../http/Wire.java

package backend;

import module java.base;

import http.Wire;

/// A client of one HTTP/1.1 server, which keeps its connections alive. {@link Backend#http} makes
/// it.
///
/// @param <T> the library's type of an operation
public interface Http<T> extends AutoCloseable {

  /// Which client it is.
  enum Client {
    /// The client that users of the library take: the library's own, or the one that it recommends.
    OWN,

    /// The JDK's `HttpClient`, the same for every library. Only the library and its bridge to the
    /// client differ.
    SAME,

    /// HTTP written by hand on the library's own sockets.
    WIRE;

    /// The name as a user types it.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The exception for {@link Client#WIRE} from a library that has tasks but no sockets.
  static Unsupported noSockets() {
    return new Unsupported("no sockets of its own on which HTTP could be written by hand");
  }

  /// What to connect to.
  ///
  /// @param connections how many connections the requests use; on each of them, one request follows
  ///     another
  /// @param timeout the longest wait for an answer, and also for a connection
  record Endpoint(InetSocketAddress address, int connections, Duration timeout) {
    public URI uri() {
      return URI.create("http://" + Wire.authority(address) + "/echo");
    }
  }

  /// Is notified of the outcome of a request, once, on any thread.
  interface Answer {
    /// Called when the whole answer has been read.
    void response(int status, byte[] body);

    /// Called when there is no answer: refused, cut, too late.
    void failure(Throwable failure);
  }

  /// How a client sends one request.
  interface Post<T> {
    T post(int connection, byte[] body, Answer answer);
  }

  /// `POST /echo`: sends the body and ends when the answer has been reported. A request that fails
  /// also ends normally, so that it stops no other. Nothing is sent again. If it is cancelled, it
  /// ends without an answer.
  ///
  /// @param connection from 0 to one less than the number of connections; the caller has one
  ///     request at a time on each. A client with a pool of connections may take any.
  T post(int connection, byte[] body, Answer answer);

  /// `GET`: ends when the answer has been reported, as a {@link #post} does. If it is cancelled and
  /// the library passes that on, the client closes the connection.
  ///
  /// @param path with its query, from the slash on
  default T get(String path, Answer answer) {
    throw new Unsupported("a client that only sends with POST");
  }

  /// Closes every connection.
  @Override
  void close();

  /// How a client sends one `GET`.
  interface Get<T> {
    T get(String path, Answer answer);
  }

  static <T> Http<T> of(Post<T> post, Runnable close) {
    return of(
        post,
        (_, _) -> {
          throw new Unsupported("a client that only sends with POST");
        },
        close);
  }

  static <T> Http<T> of(Post<T> post, Get<T> get, Runnable close) {
    return new Http<>() {
      @Override
      public T post(int connection, byte[] body, Answer answer) {
        return post.post(connection, body, answer);
      }

      @Override
      public T get(String path, Answer answer) {
        return get.get(path, answer);
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }
}
