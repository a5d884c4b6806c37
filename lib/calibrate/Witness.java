//SOURCES AdapterOverhead.java
//SOURCES Trial.java
//SOURCES ../backend/Backends.java
//SOURCES ../cli/Jvm.java
//SOURCES ../process/Commands.java
//SOURCES ../process/Python.java
//SOURCES ../result/Calibration.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Samples.java
//SOURCES ../result/Statistics.java
//SOURCES ../result/UserError.java
//SOURCES ../run/NoiseProbe.java
//SOURCES ../run/Options.java

package calibrate;

import module java.base;

import backend.Backends;
import cli.Jvm;
import process.Commands;
import process.Python;
import result.Calibration;
import result.Calibration.Check;
import result.Numbers;
import result.Samples;
import result.Statistics;
import result.UserError;
import run.NoiseProbe;
import run.Options;

/// Checks whether other tools find the same level. JMH or pyperf measures `task_spawn` as a user of
/// the library would write it, without adapter, recording and counting, in processes of its own.
/// These processes take turns with those of this project at its default settings, so that what
/// disturbs the machine disturbs both.
record Witness(Options options, NoiseProbe probe, Jmh jmh) {

  /// Finds with JMH the tasks/s of a backend, in a process with these arguments.
  interface Jmh {
    double tasksPerSecond(String backend, List<String> jvmArgs);
  }

  private static final String SCENARIO = "task_spawn";
  private static final double MOST = 1.05;

  /// The pairs of processes of each backend. A rule that stops when the interval excludes a limit
  /// stops too often where it does so by chance.
  private static final int PAIRS = 10;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> PYPERF = List.of("pyperf==2.11.0");

  /// If the results of this project before and after the witness differ by this factor or more, the
  /// machine has changed its speed.
  private static final double STEADY = 1.15;

  private static final int MOST_ATTEMPTS = 2;

  /// @param other tasks/s that the witness found
  /// @param own tasks/s that this project found before and after the witness
  private record Pair(double other, double own) {
    double ratio() {
      return other / own;
    }
  }

  /// Measures every backend once per round. Each round has an order of its own. This goes on until
  /// no backend needs another pair. If a worker of a backend fails, the failure is reported and the
  /// backend is left out.
  ///
  /// @param found receives the check of a backend after each of its pairs from the second on
  /// @return the checks of the backends that did not fail, in the order of the backends
  List<Check> of(List<Backends.Entry> backends, Random random, Consumer<Check> found) {
    var pairs = new HashMap<String, List<Pair>>();
    var trials = new HashMap<String, Trial>();
    var left = new ArrayList<>(backends);
    for (int round = 1; !left.isEmpty(); round++) {
      System.err.printf("  round %d, %d backends%n", round, left.size());
      Collections.shuffle(left, random);
      for (var backend : List.copyOf(left)) {
        var measured = pairs.computeIfAbsent(backend.id(), _ -> new ArrayList<>());
        var trial =
            trials.computeIfAbsent(
                backend.id(),
                _ -> new Trial(options, probe, SCENARIO, backend, List.of(List.of())));
        try {
          measured.add(pair(backend, trial, random));
        } catch (UserError e) {
          System.err.println("! " + e.getMessage());
          pairs.remove(backend.id());
          left.remove(backend);
          continue;
        }
        if (settled(measured)) left.remove(backend);
        if (measured.size() >= 2) found.accept(check(backend, measured));
      }
    }
    return backends.stream()
        .filter(backend -> pairs.containsKey(backend.id()))
        .map(backend -> check(backend, pairs.get(backend.id())))
        .toList();
  }

  private Pair pair(Backends.Entry backend, Trial trial, Random random) {
    double before = own(trial, random);
    for (int attempt = 1; ; attempt++) {
      double other = other(backend);
      double after = own(trial, random);
      boolean steady = Math.max(before, after) < STEADY * Math.min(before, after);
      if (steady || attempt == MOST_ATTEMPTS) return new Pair(other, Math.sqrt(before * after));
      before = after;
    }
  }

  private static double own(Trial trial, Random random) {
    trial.round(random);
    return Samples.of("throughput", trial.cell(0).rounds().getLast());
  }

  private double other(Backends.Entry backend) {
    if (!isPython(backend))
      return jmh.tasksPerSecond(backend.id(), Jvm.flags(options.process.jvmArgs));
    var python = Python.here(options.process.python, PYPERF);
    if (!python.found()) throw new UserError(backend.id() + ": " + python.lacks());
    var ended =
        Commands.run(PATIENCE, python.script("by_pyperf.py", "--quiet", "--backend", backend.id()));
    if (!ended.ok())
      throw new UserError(python.explained("pyperf on " + backend.id() + ": " + ended.error()));
    return Double.parseDouble(ended.out().lines().reduce("", (_, line) -> line));
  }

  private static boolean isPython(Backends.Entry backend) {
    return backend.runtime().equals("python");
  }

  private boolean settled(List<Pair> pairs) {
    return pairs.size() >= (options.fixed() ? Math.max(2, options.rounds()) : PAIRS);
  }

  private static Statistics.Estimate ratio(List<Pair> pairs) {
    return Statistics.estimate(pairs.stream().mapToDouble(Pair::ratio).toArray());
  }

  private static Check check(Backends.Entry backend, List<Pair> pairs) {
    var ratio = ratio(pairs);
    var name = isPython(backend) ? "pyperf" : "JMH";
    var check =
        Check.between(
            1 / MOST,
            MOST,
            Calibration.WITNESS.formatted(name, backend.id()),
            ratio.value(),
            "x tasks/s",
            "95 %%: %.3f to %.3f, %d ratios; %s finds %s tasks/s, this project %s"
                .formatted(
                    ratio.low(),
                    ratio.high(),
                    pairs.size(),
                    name,
                    mean(pairs, Pair::other),
                    mean(pairs, Pair::own)));
    if (check.met()) return check;
    boolean unsure = ratio.low() <= MOST && ratio.high() >= 1 / MOST;
    return check.because(
        unsure
            ? "may be chance: the confidence interval reaches the target"
            : ratio.value() > MOST ? AdapterOverhead.why(backend) : null);
  }

  private static String mean(List<Pair> pairs, ToDoubleFunction<Pair> one) {
    return Numbers.text(Statistics.estimate(pairs.stream().mapToDouble(one).toArray()).value());
  }
}
