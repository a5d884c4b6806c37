//SOURCES RaceLoad.java
//SOURCES RacePattern.java
//SOURCES RaceRequest.java
//SOURCES RaceResources.java
//SOURCES RaceRounds.java
//SOURCES ../result/Json.java

package http;

import module java.base;

import result.Json;

/// A server with which clients race: `GET /1` to `GET /11` are the eleven patterns of the public
/// suite Easy Racer (github.com/jamesward/easyracer), by its protocol, with shorter pauses. A
/// request without an answer is a racer, and a connection that its client closes is one that was
/// cancelled.
///
/// What that suite does not have: the server notes from its side what the client does. After a
/// pattern, `GET /verdict?n=1&got=right` says so as the JSON of a {@link RaceVerdict}, where `got`
/// is what the client takes for the answer, and the pattern begins anew. One client at a time takes
/// part in a pattern.
///
/// Each connection has a virtual thread, which reads, so that it notices the end of the connection
/// at once.
public final class RaceServer implements AutoCloseable {
  public static final int PATTERNS = 11;

  /// With 10,000 clients at once, connections wait to be accepted.
  private static final int BACKLOG = 16_384;

  /// A head is short. With 10,000 connections, large buffers would take much memory.
  private static final int BUFFER_BYTES = 512;

  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReferenceArray<RacePattern> running =
      new AtomicReferenceArray<>(PATTERNS + 1);

  private RaceServer(InetSocketAddress at) throws IOException {
    for (int n = 1; n <= PATTERNS; n++) running.set(n, pattern(n));
    listening = new ServerSocket(at.getPort(), BACKLOG, at.getAddress());
    Thread.ofPlatform().daemon().name("race-server").start(this::accept);
  }

  /// @param at the address; with port 0, the system chooses the port
  /// @throws IOException if it cannot listen there
  public static RaceServer start(InetSocketAddress at) throws IOException {
    return new RaceServer(at);
  }

  /// The address on which it listens.
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  private static RacePattern pattern(int n) {
    return switch (n) {
      case 8 -> new RaceResources();
      case 10 -> new RaceLoad();
      default -> RaceRounds.pattern(n);
    };
  }

  private void accept() {
    try {
      while (true) {
        var socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private void serve(Socket socket) {
    Runnable gone = () -> {};
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
      for (var target = target(in); target != null; target = target(in))
        gone = route(socket, target);
    } catch (IOException e) {
      // The client has reset the connection, or sent something else than requests.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
      gone.run();
    }
  }

  /// Reads a head.
  ///
  /// @return path and query; null at the end of the connection
  private static String target(InputStream in) throws IOException {
    var first = line(in);
    if (first == null) return null;
    for (var line = line(in); !"".equals(line); line = line(in))
      if (line == null) throw new EOFException("a head without an end");
    var words = first.split(" ");
    if (words.length != 3 || !words[0].equals("GET"))
      throw new ProtocolException("not a GET: " + first);
    return words[1];
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) return null;
      if (c != '\r') line.append((char) c);
    }
    return line.toString();
  }

  /// @return what is to be done if the connection closes now
  private Runnable route(Socket socket, String target) throws InterruptedException {
    int mark = target.indexOf('?');
    var path = mark < 0 ? target : target.substring(0, mark);
    var request = new RaceRequest(socket, mark < 0 ? "" : target.substring(mark + 1));
    int n = number(path.substring(1));
    if (n > 0) {
      var pattern = running.get(n);
      pattern.arrived(request);
      return () -> {
        if (request.closed()) pattern.gone(request);
      };
    }
    switch (path) {
      case "/" -> request.answer(200, "");
      case "/verdict" -> verdict(request);
      default -> request.answer(404, "no such pattern: " + path);
    }
    return () -> {};
  }

  private void verdict(RaceRequest request) throws InterruptedException {
    var asked = request.parameters();
    int n = number(asked.getOrDefault("n", ""));
    if (n == 0) {
      request.answer(400, "n is the number of a pattern, 1 to " + PATTERNS);
      return;
    }
    var verdict = running.getAndSet(n, pattern(n)).verdict(asked.getOrDefault("got", ""));
    request.answer(200, Json.line(verdict));
  }

  private static int number(String text) {
    return text.matches("[1-9]|1[01]") ? Integer.parseInt(text) : 0;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (var socket : open) socket.close();
  }
}
