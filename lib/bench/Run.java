//SOURCES Cells.java
//SOURCES Lock.java
//SOURCES Machine.java
//SOURCES Options.java
//SOURCES Progress.java
//SOURCES Resume.java
//SOURCES Summary.java
//SOURCES Warnings.java
//SOURCES WorkerProcess.java
//SOURCES ../result/ResultsFile.java

package bench;

import module java.base;

import backend.Backends;
import result.Cell;
import result.Host;
import result.Results;
import result.ResultsFile;
import result.Round;
import result.UserError;

/// A run: every scenario on every backend, one worker process per round. Rounds are interleaved, each in an order of
/// its own, so that drift of the machine hits all backends; the results file is written anew after each worker.
public final class Run {

  /// @param id the scenario's main class
  /// @param about one line for `--list`
  /// @param args what a person gave its script, which each worker is given too
  public record Scenario(String id, String about, List<String> args) {}

  private record Key(String scenario, String backend) {}

  private record Job(Scenario scenario, Backends.Entry backend, int round) {
    Key key() {
      return new Key(scenario.id(), backend.id());
    }
  }

  private final Options options;
  private final List<Scenario> scenarios;
  private final boolean verbose;
  private final Map<Key, Cell> cells = new LinkedHashMap<>();
  private Results results;
  private UserError unwritten;
  private boolean writable;
  private boolean warned;

  Run(Options options, List<Scenario> scenarios, boolean verbose) {
    this.options = options;
    this.scenarios = scenarios;
    this.verbose = verbose;
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
      Summary.list(System.out, scenarios, backends);
      return 0;
    }
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
          for (var cell : old.cells()) cells.put(new Key(cell.scenario(), cell.backend()), cell);
        });
    store();
    long end = System.nanoTime() + options.budget.toNanos();
    try (var progress = Progress.start()) {
      for (int round = 1; round <= options.rounds(); round++)
        progress.expect(jobs(round, backends).size());
      for (int round = 1; ; round++) {
        boolean added = round > options.rounds();
        var jobs = jobs(round, backends);
        if (added && (jobs.isEmpty() || System.nanoTime() >= end)) break;
        if (added) progress.expect(jobs.size());
        for (var job : jobs) {
          if (added && System.nanoTime() >= end) break;
          progress.next(job.scenario().id(), job.backend().id(), round);
          measure(job);
          store();
        }
      }
      results = results.finished(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    } catch (CancellationException e) {
      System.err.println(
          stored().findAny().isPresent()
              ? "Stopped early: the same command with --resume measures the rest."
              : "Stopped early and stored nowhere: with --json FILE, --resume could go on.");
    }
    return finish();
  }

  private List<String> warnings(Host host) {
    var warnings = Warnings.of(Path.of("/"), host, Machine.discharging());
    Lock.take().ifPresent(warnings::add);
    System.err.println(
        "This instrument is "
            + Warnings.calibration(options.calibration(), host, Instant.now())
            + ".");
    return warnings;
  }

  /// What a round has to measure, in an order drawn from the seed. The first rounds measure every cell; those that
  /// are added, the cells whose interval is too wide still.
  private List<Job> jobs(int round, List<Backends.Entry> backends) {
    var jobs = new ArrayList<Job>();
    for (var scenario : scenarios) {
      for (var backend : backends) jobs.add(new Job(scenario, backend, round));
    }
    Collections.shuffle(jobs, new SplittableRandom(options.seed ^ (long) round << 32));
    jobs.removeIf(job -> !due(cells.get(job.key()), round));
    return jobs;
  }

  private boolean due(Cell cell, int round) {
    if (cell == null) return true;
    if (!cell.ok() || cell.rounds().stream().anyMatch(done -> done.round() == round)) return false;
    return round <= options.rounds() || wide(cell);
  }

  private boolean wide(Cell cell) {
    var spread = cell.metrics().get(cell.headline()).spread();
    return options.precision() != null && (spread == null || spread > options.precision());
  }

  private void measure(Job job) {
    int order = 1 + cells.values().stream().mapToInt(cell -> cell.rounds().size()).sum();
    var args = new ArrayList<>(options.forWorker());
    args.addAll(job.scenario().args());
    args.add("--worker=" + job.backend().id());
    var report =
        WorkerProcess.run(
            job.scenario().id(),
            args,
            options.jvmArgs,
            options.cpus,
            options.timeout,
            line -> {
              if (verbose) System.err.println(job.backend().id() + ": " + line);
            });
    var before = cells.get(job.key());
    var rounds = new ArrayList<>(before == null ? List.<Round>of() : before.rounds());
    if (report.ok()) {
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
      rounds.add(Cells.round(report, job.round(), order));
      cells.put(job.key(), Cells.of(job.backend(), report, rounds));
      var host = results.host();
      if (host.gc() == null) results = results.on(host.withGc(report.gc()));
    } else {
      cells.put(
          job.key(),
          Cells.without(
              job.scenario().id(),
              job.backend(),
              Objects.requireNonNullElse(report.params(), Map.of()),
              report.status(),
              report.reason(),
              rounds));
    }
  }

  private Optional<Results> previous() {
    if (!options.resume) return Optional.empty();
    var file =
        stored()
            .findFirst()
            .orElseThrow(() ->
                new UserError(
                    "--resume needs the place of the results: add --out FOLDER or --json FILE."));
    return Resume.from(file, results, scenarios.stream().map(Scenario::id).toList());
  }

  private Stream<Path> stored() {
    return Stream.concat(
        Stream.ofNullable(options.out).map(folder -> folder.resolve("latest.json")),
        Stream.ofNullable(options.json));
  }

  private void store() {
    var ordered =
        cells.values().stream()
            .sorted(
                Comparator.comparingInt((Cell cell) -> scenarioIndex(cell.scenario()))
                    .thenComparingInt(cell -> Backends.ids().indexOf(cell.backend())))
            .toList();
    results = results.with(ordered);
    unwritten = null;
    stored().forEach(this::write);
    writable = true;
  }

  /// A place that was writable at first may be full now. The run does not end of that: it tries again after each worker.
  private void write(Path file) {
    try {
      ResultsFile.write(file, results);
    } catch (UserError e) {
      if (!writable) throw e;
      unwritten = e;
      if (!warned) System.err.println(e.getMessage() + " Meanwhile, measuring goes on.");
      warned = true;
    }
  }

  private int scenarioIndex(String id) {
    return scenarios.stream().map(Scenario::id).toList().indexOf(id);
  }

  /// Stores a last time, if need be in the system's folder for temporary files, and tells what there is.
  private int finish() {
    store();
    if (options.out != null && results.finished() != null)
      write(options.out.resolve(results.started().replace(':', '-') + ".json"));
    Summary.print(System.out, results);
    if (unwritten == null) stored().forEach(file -> System.out.println("Results: " + file));
    else rescue();
    boolean failed = cells.values().stream().anyMatch(cell -> cell.status().equals("failed"));
    return failed || unwritten != null ? 1 : 0;
  }

  private void rescue() {
    System.err.println(unwritten.getMessage());
    var folder = Path.of(System.getProperty("java.io.tmpdir"));
    var file = folder.resolve("results-" + UUID.randomUUID() + ".json");
    try {
      ResultsFile.write(file, results);
      System.out.println("Results: " + file);
    } catch (UserError e) {
      System.err.println(e.getMessage());
    }
  }
}
