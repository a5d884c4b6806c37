//SOURCES Interleaving.java
//SOURCES ../backend/Backends.java
//SOURCES ../cli/Durations.java
//SOURCES ../process/Workers.java
//SOURCES ../result/Calibration.java
//SOURCES ../result/Repetition.java
//SOURCES ../result/Statistics.java
//SOURCES ../result/UserError.java
//SOURCES ../run/Options.java
//SOURCES ../worker/Report.java

package calibrate;

import module java.base;

import backend.Backends;
import cli.Durations;
import process.Workers;
import result.Calibration.Check;
import result.Repetition;
import result.Statistics;
import result.UserError;
import run.Options;
import worker.Report;

/// The adapter overhead: what an adapter costs in processor time per task. The baseline is a
/// program that somebody wrote by hand with the same library. The adapter counts and records, and
/// the baseline does neither. The two take turns inside each process, in the order of
/// {@link Interleaving}. So what disturbs the machine for longer than a repetition disturbs both.
/// The program that comes first in a process is compiled first, which is worth some percent. So two
/// processes give one ratio, and each of the two programs comes first in one of them. Processes run
/// in rounds, as those of a run do.
///
/// @param calibrate main class of the workers that run the JVM's hand-written programs; the
///     programs in Python are in Python's own worker
record AdapterOverhead(Options options, String calibrate, Workers workers) {
  private static final double MOST = 1.05;

  /// The most ratios. Ratios are added while the confidence interval contains {@link #MOST},
  /// because then it is open on which side of it the ratio lies.
  private static final int MOST_RATIOS = 8;

  /// How many times as long as usual a process measures. A turn takes as long as a repetition, and
  /// a process needs time for enough turns.
  private static final int LONGER = 2;

  /// Backends that take ten times as long for a task, like those of Python.
  private static final Set<String> SLOW = Set.of("pekko", "platform-threads");

  /// The minimum measuring time. With --quick, one turn takes some tenths of a second on a busy
  /// machine.
  private static final Duration LEAST = Duration.ofSeconds(2);

  private static final String FRAMES =
      "two closures more for each task, one of which counts it, and their frames on each stack";
  private static final String CALL_BACK =
      "an object and a call-back more for each task, which count it";
  private static final String COROUTINE =
      "a coroutine made of parts, and a call that counts the task";

  /// Why some adapters cost more than the baseline, which does one thing only and counts nothing.
  private static final Map<String, String> WHY =
      Map.ofEntries(
          Map.entry("platform-threads", "a closure more that counts the task"),
          Map.entry("virtual-threads", FRAMES),
          Map.entry("structured", FRAMES),
          Map.entry("jox", FRAMES),
          Map.entry("kotlin-coroutines", "a suspend function more that counts the task"),
          Map.entry(
              "reactor",
              "two operators more for each task: one asks for it when it starts, one counts it"),
          Map.entry("rxjava", "an operator more that counts the task"),
          Map.entry(
              "mutiny",
              "operators that ask for a task when it starts, count it, and cancel it for sure"),
          Map.entry("netty", CALL_BACK),
          Map.entry("vertx", CALL_BACK),
          Map.entry("cats-effect", "a `map` more that counts the task"),
          Map.entry("zio", "a `map` more that counts the task"),
          Map.entry("asyncio", COROUTINE),
          Map.entry("asyncio-uvloop", COROUTINE),
          Map.entry("trio", COROUTINE),
          Map.entry("anyio-asyncio", COROUTINE),
          Map.entry("anyio-trio", COROUTINE),
          Map.entry("anyio-uvloop", COROUTINE),
          Map.entry(
              "bare",
              "it pays for operations that can be combined and cancelled; the loop by hand can do"
                  + " this one thing"));

  /// Why the adapter of the backend costs more; null if it is not known.
  static String why(Backends.Entry backend) {
    return WHY.get(backend.id());
  }

  /// Measures every backend once per round. Each round has an order of its own. This goes on until
  /// no backend needs another process. If a worker of a backend fails, the failure is reported and
  /// the backend is left out.
  ///
  /// @param found receives the check of a backend after some of its ratios from the second on
  /// @return the checks of the backends that did not fail, in the order of the backends
  List<Check> of(List<Backends.Entry> backends, Random random, Consumer<Check> found) {
    var ratios = new HashMap<String, List<Ratio>>();
    var left = new ArrayList<>(backends);
    for (int round = 1; !left.isEmpty(); round++) {
      System.err.printf("  round %d, %d backends%n", round, left.size());
      Collections.shuffle(left, random);
      for (var backend : List.copyOf(left)) {
        var measured = ratios.computeIfAbsent(backend.id(), _ -> new ArrayList<>());
        try {
          measured.add(measure(backend, measured.size()));
        } catch (UserError e) {
          System.err.println("! " + e.getMessage());
          ratios.remove(backend.id());
          left.remove(backend);
          continue;
        }
        boolean settled = settled(measured);
        if (settled) left.remove(backend);
        // A single ratio has no interval.
        if (settled || measured.size() > 3 && measured.size() % 2 == 0)
          found.accept(check(backend, measured));
      }
    }
    return backends.stream()
        .filter(backend -> ratios.containsKey(backend.id()))
        .map(backend -> check(backend, ratios.get(backend.id())))
        .toList();
  }

