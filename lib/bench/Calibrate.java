//SOURCES Estimators.java
//SOURCES Instrument.java
//SOURCES Machine.java
//SOURCES Options.java
//SOURCES Trial.java
//SOURCES ../cli/Cli.java
//SOURCES ../result/Calibration.java
//SOURCES ../result/ResultsFile.java
//SOURCES ../result/Table.java

package bench;

import module java.base;

import cli.Cli;
import result.Calibration;
import result.Calibration.Check;
import result.Numbers;
import result.ResultsFile;
import result.Table;

/// The instrument turned on itself.
public final class Calibrate {
  /// What can be checked.
  public static final List<String> CHECKS =
      List.of("aa", "power", "tax", "recording", "timers", "noise");

  private static final double PLANTED = 0.10;

  private final Object script;
  private final Options options = new Options();
  private final List<Check> checks = new ArrayList<>();
  private List<String> scenarios = List.of();
  private int comparisons;
  private int trials;
  private Random random;

  private Calibrate(Object script) {
    this.script = script;
  }

  /// @param script the script itself, which is also the worker of the hand-written programs
  public static Calibrate of(Object script) {
    return new Calibrate(script);
  }

  /// Checks what was chosen, stores and prints it, and ends the process: 0 if every target was met.
  ///
  /// @param scenarios classes whose workers are measured
  /// @param sizes asked for after the options are set: what to check, A/A comparisons, trials of power
  public void run(String[] args, List<String> scenarios, Supplier<Plan> sizes) {
    this.scenarios = scenarios;
    var cli =
        Cli.of(script, "./jbang calibrate")
            .with(options)
            .about(
                "Finds out how far the numbers of this machine can be trusted.",
                "./jbang calibrate --quick",
                "./jbang calibrate --only noise,timers",
                "./jbang calibrate --only aa --comparisons 100");
    cli.run(
        args,
        () -> {
          options.check();
          var plan = sizes.get();
          if (plan.estimators != null) {
            Estimators.print(System.out, ResultsFile.read(plan.estimators));
            return 0;
          }
          for (var one : plan.checks) Cli.oneOf("check", one, CHECKS);
          Cli.between("--comparisons", plan.comparisons, 1, 10_000);
          Cli.between("--trials", plan.trials, 1, 10_000);
          comparisons = options.quick ? Math.min(4, plan.comparisons) : plan.comparisons;
          trials = options.quick ? Math.min(4, plan.trials) : plan.trials;
          random = new Random(options.seed);
          for (var check : CHECKS) {
            if (!plan.checks.isEmpty() && !plan.checks.contains(check)) continue;
            System.err.println(check + " …");
            checks.addAll(check(check));
          }
          return finish();
        });
  }

  /// @param checks of {@link #CHECKS}; empty means all
  /// @param estimators a run to compare estimators on, instead of all else; or null
  public record Plan(List<String> checks, int comparisons, int trials, Path estimators) {}

  private List<Check> check(String name) throws Exception {
    return switch (name) {
      case "aa" -> aa();
      case "power" -> power();
      case "tax" -> tax();
      case "recording" -> Instrument.recording();
      case "timers" -> Instrument.timers(options.backends());
      default -> Instrument.noise(Duration.ofSeconds(options.quick ? 2 : 10));
    };
  }

  /// The same backend as if it were two.
  private List<Check> aa() {
    int wrong = 0;
    var which = new ArrayList<String>();
    for (int i = 0; i < comparisons; i++) {
      var trial = measure(i, List.of(List.of(), List.of()));
      var verdict = trial.compare(trial.cell(0).headline(), 1);
      if (verdict.better() || verdict.worse()) {
        wrong++;
        which.add(trial.cell(0).scenario() + " " + verdict.sentence());
      }
    }
    return List.of(
        Check.atMost(
            5,
            "A/A: false verdicts",
            100.0 * wrong / comparisons,
            "%",
            wrong
                + " of "
                + comparisons
                + " comparisons of a backend with itself"
                + (wrong == 0 ? "" : ": " + which)));
  }

