//SOURCES Matrix.java
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
  private static final int AT_ONCE = 2 * Runtime.getRuntime().availableProcessors() + 1;

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
      var running =
          wanted.stream()
              .map(backend ->
                  pool.submit(() -> {
                    var seen =
                        new Session(backend, python, script, Session.SILENCE).run(probes, repeats);
                    System.err.printf(
                        "[%d/%d] %s%n", done.incrementAndGet(), wanted.size(), backend.id());
                    return seen;
                  }))
              .toList();
      var cells = new ArrayList<Matrix.Cell>();
      for (int i = 0; i < wanted.size(); i++) {
        var backend = wanted.get(i).id();
        running
            .get(i)
            .get()
            .forEach((probe, seen) -> cells.add(Matrix.Cell.of(probe, backend, seen)));
      }
      System.err.printf("Observed in %d s.%n", (System.nanoTime() - start) / 1_000_000_000);
      return new Matrix(
          Matrix.SCHEMA, started.toString(), Machine.commit(), Machine.host(null), repeats, cells);
    } catch (ExecutionException e) {
      throw new UserError("A worker failed: " + e.getCause().getMessage());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPython(Backends.Entry backend) {
    return backend.runtime().equals("python");
  }
}
