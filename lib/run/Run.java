//SOURCES Ending.java
//SOURCES Invocation.java
//SOURCES Listing.java
//SOURCES Measurements.java
//SOURCES NoiseProbe.java
//SOURCES Notices.java
//SOURCES Options.java
//SOURCES Progress.java
//SOURCES Resume.java
//SOURCES Schedule.java
//SOURCES Store.java
//SOURCES ../cli/Table.java
//SOURCES ../machine/ControlGroup.java
//SOURCES ../machine/Lock.java
//SOURCES ../machine/Machine.java
//SOURCES ../machine/Warnings.java
//SOURCES ../process/Python.java
//SOURCES ../process/Workers.java
//SOURCES ../report/Summary.java
//SOURCES ../result/Host.java
//SOURCES ../result/Json.java
//SOURCES ../result/Results.java
//SOURCES ../result/UserError.java
//SOURCES ../worker/Report.java

package run;

import module java.base;

import cli.Table;
import machine.ControlGroup;
import machine.Lock;
import machine.Machine;
import machine.Warnings;
import process.Python;
import process.Workers;
import report.Summary;
import result.Host;
import result.Json;
import result.Results;
import result.UserError;
import worker.Report;

/// A run measures every scenario on every backend, with one worker process per round. Rounds are
/// interleaved, and each has an order of its own, so that a drift of the machine affects all
/// backends. The results file is rewritten after each worker.
public final class Run {

  private final Options options;
  private final Notices notices;
  private final Ending ending;
  private final List<Invocation> scenarios;
  private final Store store;
  private final Workers workers;
  private final NoiseProbe probe = NoiseProbe.here();
  private final ControlGroup group = ControlGroup.own();

  /// @param command the command that a person types, for hints on how to go on
  /// @param left the scenarios that `--quick` leaves out
  public Run(
      Options options,
      String command,
      List<Invocation> scenarios,
      List<Invocation> left,
      boolean verbose) {
    this.options = options;
    this.notices = new Notices(options, scenarios);
    this.ending = new Ending(options, command, scenarios, left);
    this.scenarios = scenarios;
    this.store = new Store(options.out, options.pipes() ? null : options.json);
    this.workers =
        new Workers(
            options.process,
            (backend, line) -> {
              if (verbose) System.err.println(backend + ": " + line);
            });
  }

  /// @return 0 if no cell failed and the results are stored, 1 otherwise
  public int run(String... args) {
    options.check();
    if (options.list) return list();
    notices.check();
    var told = new CountDownLatch(1);
    // A signal (Ctrl-C, kill) ends the worker. Then this process waits here until the run has
    // printed the results that it has.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(told)));
    try {
      var measurements = prepare(args);
      measure(measurements);
      return finish(measurements);
    } finally {
      told.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int list() {
    var measured = new Table(2).row("Scenarios:");
    for (var scenario : scenarios) measured.row("  " + scenario.name(), scenario.about());
    Listing.print(System.out, measured, options.backends(), options.process.python);
    return 0;
  }

  /// Everything that is done before the clock of the budget starts. It prints warnings, takes over
  /// the results of an earlier part of the run, stores the results for the first time, fetches what
  /// is missing, and checks the laws if that is asked for.
  private Measurements prepare(String... args) {
    var host = Machine.host(null);
    var warnings = warnings(host);
    warnings.forEach(warning -> System.err.println("! " + warning + "."));
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    var empty =
        new Results(
            Results.SCHEMA,
            now,
            null,
            List.of(args),
            Machine.commit(),
            host,
            options.config(),
            warnings,
            List.of());
    var measurements = new Measurements(scenarios, empty);
    previous(empty)
        .ifPresent(old -> {
          measurements.takeOver(old);
          probe.saw(old.cells().stream().flatMap(cell -> cell.rounds().stream()));
        });
    store.put(measurements.results());
    if (options.backends().stream().anyMatch(backend -> backend.runtime().equals("python")))
      Python.here(options.process.python);
    if (options.verify) verify(measurements);
    return measurements;
  }

  private List<String> warnings(Host host) {
    var warnings = Warnings.of(Path.of("/"), host, Machine.discharging());
    warnings.addAll(Warnings.variables(System.getenv()));
    Lock.take().ifPresent(warnings::add);
    System.err.println(
        "This instrument is "
            + Warnings.calibration(options.calibration(), host, Instant.now())
            + ".");
    return warnings;
  }

  private Optional<Results> previous(Results now) {
    if (!options.resume) return Optional.empty();
    var file =
        store
            .files()
            .findFirst()
            .orElseThrow(() ->
                new UserError(
                    "--resume needs the place of the results: add --out FOLDER or --json FILE."));
    return Resume.from(file, now, scenarios);
  }

  /// Checks the laws. No cell of a backend that breaks a law is measured.
  private void verify(Measurements measurements) {
    for (var backend : options.backends()) {
      System.err.println("laws of " + backend.id() + " …");
      if (workers.run(scenarios.getFirst().id(), backend, List.of("--laws"))
          instanceof Report.NotMeasured none)
        for (var scenario : scenarios)
          measurements.fails(new Schedule.Key(scenario, backend.id()), backend, none);
    }
  }

  /// Measures every cell in each of the first rounds, then the cells whose intervals are wide. Ends
  /// when the time is over, or when a signal tells the process to end.
  private void measure(Measurements measurements) {
    var schedule = new Schedule(options, scenarios, options.backends(), measurements.cells());
    System.err.println(notices.before(schedule));
    try (var progress = Progress.start()) {
      for (int round = 1; round <= options.rounds(); round++)
        progress.expect(schedule.round(round).size());
      int round = 1;
      for (; schedule.begins(round); round++) {
        for (var job : schedule.round(round)) measure(job, measurements, progress);
        notices.after(round, measurements.cells()).forEach(progress::say);
      }
      for (; schedule.adds(round); round++) {
        var added = schedule.round(round);
        progress.expect(added.size());
        for (var job : added) if (schedule.adds(round)) measure(job, measurements, progress);
        notices.after(round, measurements.cells()).forEach(progress::say);
      }
      measurements.finished();
    } catch (CancellationException e) {
      // The results are not finished, which the last line says.
    }
  }

  private void measure(Schedule.Job job, Measurements measurements, Progress progress) {
    progress.next(job.scenario().name(), job.backend().id(), job.round());
    var args = new ArrayList<>(options.forWorker());
    args.addAll(job.scenario().args());
    long before = group.throttled();
    var probed =
        probe.run(options.probes(), () -> workers.run(job.scenario().id(), job.backend(), args));
    if (probed.report() instanceof Report.NotMeasured none)
      measurements.fails(job.key(), job.backend(), none);
    else
      measurements.add(
          job, probed.report().measured(job), probed.wakeNs(), group.throttled() - before);
    store.put(measurements.results());
    progress.ended();
  }

  private int finish(Measurements measurements) {
    measurements.judge(probe);
    var results = measurements.results();
    boolean stored = store.finish(results);
    var out = options.pipes() ? System.err : System.out;
    Summary.print(out, results);
    ending.print(out, results, store, stored);
    if (options.pipes()) System.out.println(Json.pretty(results));
    boolean failed = results.cells().stream().anyMatch(cell -> cell.status().equals("failed"));
    return failed || !stored ? 1 : 0;
  }
}
