//SOURCES Load.java

package http;

import module java.base;

import java.lang.management.ManagementFactory;

/// Warms a server up before the first client is given its address. The server answers a plain load
/// from its own process until the JVM's compilers rest. Otherwise a client that has no compilers to
/// wait for, such as one of Python, would be measured while the server's compilers still work.
public final class Exercise {
  /// The JVM compiles code for the last time after it has run some ten thousand times.
  public static final int LEAST_REQUESTS = 30_000;

  private static final int CONNECTIONS = 50;
  private static final Duration STEP = Duration.ofMillis(250);
  private static final int STEPS_OF_REST = 2;

  /// The compilers rest if they take less than this share of one processor.
  private static final double RESTING = 0.05;

  /// After this time, the server is as warm as this machine can make it.
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private Exercise() {}

  /// @param server a server of this process
  /// @return how many requests it has answered
  public static long of(InetSocketAddress server) throws IOException {
    var compilers = ManagementFactory.getCompilationMXBean();
    long end = System.nanoTime() + LONGEST.toNanos();
    long requests = 0;
    int rests = 0;
    try (var load = new Load(server, CONNECTIONS, 1)) {
      while ((requests < LEAST_REQUESTS || rests < STEPS_OF_REST) && System.nanoTime() < end) {
        long before = compilers.getTotalCompilationTime();
        requests += load.run(STEP);
        boolean busy = compilers.getTotalCompilationTime() - before > RESTING * STEP.toMillis();
        rests = busy ? 0 : rests + 1;
      }
    }
    return requests;
  }
}
