//SOURCES AdapterOverhead.java
//SOURCES EqualTables.java
//SOURCES Instrument.java
//SOURCES QuickLevels.java
//SOURCES Trial.java
//SOURCES Witness.java
//SOURCES ../backend/Backends.java
//SOURCES ../cli/Cli.java
//SOURCES ../cli/Table.java
//SOURCES ../machine/Machine.java
//SOURCES ../process/Workers.java
//SOURCES ../report/CalibrationReport.java
//SOURCES ../result/Calibration.java
//SOURCES ../result/Grain.java
//SOURCES ../result/Host.java
//SOURCES ../result/ResultsFile.java
//SOURCES ../result/UserError.java
//SOURCES ../run/Listing.java
//SOURCES ../run/NoiseProbe.java
//SOURCES ../run/Options.java
//SOURCES ../worker/WorkerOptions.java

package calibrate;

import module java.base;

import backend.Backends;
import cli.Cli;
import cli.Table;
import machine.Machine;
import process.Workers;
import report.CalibrationReport;
import result.Calibration;
import result.Calibration.Check;
import result.Grain;
import result.Host;
import result.ResultsFile;
import result.UserError;
import run.Listing;
import run.NoiseProbe;
import run.Options;
import worker.WorkerOptions;

/// Calibrates the instrument: it measures itself.
public final class Calibrate {
  /// The checks in their order, and what each of them finds out.
  private static final List<Map.Entry<String, String>> CHECKS =
      List.of(
          Map.entry("aa", "how often a table of equal rows has a verdict"),
          Map.entry("quick", "whether --quick finds the levels of a default run"),
          Map.entry("power", "how often a backend that is 10 % slower is found out"),
          Map.entry("overhead", "what each adapter costs over a program by hand"),
          Map.entry("jmh", "whether JMH and pyperf find the same levels"),
          Map.entry("recording", "what it costs to record a latency"),
          Map.entry("timers", "how late each backend's timer ends, at rest and under load"),
          Map.entry("noise", "what else takes the processors' time"));

  private static final double INJECTED = 0.10;

  /// The most rounds of a power trial. A run would go on for its whole budget.
  private static final int MOST_ROUNDS = 30;

  private final Object script;
  private final Witness.Jmh jmh;
  private final Options options = new Options();
  private final List<Check> found = new ArrayList<>();
  private final List<Grain> timers = new ArrayList<>();
  private List<String> scenarios = List.of();
  private int tables;
  private int trials;
  private Random random;
  private final NoiseProbe probe = NoiseProbe.here();
  private boolean complete = true;
  private Host host;

  private Calibrate(Object script, Witness.Jmh jmh) {
    this.script = script;
    this.jmh = jmh;
  }

  /// @param script the script itself, which is also the worker that runs the hand-written programs
  /// @param jmh finds with JMH the tasks/s of a backend, in a process with these arguments
  public static Calibrate of(Object script, ToDoubleBiFunction<String, List<String>> jmh) {
    return new Calibrate(script, jmh::applyAsDouble);
  }

  /// Runs the chosen checks, stores and prints the results, and ends the process. The exit code is
  /// 0 if every target was met, or if the reason for each miss is known.
  ///
  /// @param scenarios main classes of the scenarios whose workers are measured
  /// @param sizes the plan: what to check, and the numbers of equal tables and of power trials; it
  ///     is read after the options have been set
  public void run(String[] args, List<String> scenarios, Supplier<Plan> sizes) {
    this.scenarios = scenarios;
    var cli =
        Cli.of(script, "./jbang calibrate")
            .with(options)
            .about(
                "Finds out how far the numbers of this machine can be trusted.",
                "./jbang calibrate --quick",
                "./jbang calibrate --only noise,timers",
                "./jbang calibrate --only aa --backend netty --tables 100");
    cli.run(
        args,
        () -> {
          options.check();
          if (options.json != null || options.resume || options.verify)
            throw new UserError(
                "calibrate has no --json, --resume or --verify: it stores each check at once, in"
                    + " calibration.json of --out, and keeps what was checked before. Choose checks"
                    + " with --only.");
          if (options.list) return list();
          var plan = sizes.get();
          Cli.between("--tables", plan.tables, 1, 10_000);
          if (plan.from != null) {
            var equal = new EqualTables(plan.tables, new Random(options.seed));
            return equal.print(System.out, ResultsFile.read(plan.from));
          }
          if (plan.show) return show();
          var checks = CHECKS.stream().map(Map.Entry::getKey).toList();
          for (var one : plan.checks) Cli.oneOf("check", one, checks);
          Cli.between("--trials", plan.trials, 1, 10_000);
          tables = plan.tables;
          trials = options.quick ? Math.min(4, plan.trials) : plan.trials;
          random = new Random(options.seed);
          host = Machine.host(null);
          earlier()
              .ifPresent(before -> {
                found.addAll(before.checks());
                timers.addAll(before.timers());
              });
          for (var check : checks) {
            if (!plan.checks.isEmpty() && !plan.checks.contains(check)) continue;
            System.err.println(check + " …");
            measure(check);
          }
          return finish();
        });
  }

