//SOURCES Matrix.java
//SOURCES Observation.java
//SOURCES Probe.java
//SOURCES Probes.java
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
  private static final int AT_ONCE = 3 * Runtime.getRuntime().availableProcessors() + 1;

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
    var alone = probes.stream().filter(Probes::isAlone).toList();
    var seen = new ConcurrentHashMap<String, Map<String, List<Observation>>>();
    try (var pool = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
        var machine = Executors.newFixedThreadPool(Math.max(1, alone.size()))) {
      for (var probe : alone) {
        // One thread per probe takes the backends one after another.
        machine.submit(() -> {
          for (var backend : wanted)
            keep(seen, backend, () -> session(backend, python, script).alone(probe));
        });
      }
      for (var backend : wanted)
        pool.submit(() -> {
          keep(seen, backend, () -> session(backend, python, script).shared(probes, repeats));
          System.err.printf("[%d/%d] %s%n", done.incrementAndGet(), wanted.size(), backend.id());
        });
    }
    var cells = new ArrayList<Matrix.Cell>();
    for (var backend : wanted)
      for (var probe : probes) {
        var all = seen.getOrDefault(backend.id(), Map.of()).get(probe.id());
        if (all != null) cells.add(Matrix.Cell.of(probe.id(), backend.id(), all));
      }
    System.err.printf("Observed in %d s.%n", (System.nanoTime() - start) / 1_000_000_000);
    return new Matrix(
        Matrix.SCHEMA, started.toString(), Machine.commit(), Machine.host(null), repeats, cells);
  }

  private static Session session(Backends.Entry backend, Path python, String script) {
    return new Session(backend, python, script, Session.SILENCE);
  }

  /// Keeps what a session has seen. If its workers cannot be run, the reason is printed.
  private static void keep(
      Map<String, Map<String, List<Observation>>> seen,
      Backends.Entry backend,
      Callable<Map<String, List<Observation>>> session) {
    try {
      seen.computeIfAbsent(backend.id(), _ -> new ConcurrentHashMap<>()).putAll(session.call());
    } catch (Exception e) {
      System.err.println("Without some of " + backend.id() + ": " + e);
    }
  }

  private static boolean isPython(Backends.Entry backend) {
    return backend.runtime().equals("python");
  }
}
