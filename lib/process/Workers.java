//SOURCES ClassArchive.java
//SOURCES ProcessOptions.java
//SOURCES Python.java
//SOURCES WorkerProcess.java
//SOURCES ../backend/Backends.java
//SOURCES ../cli/Jvm.java
//SOURCES ../http/ServerProcess.java
//SOURCES ../http/Wire.java
//SOURCES ../machine/Allowed.java
//SOURCES ../result/Json.java
//SOURCES ../scenario/Echo.java
//SOURCES ../worker/Description.java
//SOURCES ../worker/Report.java
//SOURCES ../worker/Request.java
//SOURCES ../worker/WorkerOptions.java

package process;

import module java.base;

import backend.Backends;
import cli.Jvm;
import http.ServerProcess;
import http.Wire;
import machine.Allowed;
import result.Json;
import scenario.Echo;
import worker.Description;
import worker.Report;
import worker.Report.NotMeasured;
import worker.Request;
import worker.WorkerOptions;

/// Starts the workers of a run, each on the runtime of its backend.
public final class Workers {
  /// The option that asks Python's worker for the program without an adapter.
  public static final String HAND = "--hand=";

  private final ProcessOptions options;
  private final BiConsumer<String, String> stderr;
  private final Map<List<String>, Description> descriptions = new HashMap<>();
  private ServerProcess server;

  /// @param stderr receives the backend and each line that its worker writes to stderr
  public Workers(ProcessOptions options, BiConsumer<String, String> stderr) {
    this.options = options;
    this.stderr = stderr;
  }

  /// Runs one worker to its end. Whatever it does, this returns a report.
  ///
  /// @param script main class of the scenario
  /// @param args of the script
  /// @throws CancellationException if a signal tells this process to end
  public Report run(String script, Backends.Entry backend, List<String> args) {
    if (backend.runtime().equals("python")) return python(script, backend, args);
    if (!args.contains("--server=" + Echo.OWN)) return jvm(script, backend.id(), args);
    return served(at ->
        jvm(script, backend.id(), Stream.concat(args.stream(), Stream.of("--at=" + at)).toList()));
  }

  /// If a scenario uses the run's own server, all workers use the same one. It starts before the
  /// first of them, is warm from then on, and ends with this process.
  private Report served(Function<String, Report> worker) {
    try {
      if (server == null || !server.isAlive()) server = ServerProcess.start(pinned());
    } catch (IOException e) {
      return NotMeasured.failed("the echo server could not be started: " + e.getMessage());
    }
    return worker.apply(server.at());
  }

  /// The script's jar comes first on the class path of this process. The worker loads it itself.
  private Report jvm(String script, String backend, List<String> args) {
    var path = System.getProperty("java.class.path").split(File.pathSeparator, 2);
    var archive = ClassArchive.of(backend, path[1], options.jvmArgs);
    var flags = new ArrayList<>(archive.options());
    flags.addAll(options.jvmArgs);
    var command = Jvm.command(flags, path[1], "worker.Start");
    command.addAll(List.of(path[0], script));
    command.addAll(args);
    if (options.mutant != null) command.add("--mutant=" + options.mutant);
    command.add(WorkerOptions.worker(backend));
    var report = start(backend, command, "");
    archive.keep(report instanceof Report.Measured);
    return report;
  }

  private Report python(String script, Backends.Entry backend, List<String> args) {
    var python = Python.here(options.python);
    if (!python.found()) return NotMeasured.skipped(python.lacks());
    var command = python.command("--backend", backend.id());
    if (options.mutant != null) command.addAll(List.of("--mutant", options.mutant));
    Report report;
    if (args.contains("--laws") || args.contains("--timers")) {
      command.addAll(args);
      command.addAll(List.of("--request", "-"));
      report = start(backend.id(), command, "");
    } else {
      command.addAll(args.stream().filter(arg -> arg.startsWith(HAND)).toList());
      var asked = args.stream().filter(arg -> !arg.startsWith(HAND)).toList();
      var key = Stream.concat(Stream.of(script), asked.stream()).toList();
      Request request;
      try {
        var said = descriptions.computeIfAbsent(key, _ -> Description.of(script, asked));
        command.addAll(List.of("--scenario", said.scenario(), "--request", "-"));
        request = said.request();
      } catch (IllegalStateException e) {
        return NotMeasured.failed(e.getMessage());
      }
      Function<String, Report> asking =
          at -> start(backend.id(), command, Json.line(request.with("server", at)));
      // An address, as the JVM's clients get it: by a name, each client might find another one.
      report =
          switch ((String) request.params().get("server")) {
            case null -> start(backend.id(), command, Json.line(request));
            case Echo.OWN -> served(asking);
            case String named -> asking.apply(Wire.authority(ServerProcess.listening(named)));
          };
    }
    return report instanceof NotMeasured none && none.status().equals(NotMeasured.UNAVAILABLE)
        ? NotMeasured.skipped(python.explained(none.reason()))
        : report;
  }

  private Report start(String backend, List<String> command, String input) {
    command.addAll(0, pinned());
    return WorkerProcess.run(command, input, options.timeout, line -> stderr.accept(backend, line));
  }

  private List<String> pinned() {
    if (options.cpus == null) return List.of();
    var chosen = Allowed.processors().stream().limit(options.cpus).map(String::valueOf);
    return List.of("taskset", "-c", chosen.collect(Collectors.joining(",")));
  }
}
