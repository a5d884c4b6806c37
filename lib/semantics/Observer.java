//SOURCES Matrix.java
//SOURCES Observation.java
//SOURCES Probe.java
//SOURCES Session.java
//SOURCES ../backend/Backends.java
//SOURCES ../machine/Machine.java
//SOURCES ../process/Python.java
//SOURCES ../result/UserError.java

package semantics;

import module java.base;

import backend.Backends;
import machine.Machine;
import process.Python;
import result.UserError;

/// Observes backends, some at the same time, as probes wait more than they compute.
public final class Observer {
  private static final int AT_ONCE = 3 * Runtime.getRuntime().availableProcessors();

  private Observer() {}

  /// @param repeats how often each probe runs on each backend
  /// @param python the interpreter for Python's backends, or null for the newest
  /// @param script main class of the script that runs workers
  public static Matrix observe(
      List<Backends.Entry> backends, List<Probe> probes, int repeats, Path python, String script) {
    var started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    long start = System.nanoTime();
    var done = new AtomicInteger();
    boolean available =
        backends.stream().noneMatch(Observer::isPython) || Python.here(python).found();
    var wanted = backends.stream().filter(backend -> available || !isPython(backend)).toList();
    if (!available) System.err.println("Without Python's backends: " + Python.here(python).lacks());
    if (wanted.isEmpty()) throw new UserError("Nothing of what was asked for can run here.");
    System.err.printf(
        "%d probes on %d backends, each %s.%n",
        probes.size(), wanted.size(), repeats == 1 ? "once" : repeats + " times");
    try (var pool = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var running = new LinkedHashMap<String, Future<Map<String, List<Observation>>>>();
      for (var backend : wanted)
        running.put(
            backend.id(),
            pool.submit(() -> {
              var session = new Session(backend, python, script, Session.SILENCE);
              var seen = session.run(probes, repeats);
              System.err.printf(
                  "[%d/%d] %s%n", done.incrementAndGet(), wanted.size(), backend.id());
              return seen;
            }));
      var cells = new ArrayList<Matrix.Cell>();
      for (var one : running.entrySet()) cells.addAll(cells(one.getKey(), one.getValue()));
      System.err.printf("Observed in %d s.%n", (System.nanoTime() - start) / 1_000_000_000);
      return new Matrix(
          Matrix.SCHEMA, started.toString(), Machine.commit(), Machine.host(null), repeats, cells);
    }
  }

  /// @return nothing if the workers of the backend could not be run; the reason is printed
  private static List<Matrix.Cell> cells(
      String backend, Future<Map<String, List<Observation>>> session) {
    try {
      return session.get().entrySet().stream()
          .map(one -> Matrix.Cell.of(one.getKey(), backend, one.getValue()))
          .toList();
    } catch (ExecutionException e) {
      System.err.println("Without " + backend + ": " + e.getCause());
      return List.of();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPython(Backends.Entry backend) {
    return backend.runtime().equals("python");
  }
}
