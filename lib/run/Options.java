//DEPS info.picocli:picocli:4.7.7
//SOURCES BackendFilter.java
//SOURCES ../backend/Backends.java
//SOURCES ../cli/Cli.java
//SOURCES ../cli/Durations.java
//SOURCES ../cli/Percent.java
//SOURCES ../process/ProcessOptions.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Config.java
//SOURCES ../result/UserError.java
//SOURCES ../worker/WarmUp.java
//SOURCES ../worker/WorkerOptions.java

package run;

import module java.base;

import backend.Backends;
import cli.Cli;
import cli.Durations;
import cli.Percent;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import process.ProcessOptions;
import result.Cell;
import result.Config;
import result.UserError;
import worker.WarmUp;
import worker.WorkerOptions;

/// The options that every scenario and the runner share.
public final class Options {
  @Mixin public final ProcessOptions process = new ProcessOptions();

  @Option(
      names = "--backend",
      split = ",",
      paramLabel = "ID",
      description =
          "backends, comma separated, or jvm, python, core, all (default: all, or core with"
              + " --quick)")
  public List<String> backend;

  @Option(
      names = "--rounds",
      description =
          "worker processes per cell, at least (default: 5, 3 where they take more than 24 minutes"
              + " or with --quick)")
  public Integer rounds;

  @Option(
      names = "--precision",
      paramLabel = "PERCENT",
      description =
          "add rounds until the interval reaches this far to either side (default: 3%%, none with"
              + " --rounds or --quick)",
      converter = Percent.class)
  public Double precision;

  @Option(names = "--budget", description = "add no rounds after this time (default: 9m45s)")
  public Duration budget;

  @Option(
      names = "--repetitions",
      description = "measured repetitions per process, instead of --measure")
  public Integer repetitions;

  @Option(
      names = "--warmup",
      description =
          "time of warm-up per process (default: 500ms, and on the JVM until the compilers rest, 3s"
              + " at most, 10s or 20s where there is more to compile; in Python at random up to 3s,"
              + " or 1s with --quick)")
  public Duration warmup;

  @Option(
      names = "--measure",
      description = "least time of measuring per process (default: 1s; 600ms with --quick)")
  public Duration measure;

  @Option(names = "--seed", description = "of all random choices (default: ${DEFAULT-VALUE})")
  public long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "folder for latest.json and its dated copy (default: results with bench, none otherwise)")
  public Path out;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "also store the results in this file; - prints them instead of the tables")
  public Path json;

  @Option(
      names = "--open",
      description = "write report.html beside the results, and open it in a browser")
  public boolean open;

  @Option(
      names = "--resume",
      description = "continue a run from its results file, for example with more --rounds")
  public boolean resume;

  @Option(
      names = "--quick",
      description =
          "fewer rounds and less to measure, warm all the same: three processes per cell and 600ms"
              + " each, of the core backends and, with bench, three scenarios, unless others are"
              + " named")
  public boolean quick;

  @Option(
      names = "--verify",
      description = "check the laws first; a backend that breaks a law is not measured")
  public boolean verify;

  @Option(
      names = "--list",
      description = "list what can be measured here, and why something cannot, then end")
  public boolean list;

  public int rounds() {
    return rounds != null ? rounds : quick ? 3 : 5;
  }

  /// Whether the noise probe runs alongside each process. It is not worth its time with `--quick`
  /// or with one or two processes per cell.
  public boolean probes() {
    return !quick && rounds() >= 3;
  }

  /// Whether the number of rounds is fixed, so that no rounds are added.
  public boolean fixed() {
    return rounds != null || quick;
  }

  /// The number of rounds that are measured, however long they take.
  public int leastRounds() {
    return rounds != null ? rounds : 3;
  }

  /// No further round begins if it would end after this time. A longer budget takes precedence,
  /// because a person asked for it.
  public Duration longest() {
    var longest = Duration.ofMinutes(24);
    return longest.compareTo(budget()) > 0 ? longest : budget();
  }

  Duration budget() {
    return budget == null ? Duration.ofSeconds(585) : budget;
  }

  /// About how long this many processes take on two processors. Each takes half a second in
  /// addition to its warm-up and its measuring.
  public Duration about(int processes) {
    var warm = warmup == null ? Duration.ofMillis(1300) : warmup;
    return Duration.ofMillis(500).plus(warm).plus(measure()).multipliedBy(processes);
  }

  /// Half the width, as a fraction, of an interval that is narrow enough; null if the number of
  /// rounds is given.
  Double precision() {
    return precision != null ? precision : fixed() ? null : (Double) 0.03;
  }

  /// Whether the interval of a cell is wider than wanted.
  public boolean wide(Cell cell) {
    var spread = cell.metrics().get(cell.headline()).spread();
    return precision() != null && (spread == null || spread > precision());
  }

  private Duration longestWarmup() {
    return warmup == null ? WarmUp.LONGEST : warmup;
  }

  public Duration measure() {
    return measure != null ? measure : quick ? WorkerOptions.QUICK : Duration.ofSeconds(1);
  }

  /// @throws UserError if a value is out of range; it names the first one
  public void check() {
    Cli.between("--rounds", rounds, 1, 1000);
    Cli.between("--repetitions", repetitions, 1, 1_000_000);
    Cli.between("--warmup", warmup, Duration.ZERO, Duration.ofHours(1));
    Cli.between("--measure", measure, Duration.ZERO, Duration.ofHours(1));
    Cli.between("--precision", precision, 0.001, 1.0);
    Cli.between("--budget", budget, Duration.ZERO, Duration.ofDays(7));
    if (quick && (precision != null || budget != null))
      throw new UserError(
          "--quick adds no rounds, so that "
              + (precision != null ? "--precision" : "--budget")
              + " has nothing to end. Give one of the two.");
    if (open && out == null && (json == null || pipes()))
      throw new UserError(
          "--open needs a place for its page: add --out FOLDER, or --json with a file.");
    process.check(longestWarmup(), measure());
  }

  /// The chosen backends, each once, in the order of the list.
  public List<Backends.Entry> backends() {
    return BackendFilter.backends(
        backend != null ? backend : List.of(quick ? BackendFilter.CORE : "all"));
  }

  /// Whether standard output is for the results file.
  boolean pipes() {
    return json != null && json.toString().equals("-");
  }

  /// Where the calibration of this machine is kept.
  public Path calibration() {
    return (out == null ? Path.of("results") : out).resolve("calibration.json");
  }

  /// The options that a worker needs, as its arguments.
  public List<String> forWorker() {
    var args = new ArrayList<String>();
    if (warmup != null) args.add("--warmup=" + Durations.text(warmup));
    args.add("--measure=" + Durations.text(measure()));
    if (repetitions != null) args.add("--repetitions=" + repetitions);
    args.add("--seed=" + seed);
    if (probes()) args.add("--probe");
    return args;
  }

  /// The options in the form that a results file has.
  public Config config() {
    return new Config(
        rounds(),
        precision(),
        precision() == null ? null : budget().toMillis(),
        warmup == null ? null : warmup.toMillis(),
        measure().toMillis(),
        repetitions,
        seed,
        quick,
        process.cpus,
        process.jvmArgs);
  }
}
