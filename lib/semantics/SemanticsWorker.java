//SOURCES Aftermath.java
//SOURCES Judgement.java
//SOURCES Lost.java
//SOURCES Observation.java
//SOURCES PrintedLog.java
//SOURCES Probe.java
//SOURCES Probes.java
//SOURCES Programs.java
//SOURCES RaceClient.java
//SOURCES ../backend/Plain.java
//SOURCES ../backend/Unsupported.java
//SOURCES ../backend/plain/PlainBackends.java
//SOURCES ../result/Json.java
//SOURCES ../worker/ParentWatch.java
//SOURCES ../worker/WorkerOptions.java

package semantics;

import module java.base;

import backend.Plain;
import backend.Unsupported;
import backend.plain.PlainBackends;
import result.Json;
import worker.ParentWatch;
import worker.WorkerOptions;

/// A process that runs probes on one backend and prints a line of JSON for each run of a probe. If
/// a probe does not end in time, it says so and ends, because what hangs would disturb the next
/// probe. The parent then asks another process for the rest.
public final class SemanticsWorker {
  /// How long a probe may take.
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /// How long closing a backend may take.
  private static final Duration CLOSING = Duration.ofSeconds(5);

  /// The worker writes it before it runs a probe, so that the parent knows which one has ended it.
  ///
  /// @param begins the id of the probe
  public record Begins(String begins) {}

  /// What the worker writes after it.
  ///
  /// @param probe its id
  public record Line(String probe, String says, Judgement judgement, String evidence) {
    public Observation observation() {
      return new Observation(says, judgement, evidence);
    }
  }

  private final PrintStream out;
  private final Supplier<Plain<Object>> backend;

  SemanticsWorker(PrintStream out, Supplier<Plain<Object>> backend) {
    this.out = out;
    this.backend = backend;
  }

  public static boolean isWorker(String... args) {
    return WorkerOptions.isWorker(args);
  }

  /// @param args as {@link Session} gives them
  public static void main(String... args) throws Exception {
    var options = WorkerOptions.map(args);
    if (options.containsKey("server")) RaceClient.ask(options.get("server"));
    if (options.containsKey("exit")) exit(options.get("worker"));
    else run(options.get("worker"), List.of(options.get("probes").split(",")));
  }

  /// Starts a task that nobody awaits, and returns. The program closes nothing, as a person would
  /// who forgets to.
  private static void exit(String backend) throws Exception {
    var on = PlainBackends.open(backend);
    var task = on.then(on.sleep(Aftermath.TASK), on.call(() -> System.out.println("done")));
    try {
      on.start(on.detach(task)).await();
    } catch (Unsupported e) {
      System.out.println("none " + e.getMessage());
      System.exit(0);
    }
    System.out.println("returns");
  }

  /// @param backend its id
  /// @param probes ids, each of which is run once
  private static void run(String backend, List<String> probes) {
    ParentWatch.start();
    PrintedLog.install();
    var out = System.out;
    System.setOut(System.err);
    var worker = new SemanticsWorker(out, () -> PlainBackends.open(backend));
    for (var probe : probes) worker.run(Probes.find(probe).orElseThrow());
    out.flush();
    Runtime.getRuntime().halt(0);
  }

  private void run(Probe probe) {
    tell(new Begins(probe.id()));
    var observation = observe(probe, backend, PATIENCE);
    tell(new Line(probe.id(), observation.says(), observation.judgement(), observation.evidence()));
    if (observation.judgement() == Judgement.BROKEN) Runtime.getRuntime().halt(0);
  }

  /// Runs a probe once, within a bounded time.
  public static Observation observe(
      Probe probe, Supplier<Plain<Object>> backend, Duration patience) {
    var task = new FutureTask<>(() -> observed(probe, backend));
    Thread.ofPlatform().daemon().name("probe").start(task);
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      Lost.restore();
      return Observation.broken("hangs", "no end after " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      var cause = e.getCause();
      return Observation.broken("fails", Programs.name(cause) + ": " + cause.getMessage());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Observation observed(Probe probe, Supplier<Plain<Object>> backend)
      throws Exception {
    try (var lost = new Lost()) {
      var on = backend.get();
      try {
        return probe.body().on(on, lost);
      } catch (Unsupported e) {
        return Observation.none(e.getMessage());
      } finally {
        close(on);
      }
    }
  }

  /// A probe may leave something running that a library waits for when it is closed.
  private static void close(Plain<Object> on) throws InterruptedException {
    var closing = Thread.ofPlatform().daemon().name("close").start(on::close);
    closing.join(CLOSING);
  }

  private void tell(Object line) {
    out.println(Json.line(line));
    out.flush();
  }
}
