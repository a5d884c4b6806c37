//SOURCES Cells.java
//SOURCES Listing.java
//SOURCES Lock.java
//SOURCES Machine.java
//SOURCES NoiseProbe.java
//SOURCES Notices.java
//SOURCES Options.java
//SOURCES Progress.java
//SOURCES Python.java
//SOURCES Resume.java
//SOURCES Schedule.java
//SOURCES Store.java
//SOURCES Summary.java
//SOURCES Warnings.java
//SOURCES Workers.java
//SOURCES ../result/Table.java
//SOURCES ../result/Variant.java

package bench;

import module java.base;

import backend.Backends;
import result.Cell;
import result.Host;
import result.Results;
import result.Round;
import result.Table;
import result.UserError;
import result.Variant;

/// A run: every scenario on every backend, one worker process per round. Rounds are interleaved,
/// each in an order of its own, so that drift of the machine hits all backends; the results file is
/// written anew after each worker.
public final class Run {

  /// @param id the scenario's main class
  /// @param about one line for `--list`
  /// @param args what a person gave its script, which each worker is given too
  /// @param params those that tell this entry from others of the same scenario; empty if it is the
  ///     only one
  public record Scenario(String id, String about, List<String> args, Map<String, String> params) {
    String name() {
      return Variant.name(id, params);
    }

    /// The same as the only entry of its scenario.
    Scenario alone() {
      return new Scenario(id, about, args, Map.of());
    }

    /// Whether the cell has its numbers from this entry, in this run or in an earlier one.
    boolean measures(Cell cell) {
      return cell.scenario().equals(id) && Variant.contains(cell.params(), params);
    }
  }

  private final Options options;
  private final Notices notices;
  private final List<Scenario> scenarios;
  private final Store store;
  private final Workers workers;
  private final NoiseProbe probe = NoiseProbe.here();
  private final Map<Schedule.Key, Cell> cells = new LinkedHashMap<>();
  private Results results;

  /// @param command that a person types, to be told how to go on
  /// @param left scenarios that `--quick` leaves out
  Run(
      Options options,
      String command,
      List<Scenario> scenarios,
      List<Scenario> left,
      boolean verbose) {
    this.options = options;
    this.notices = new Notices(options, command, scenarios, left);
    this.scenarios = scenarios;
    this.store = new Store(options.out, options.json);
    this.workers =
        new Workers(
            options,
            (backend, line) -> {
              if (verbose) System.err.println(backend + ": " + line);
            });
  }