  /// A backend against itself with {@link #PLANTED} more processor time per unit of work.
  private List<Check> power() {
    int byWall = 0;
    int byProcessor = 0;
    int found = 0;
    for (int i = 0; i < trials; i++) {
      var trial = measure(i, List.of(List.of("--burden=0"), List.of("--burden=" + PLANTED)));
      boolean wall = trial.compare(trial.cell(0).headline(), 2).better();
      boolean processor = trial.compare("cpu_per_op", 2).better();
      if (wall) byWall++;
      if (processor) byProcessor++;
      if (wall || processor) found++;
    }
    return List.of(
        Check.atLeast(
            90,
            "power: planted 10 % found",
            100.0 * found / trials,
            "%",
            found + " of " + trials + " trials, by wall time or by processor time"),
        Check.fact(
            "power by wall time alone", 100.0 * byWall / trials, "%", byWall + " of " + trials),
        Check.fact(
            "power by processor time alone",
            100.0 * byProcessor / trials,
            "%",
            byProcessor + " of " + trials));
  }

  /// Scenario and backend change from trial to trial, so that all get their turn.
  private Trial measure(int i, List<List<String>> variants) {
    var backends = options.backends();
    var backend = backends.get(i % backends.size());
    var scenario = scenarios.get(i / backends.size() % scenarios.size());
    return rounds(new Trial(options, scenario, backend, variants));
  }

  private Trial rounds(Trial trial) {
    for (int round = 0; round < options.rounds(); round++) trial.round(random);
    return trial;
  }

  /// Each adapter against a hand-written program, in processor time per task, which is steadier than wall time.
  private List<Check> tax() {
    var found = new ArrayList<Check>();
    for (var backend : options.backends()) {
      var trial =
          rounds(
              new Trial(
                  options,
                  script.getClass().getSimpleName(),
                  backend,
                  List.of(List.of("--hand=" + backend.id()), List.of())));
      var processor = trial.compare("cpu_per_op", 1);
      var wall = trial.compare("throughput", 1);
      found.add(
          Check.atMost(
              1.03,
              "adapter tax of " + backend.id(),
              processor.advantage(),
              "x processor time",
              "95 %%: %s to %s; wall time %s (%s to %s)%s"
                  .formatted(
                      text(processor.low()),
                      text(processor.high()),
                      text(wall.advantage()),
                      text(wall.low()),
                      text(wall.high()),
                      WHY.getOrDefault(backend.id(), ""))));
    }
    return found;
  }

  /// Why some adapters cost more than a program that does one thing only.
  private static final Map<String, String> WHY =
      Map.of(
          "completable-future",
              ". It pays for the links that carry cancellation to the timers, which no future does"
                  + " by itself",
          "bare",
              ". It pays for operations that can be combined and cancelled; the loop by hand can do"
                  + " this one thing");

  private static String text(Double ratio) {
    return ratio == null ? "?" : String.format(Locale.ROOT, "%.3f", ratio);
  }

  private int finish() {
    var table = new Table(1).row("check", "value", "unit", "target", "");
    for (var check : checks) {
      table.row(
          check.name(),
          Numbers.text(check.value()),
          check.unit(),
          check.target() == null ? "" : check.target(),
          check.target() == null ? "" : check.met() ? "met" : "MISSED");
    }
    System.out.print(table);
    for (var check : checks) {
      if (!check.met()) System.out.println("! " + check.name() + ": " + check.detail());
    }
    var calibration =
        new Calibration(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            Machine.host(null),
            options.config(),
            checks);
    var file = options.calibration();
    ResultsFile.write(file, calibration);
    System.out.println("Calibration: " + file);
    return checks.stream().allMatch(Check::met) ? 0 : 1;
  }
}
