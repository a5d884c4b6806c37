//SOURCES Load.java
//SOURCES ServerProcess.java

package http;

import module java.base;

/// What an echo server can do under a load that costs almost nothing. The load has one thread. It
/// writes its requests once and sends them again and again. It counts answers by their bytes.
///
/// @param connections how many are kept alive
/// @param depth requests that are sent at once on a connection, before the first is answered
///     (pipelining)
/// @param perSecond requests answered per second
/// @param serverMicros processor time of the server per request
/// @param loadMicros processor time of the load per request
public record Capacity(
    int connections, int depth, double perSecond, double serverMicros, double loadMicros) {

  /// Prints what a server can do under many connections and under many requests at once.
  public static void main() throws IOException {
    try (var server = ServerProcess.start(List.of())) {
      IO.println(of(server, 50, 1, Duration.ofSeconds(5)));
      IO.println(of(server, 8, 16, Duration.ofSeconds(5)));
    }
  }

  /// Measures for that long, after a warm-up of the same length.
  ///
  /// @throws IOException if the server closes a connection or gives another answer than before
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
}