  /// @param turn that the process begins with: those of processes 0 and 1 are a pair, and so on
  /// @throws UserError with the reason if the worker fails
  private Ratio measure(Backends.Entry backend, int turn) {
    boolean python = backend.runtime().equals("python");
    var args = new ArrayList<>(options.forWorker());
    var longer = options.measure().multipliedBy(LONGER);
    args.add("--measure=" + Durations.text(longer.compareTo(LEAST) < 0 ? LEAST : longer));
    if (python || SLOW.contains(backend.id())) args.add("--tasks=5000");
    args.addAll(
        python
            ? List.of(Workers.HAND + turn)
            : List.of("--hand=" + backend.id(), "--turn=" + turn));
    var script = python ? "task_spawn" : calibrate;
    var report = workers.run(script, backend, args);
    return ratio(report.measured("overhead of " + backend.id()), turn);
  }

  private boolean settled(List<Ratio> ratios) {
    int pairs = ratios.size() / 2;
    if (ratios.size() % 2 != 0 || pairs < options.rounds()) return false;
    return options.fixed() || !open(estimate(ratios, Ratio::processor), pairs);
  }

  private static Check check(Backends.Entry backend, List<Ratio> ratios) {
    var processor = estimate(ratios, Ratio::processor);
    var wall = estimate(ratios, Ratio::wall);
    var check =
        Check.atMost(
            MOST,
            "adapter overhead of " + backend.id(),
            processor.value(),
            "x processor time",
            "95 %%: %s to %s, %d processes; wall time %s (%s to %s)"
                .formatted(
                    text(processor.low()),
                    text(processor.high()),
                    ratios.size(),
                    text(wall.value()),
                    text(wall.low()),
                    text(wall.high())));
    if (check.met()) return check;
    boolean unsure = processor.low() != null && processor.low() <= MOST;
    return check.because(
        unsure
            ? "may be chance: the confidence interval begins at %s".formatted(text(processor.low()))
            : why(backend));
  }

  private static boolean open(Statistics.Estimate ratio, int pairs) {
    return pairs < MOST_RATIOS && ratio.low() <= MOST && MOST < ratio.high();
  }

  private static Statistics.Estimate estimate(List<Ratio> ratios, ToDoubleFunction<Ratio> one) {
    return Statistics.estimate(
        IntStream.range(0, ratios.size() / 2)
            .mapToDouble(pair -> mean(ratios.subList(2 * pair, 2 * pair + 2), one))
            .toArray());
  }

  /// The geometric mean: the mean of 2 and 1/2 is 1.
  private static double mean(List<Ratio> ratios, ToDoubleFunction<Ratio> one) {
    return Statistics.estimate(ratios.stream().mapToDouble(one).toArray()).value();
  }

  private record Ratio(double processor, double wall) {
    Ratio(Repetition adapter, Repetition byHand) {
      this(
          perUnit(adapter, Repetition::cpuNs) / perUnit(byHand, Repetition::cpuNs),
          perUnit(adapter, Repetition::elapsedNs) / perUnit(byHand, Repetition::elapsedNs));
    }

    private static double perUnit(Repetition turn, ToLongFunction<Repetition> time) {
      return (double) time.applyAsLong(turn) / turn.ops();
    }
  }

  /// The ratio of a process, as the mean of the ratios of its pairs of turns. So a part of the
  /// process that is slow, for example while code is compiled, has no more weight than the rest.
  private static Ratio ratio(Report.Measured report, int begin) {
    int first = begin + report.warmupRepetitions();
    var turns = report.repetitions();
    var pairs =
        IntStream.range(0, turns.size() - 1)
            .filter(i -> (first + i) % 2 == 0)
            .mapToObj(i ->
                Interleaving.ofFirst(first + i)
                    ? new Ratio(turns.get(i + 1), turns.get(i))
                    : new Ratio(turns.get(i), turns.get(i + 1)))
            .toList();
    if (pairs.isEmpty())
      throw new UserError("--measure is too short for two repetitions. Raise it.");
    return new Ratio(mean(pairs, Ratio::processor), mean(pairs, Ratio::wall));
  }

  private static String text(Double ratio) {
    return ratio == null ? "?" : String.format(Locale.ROOT, "%.3f", ratio);
  }
}
