//SOURCES Cells.java
//SOURCES Machine.java
//SOURCES Options.java
//SOURCES Progress.java
//SOURCES Summary.java
//SOURCES WorkerProcess.java
//SOURCES ../result/ResultsFile.java

package bench;

import module java.base;

import backend.Backends;
import result.Cell;
import result.Config;
import result.Results;
import result.ResultsFile;
import result.Round;
import result.UserError;

/// A run: every scenario on every backend, one worker process per round. Rounds are interleaved, each in an order of
/// its own, so that drift of the machine hits all backends; the results file is written anew after each worker.
public final class Run {

  /// @param id the scenario's main class
  /// @param about one line for `--list`
  /// @param params its options where they were given on this command line; a worker has its own defaults otherwise
  public record Scenario(String id, String about, Map<String, String> params) {}

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

  Run(Options options, List<Scenario> scenarios, boolean verbose) {
    this.options = options;
    this.scenarios = scenarios;
    this.verbose = verbose;
  }

  /// @return 0 if every cell has its numbers, 1 if one failed
  int run(String... args) {
    options.check();
    var backends = options.backends();
    if (options.list) {
      Summary.list(System.out, scenarios, backends);
      return 0;
    }
    var old = options.resume ? previous() : Optional.<Results>empty();
    var started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    results =
        new Results(
            Results.SCHEMA,
            old.map(Results::started).orElse(started.toString()),
            null,
            List.of(args),
            Machine.commit(),
            Machine.host(null),
            config(),
            List.of());
    old.ifPresent(this::adopt);
    store();
    var jobs = jobs(backends);
    var progress = Progress.of(jobs.size());
    int order = cells.values().stream().mapToInt(cell -> cell.rounds().size()).sum();
    for (var job : jobs) {
      if (!failed(job)) {
        progress.next(job.scenario().id(), job.backend().id(), job.round(), options.rounds());
        measure(job, ++order);
        store();
      }
      progress.done();
    }
    progress.close();
    finish();
    Summary.print(System.out, results);
    stored().forEach(file -> System.out.println("Results: " + file));
    return cells.values().stream().anyMatch(cell -> cell.status().equals("failed")) ? 1 : 0;
  }

  private boolean failed(Job job) {
    var cell = cells.get(job.key());
    return cell != null && !cell.ok();
  }

  /// What remains to be measured, round by round, each round in an order drawn from the seed.
  private List<Job> jobs(List<Backends.Entry> backends) {
    var jobs = new ArrayList<Job>();
    for (int round = 1; round <= options.rounds(); round++) {
      var order = new ArrayList<Job>();
      for (var scenario : scenarios) {
        for (var backend : backends) order.add(new Job(scenario, backend, round));
      }
      Collections.shuffle(order, new Random(31 * options.seed + round));
      for (var job : order) if (!measured(job)) jobs.add(job);
    }
    return jobs;
  }

  private boolean measured(Job job) {
    var cell = cells.get(job.key());
    return cell != null && cell.rounds().stream().anyMatch(done -> done.round() == job.round());
  }

  private void measure(Job job, int order) {
    var args = new ArrayList<>(options.forWorker());
    job.scenario().params().forEach((name, value) -> args.add("--" + name + "=" + value));
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
    var rounds =
        new ArrayList<>(
            cells.containsKey(job.key()) ? cells.get(job.key()).rounds() : List.<Round>of());
    if (report.ok()) {
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
              job.scenario().params(),
              report.status(),
              report.reason(),
              rounds));
    }
  }

  private Config config() {
    return new Config(
        options.rounds(),
        options.warmup().toMillis(),
        options.measure().toMillis(),
        options.repetitions,
        options.seed,
        options.quick,
        options.cpus,
        options.jvmArgs);
  }

  private Optional<Results> previous() {
    var file =
        stored()
            .findFirst()
            .orElseThrow(() ->
                new UserError(
                    "--resume needs the place of the results: add --out FOLDER or --json FILE."));
    if (!Files.exists(file)) return Optional.empty();
    var old = ResultsFile.read(file);
    var config = config();
    if (!old.config().equals(config)) {
      throw new UserError(
          "--resume: "
              + file
              + " was measured with other settings ("
              + old.config()
              + ", now "
              + config
              + "). Give the same options, or start anew without --resume.");
    }
    return Optional.of(old);
  }

  /// Takes over the good cells of this run's scenarios; failed ones are measured again.
  private void adopt(Results old) {
    for (var cell : old.cells()) {
      var mine =
          scenarios.stream().filter(scenario -> scenario.id().equals(cell.scenario())).findFirst();
      if (mine.isEmpty() || !cell.ok()) continue;
      if (!mine.get().params().isEmpty() && !mine.get().params().equals(cell.params())) {
        throw new UserError(
            "--resume: "
                + cell.scenario()
                + " was measured with "
                + cell.params()
                + ", now "
                + mine.get().params()
                + ". Give the same options, or start anew without --resume.");
      }
      cells.put(new Key(cell.scenario(), cell.backend()), cell);
    }
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
    stored().forEach(file -> ResultsFile.write(file, results));
  }

  private int scenarioIndex(String id) {
    return scenarios.stream().map(Scenario::id).toList().indexOf(id);
  }

  private void finish() {
    results = results.finished(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    store();
    if (options.out != null) {
      var dated = results.started().replace(':', '-') + ".json";
      ResultsFile.write(options.out.resolve(dated), results);
    }
  }
}