  /// @param checks the names of the chosen checks, as `--list` shows them; empty means all
  /// @param tables how many tables of equal rows are drawn from each cell, for each number of
  ///     processes
  /// @param from results of a run of many processes from which the tables are drawn, instead of all
  ///     other checks; or null
  /// @param show whether only to print what is stored
  public record Plan(List<String> checks, int tables, Path from, int trials, boolean show) {
    public Plan {
      // `tax` is the name of this check in earlier versions.
      checks = checks.stream().map(check -> check.equals("tax") ? "overhead" : check).toList();
    }
  }

  private int list() {
    var checks = new Table(2).row("Checks:");
    for (var check : CHECKS) checks.row("  " + check.getKey(), check.getValue());
    Listing.print(System.out, checks, options.backends(), options.process.python);
    return 0;
  }

  private void measure(String name) throws Exception {
    switch (name) {
      case "aa" -> aa();
      case "quick" -> quick();
      case "power" -> power();
      case "overhead" -> overhead();
      case "jmh" -> jmh();
      case "recording" -> keep(Instrument.recording());
      case "timers" -> timers();
      default -> keep(Instrument.noise(Duration.ofSeconds(options.quick ? 2 : 10)));
    }
  }

  /// Measures a backend as if it were all rows of a table. With --quick, this is done in the first
  /// scenario only.
  private void aa() {
    var equal = new EqualTables(tables, random);
    for (var scenario : options.quick ? scenarios.subList(0, 1) : scenarios) {
      for (var backend : EqualTables.kinds(options.backends())) {
        var trial = new Trial(options, probe, scenario, backend, List.of(List.of()));
        if (!measure(trial, () -> EqualTables.wants(trial))) continue;
        equal.cut(trial.cell(0));
        keep(equal.checks());
      }
    }
  }

  /// Measures each scenario on each backend in rounds, as a default run does.
  private void quick() {
    if (options.measure().compareTo(WorkerOptions.QUICK) <= 0) {
      System.err.println(
          "  left out: with --quick, or so short a --measure, there is no default to compare with");
      return;
    }
    var open = new ArrayList<Trial>();
    for (var scenario : scenarios)
      for (var backend : options.backends())
        open.add(new Trial(options, probe, scenario, backend, List.of(List.of())));
    for (int round = 1; round <= options.leastRounds(); round++) {
      Collections.shuffle(open, random);
      int size = round;
      System.err.printf(
          "  round %d of %d, %d processes%n", round, options.leastRounds(), open.size());
      open.removeIf(trial -> !measure(trial, () -> trial.size() < size));
    }
    if (!open.isEmpty()) keep(QuickLevels.of(open.stream().map(trial -> trial.cell(0)).toList()));
  }

  /// Compares a backend with itself plus an injected slowdown: {@link #INJECTED} more processor
  /// time per unit of work. A trial has as many rounds as a run of the two would have. The target
  /// is that the slowdown is found in processor time, in the first scenario, whose time is all
  /// processor time. How often wall time shows the slowdown as well is reported as a fact without a
  /// target.
  private void power() {
    for (var scenario : scenarios) {
      boolean first = scenario.equals(scenarios.getFirst());
      int times = first ? trials : Math.max(1, trials / 10);
      int byWall = 0;
      int byProcessor = 0;
      int rounds = 0;
      int made = 0;
      for (int i = 0; i < times; i++) {
        var attempt =
            trial(scenario, i, List.of(List.of("--slowdown=0"), List.of("--slowdown=" + INJECTED)));
        if (attempt.isEmpty()) continue;
        var trial = attempt.get();
        if (!measure(trial, () -> !trial.precise() && trial.size() < MOST_ROUNDS)) continue;
        made++;
        var wall = trial.compare(trial.cell(0).headline());
        var processor = trial.compare("cpu_per_op");
        System.err.println("  wall time: %s; %s".formatted(wall.sentence(), processor.sentence()));
        if (wall.better()) byWall++;
        if (processor.better()) byProcessor++;
        rounds += trial.cell(0).rounds().size();
        keep(
            power(scenario, "processor time", byProcessor, made, rounds, first),
            power(scenario, "wall time", byWall, made, rounds, false));
      }
    }
  }