  /// @return 0 if every cell has its numbers and is stored, 1 if not
  int run(String... args) {
    var told = new CountDownLatch(1);
    // A signal (Ctrl-C, kill) ends the worker; then the process waits here until the run has told
    // what it has.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(told)));
    try {
      return measureAll(args);
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

  private int measureAll(String... args) {
    options.check();
    var backends = options.backends();
    if (options.list) {
      var measured = new Table(2).row("Scenarios:");
      for (var scenario : scenarios) measured.row("  " + scenario.name(), scenario.about());
      Listing.print(System.out, measured, backends, options.python);
      return 0;
    }
    notices.check();
    var host = Machine.host(null);
    var warnings = warnings(host);
    warnings.forEach(warning -> System.err.println("! " + warning + "."));
    results =
        new Results(
            Results.SCHEMA,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            null,
            List.of(args),
            Machine.commit(),
            host,
            options.config(),
            warnings,
            List.of());
    previous()
        .ifPresent(old -> {
          results = old.finished(null);
          probe.saw(old.cells().stream().flatMap(cell -> cell.rounds().stream()));
          for (var scenario : scenarios)
            old.cells().stream()
                .filter(scenario::measures)
                .forEach(cell -> cells.put(new Schedule.Key(scenario, cell.backend()), cell));
        });
    store();
    // Before the clock of the budget runs: what is missing may have to be fetched.
    if (backends.stream().anyMatch(backend -> backend.runtime().equals("python")))
      Python.here(options.python);
    if (options.verify) verify(backends);
    var schedule = new Schedule(options, scenarios, backends, cells);
    System.err.println(notices.before(schedule));
    try (var progress = Progress.start()) {
      for (int round = 1; round <= options.rounds(); round++)
        progress.expect(schedule.round(round).size());
      int round = 1;
      for (; schedule.begins(round); round++) {
        for (var job : schedule.round(round)) measure(job, progress);
        notices.after(round, cells).forEach(progress::say);
      }
      for (; schedule.adds(round); round++) {
        var added = schedule.round(round);
        progress.expect(added.size());
        for (var job : added) if (schedule.adds(round)) measure(job, progress);
        notices.after(round, cells).forEach(progress::say);
      }
      results = results.finished(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    } catch (CancellationException e) {
      System.err.println(
          store.files().findAny().isPresent()
              ? "Stopped early: the same command with --resume measures the rest."
              : "Stopped early and stored nowhere: with --json FILE, --resume could go on.");
    }
    return finish();
  }

  /// A backend that breaks a law has no cell that is measured.
  private void verify(List<Backends.Entry> backends) {
    for (var backend : backends) {
      System.err.println("laws of " + backend.id() + " …");
      var report = workers.run(scenarios.getFirst().id(), backend, List.of("--laws"));
      if (report.status().equals(Report.LAWFUL)) continue;
      for (var scenario : scenarios) {
        var key = new Schedule.Key(scenario, backend.id());
        var before = cells.get(key);
        fails(key, backend, report, before == null ? List.of() : before.rounds());
      }
    }
  }

  /// A cell without numbers; what was measured before stays.
  private void fails(Schedule.Key key, Backends.Entry backend, Report report, List<Round> rounds) {
    boolean told = report.params() != null && !report.params().isEmpty();
    cells.put(
        key,
        Cells.without(
            key.scenario().id(),
            backend,
            told ? report.params() : key.scenario().params(),
            report.status(),
            report.reason(),
            rounds));
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

  private void measure(Schedule.Job job, Progress progress) {
    progress.next(job.scenario().name(), job.backend().id(), job.round());
    measure(job);
    store();
  }

  private void measure(Schedule.Job job) {
    int order = 1 + cells.values().stream().mapToInt(cell -> cell.rounds().size()).sum();
    var args = new ArrayList<>(options.forWorker());
    args.addAll(job.scenario().args());
    var probed = probe.run(options, () -> workers.run(job.scenario().id(), job.backend(), args));
    var report = probed.report();
    var before = cells.get(job.key());
    var rounds = new ArrayList<>(before == null ? List.<Round>of() : before.rounds());
    if (!report.ok()) {
      fails(job.key(), job.backend(), report, rounds);
      return;
    }
    if (before != null && !before.params().equals(report.params())) {
      throw new UserError(
          "--resume: "
              + before.scenario()
              + " was measured with "
              + before.params()
              + ", now with "
              + report.params()
              + ". Give the same options, or start anew without --resume.");
    }
    rounds.add(Cells.round(probed, job.round(), order));
    cells.put(job.key(), Cells.of(job.backend(), report, rounds));
    describe(job.backend(), report);
  }

  /// What only a worker knows of the machine.
  private void describe(Backends.Entry backend, Report report) {
    var host = results.host();
    boolean python = backend.runtime().equals("python");
    if (python && host.python() == null)
      // The event loop is the backend's own.
      results =
          results.on(host.withPython(report.environment().replaceFirst(", event loop.*", "")));
    if (!python && host.gc() == null) results = results.on(host.withGc(report.gc()));
  }

  private Optional<Results> previous() {
    if (!options.resume) return Optional.empty();
    var file =
        store
            .files()
            .findFirst()
            .orElseThrow(() ->
                new UserError(
                    "--resume needs the place of the results: add --out FOLDER or --json FILE."));
    return Resume.from(file, results, scenarios);
  }

  private void order() {
    results =
        results.with(
            cells.entrySet().stream()
                .sorted(
                    Comparator.comparingInt((Map.Entry<Schedule.Key, Cell> cell) ->
                            scenarios.indexOf(cell.getKey().scenario()))
                        .thenComparingInt(cell -> Backends.ids().indexOf(cell.getKey().backend())))
                .map(Map.Entry::getValue)
                .toList());
  }

  private void store() {
    order();
    store.put(results);
  }

  private int finish() {
    // What is usual becomes known in the course of a run.
    cells.replaceAll((_, cell) -> Cells.judged(cell, probe));
    order();
    boolean stored = store.finish(results);
    notices.leftOut().forEach(System.out::println);
    boolean failed = cells.values().stream().anyMatch(cell -> cell.status().equals("failed"));
    return failed || !stored ? 1 : 0;
  }
}
