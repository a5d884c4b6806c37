//SOURCES Aftermath.java
//SOURCES Observation.java
//SOURCES Probe.java
//SOURCES Probes.java
//SOURCES Programs.java
//SOURCES SemanticsWorker.java
//SOURCES ../backend/Backends.java
//SOURCES ../cli/Jvm.java
//SOURCES ../http/ServerProcess.java
//SOURCES ../machine/Orphans.java
//SOURCES ../process/Python.java
//SOURCES ../result/Json.java

package semantics;

import module java.base;

import backend.Backends;
import cli.Jvm;
import com.fasterxml.jackson.core.JsonProcessingException;
import http.ServerProcess;
import machine.Orphans;
import process.Python;
import result.Json;

/// The probes of one backend, each as often as wanted, in as many worker processes as it takes: a
/// probe that hangs or crashes its worker is an observation, and the next worker goes on behind it.
public final class Session {
  /// A worker ends a probe by itself. This is for a worker that cannot.
  public static final Duration SILENCE = SemanticsWorker.PATIENCE.plusSeconds(10);

  /// What a library guarantees does not depend on them, and they start a worker in half the time.
  private static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /// How the ids of the patterns begin that ask a server.
  private static final String RACE = "race-";

  private static final Duration EXIT = Duration.ofSeconds(4);

  private final Backends.Entry backend;
  private final Path python;
  private final String script;
  private final Duration silence;

  /// Where the server of the race patterns listens; null if no probe asks it.
  private String at;

  /// @param python the interpreter for Python's backends, or null for the newest
  /// @param script main class of the script that runs workers
  /// @param silence after which a worker that says nothing is ended
  public Session(Backends.Entry backend, Path python, String script, Duration silence) {
    this.backend = backend;
    this.python = python;
    this.script = script;
    this.silence = silence;
  }

  /// @param probes those of which only one backend may run one at a time are left out
  /// @param repeats how often each probe runs; those that take long run once
  /// @return the observations of each probe
  public Map<String, List<Observation>> shared(List<Probe> probes, int repeats) throws IOException {
    var ids = new ArrayDeque<String>();
    for (int i = 0; i < repeats; i++)
      for (var probe : probes)
        if (!Probes.isAlone(probe) && probe.body() != null && (i == 0 || !Probes.isLong(probe)))
          ids.add(probe.id());
    var seen = run(ids);
    if (probes.contains(Aftermath.EXIT)) seen.put(Aftermath.EXIT.id(), List.of(exit()));
    return seen;
  }

  /// Runs one of the probes that need the machine.
  public Map<String, List<Observation>> alone(Probe probe) throws IOException {
    return run(new ArrayDeque<>(List.of(probe.id())));
  }

  private Map<String, List<Observation>> run(Deque<String> ids) throws IOException {
    var seen = new HashMap<String, List<Observation>>();
    boolean races = ids.stream().anyMatch(id -> id.startsWith(RACE));
    try (var server = races ? ServerProcess.races() : null) {
      at = races ? server.at() : null;
      workers(ids, seen);
    }
    return seen;
  }

  private void workers(Deque<String> left, Map<String, List<Observation>> seen) throws IOException {
    while (!left.isEmpty()) {
      int before = left.size();
      var error = worker(left, seen);
      if (left.size() == before)
        throw new IOException(backend.id() + " ended before its first probe: " + error);
    }
  }

  /// Runs one worker, and takes away from `left` what it has done.
  ///
  /// @return the last line that it wrote to stderr
  private String worker(Deque<String> left, Map<String, List<Observation>> seen)
      throws IOException {
    var builder = builder("--probes=" + String.join(",", left));
    var mark = Orphans.mark(builder);
    var process = builder.start();
    var errors = new FutureTask<>(() -> last(process.errorReader(StandardCharsets.UTF_8)));
    Thread.ofVirtual().start(errors);
    var heard = new AtomicLong(System.nanoTime());
    var silent = new AtomicBoolean();
    var watch =
        Thread.ofVirtual()
            .start(() -> {
              while (process.isAlive()) {
                if (System.nanoTime() - heard.get() > silence.toNanos()) {
                  silent.set(true);
                  process.destroyForcibly();
                }
                LockSupport.parkNanos(100_000_000);
              }
            });
    String begun = null;
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line; (line = lines.readLine()) != null; heard.set(System.nanoTime())) {
        if (line.startsWith("{\"begins\""))
          begun = read(line, SemanticsWorker.Begins.class).begins();
        else if (line.startsWith("{\"probe\"")) {
          var told = read(line, SemanticsWorker.Line.class);
          add(seen, told.probe(), told.observation());
          left.remove();
          begun = null;
        }
      }
    } finally {
      process.destroyForcibly();
      Orphans.end(mark);
      watch.interrupt();
    }
    if (begun == null) return text(errors);
    add(
        seen,
        begun,
        silent.get()
            ? Observation.broken("hangs", "no word for " + silence.toSeconds() + " s")
            : Observation.broken("crashes", "the process ended: exit code " + code(process)));
    left.remove();
    return text(errors);
  }

  private static String last(BufferedReader lines) {
    return lines.lines().reduce("", (_, line) -> line);
  }

  private static String text(Future<String> last) {
    try {
      return last.get();
    } catch (ExecutionException | InterruptedException e) {
      return "" + e.getCause();
    }
  }

  private static void add(
      Map<String, List<Observation>> seen, String probe, Observation observation) {
    seen.computeIfAbsent(probe, _ -> new ArrayList<>()).add(observation);
  }

  private static int code(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The program of {@link Aftermath#EXIT}: what happens is seen from outside.
  private Observation exit() throws IOException {
    var builder = builder("--exit");
    var mark = Orphans.mark(builder);
    var process = builder.redirectErrorStream(true).start();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("returns") && !line.startsWith("none"))
        line = lines.readLine();
      if (line == null) return Observation.broken("fails", "the program did not start");
      if (line.startsWith("none")) return Observation.none(line.substring("none ".length()));
      long start = System.nanoTime();
      boolean ended = process.waitFor(EXIT.toMillis(), TimeUnit.MILLISECONDS);
      var evidence =
          "a task of %d ms; the process %s"
              .formatted(
                  Aftermath.TASK.toMillis(),
                  ended
                      ? "ended after " + Programs.msSince(start) + " ms"
                      : "still ran after " + EXIT.toMillis() + " ms");
      if (!ended) return Observation.byDesign("stays until closed", evidence);
      return lines.lines().anyMatch("done"::equals)
          ? Observation.safe("waits, then ends", evidence)
          : Observation.byDesign("task is cut off", evidence);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
      Orphans.end(mark);
    }
  }

  private ProcessBuilder builder(String job) {
    if (!backend.runtime().equals("python")) {
      var command = Jvm.command(FLAGS, script);
      command.add(job);
      if (at != null) command.add("--server=" + at);
      command.add("--worker=" + backend.id());
      return Jvm.process(command);
    }
    var parts = job.split("=");
    var command = Python.here(python).command("--backend", backend.id(), "--request", "-");
    command.addAll(List.of(parts));
    if (at != null) command.addAll(List.of("--server", at));
    return Jvm.process(command);
  }

  private static <T> T read(String line, Class<T> type) throws IOException {
    try {
      return Json.read(line, type);
    } catch (JsonProcessingException e) {
      throw new IOException("a worker wrote: " + line, e);
    }
  }
}