  /// Measures rounds while there is more to measure. If a worker of a trial fails, the failure is
  /// reported and the trial is left out. The other trials keep their results.
  private boolean measure(Trial trial, BooleanSupplier more) {
    try {
      while (more.getAsBoolean()) trial.round(random);
      return true;
    } catch (UserError e) {
      System.err.println("! " + e.getMessage());
      complete = false;
      return false;
    }
  }

  private static Check power(
      String scenario, String metric, int found, int made, int rounds, boolean target) {
    var name = "power: 10 % injected, " + scenario + ", by " + metric;
    double share = 100.0 * found / made;
    var detail = "%d of %d found, %.1f rounds each".formatted(found, made, (double) rounds / made);
    return target
        ? Check.atLeast(90, name, share, "%", detail)
        : Check.fact(name, share, "%", detail);
  }

  /// Starts a trial. The backends take turns, in an order that is drawn from the seed.
  private Optional<Trial> trial(String scenario, int i, List<List<String>> variants) {
    var backends = new ArrayList<>(options.backends());
    Collections.shuffle(backends, new Random(options.seed));
    var trial = new Trial(options, probe, scenario, backends.get(i % backends.size()), variants);
    return measure(trial, () -> trial.size() < options.rounds())
        ? Optional.of(trial)
        : Optional.empty();
  }

  /// The backends with an adapter of their own. A backend that is only another setting of a library
  /// has no other adapter, and no other hand-written program.
  private List<Backends.Entry> adapters() {
    return options.backends().stream().filter(one -> one.setting() == null).toList();
  }

  /// Compares each adapter with a hand-written program.
  private void overhead() {
    var backends = adapters();
    var workers = new Workers(options.process, (_, _) -> {});
    var overhead = new AdapterOverhead(options, script.getClass().getSimpleName(), workers);
    var checks = overhead.of(backends, random, this::keep);
    complete &= checks.size() == backends.size();
    // Stores them again, in the order of the backends.
    keep(checks);
  }

  private void timers() {
    keep(Instrument.clock());
    var workers = new Workers(options.process, (_, _) -> {});
    var scenario = script.getClass().getSimpleName();
    for (var backend : options.backends()) {
      try {
        var grains = Instrument.timers(scenario, backend, workers);
        timers.removeIf(one -> one.backend().equals(backend.id()));
        timers.addAll(grains);
        store();
      } catch (UserError e) {
        System.err.println("! " + e.getMessage());
        complete = false;
      }
    }
  }

  /// Compares the results of this project with those that JMH or pyperf finds for each hand-written
  /// program.
  private void jmh() {
    var backends = adapters();
    var checks = new Witness(options, probe, jmh).of(backends, random, this::keep);
    complete &= checks.size() == backends.size();
    keep(checks);
  }

  /// The results of an earlier calibration on this machine with these settings, because a
  /// calibration may be made in parts.
  private Optional<Calibration> earlier() {
    var file = options.calibration();
    if (!Files.exists(file)) return Optional.empty();
    try {
      var before = ResultsFile.calibration(file);
      boolean same = options.config().equals(before.config()) && host.alike(before.host());
      return Optional.of(before).filter(_ -> same);
    } catch (UserError e) {
      // Whatever the file is, it is about to be replaced.
      return Optional.empty();
    }
  }

  /// Stores the checks at once, because a calibration takes most of an hour and may be ended early.
  private void keep(Check... checks) {
    keep(List.of(checks));
  }

  private void keep(List<Check> checks) {
    var names = checks.stream().map(Check::name).collect(Collectors.toSet());
    found.removeIf(check -> names.contains(check.name()));
    found.addAll(checks);
    store();
  }

  private void store() {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    ResultsFile.write(
        options.calibration(), new Calibration(now, host, options.config(), found, timers));
  }

  private int finish() {
    show();
    System.out.println("Calibration: " + options.calibration());
    return complete && found.stream().allMatch(Check::settled) ? 0 : 1;
  }

  /// Prints what is stored.
  private int show() {
    var report = new CalibrationReport(ResultsFile.calibration(options.calibration()));
    System.out.print(report.text() + report.timers());
    return 0;
  }
}
