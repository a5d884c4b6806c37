//SOURCES Calm.java
//SOURCES Options.java
//SOURCES Workers.java
//SOURCES ../backend/Backends.java
//SOURCES ../cli/Durations.java
//SOURCES ../result/Calibration.java
//SOURCES ../result/Statistics.java

package bench;

import module java.base;

import backend.Backends;
import cli.Durations;
import result.Calibration.Check;
import result.Repetition;
import result.Statistics;

/// What an adapter costs over a program that somebody wrote by hand with the same library, in processor time per task. The
/// two take turns inside of each process, so that what disturbs the machine for longer than a repetition disturbs both; one
/// process gives one ratio. Processes run in rounds and in calm moments, as those of a run do.
///
/// @param calibrate main class of the workers that run the JVM's hand-written programs; Python's are in its own worker
record Tax(Options options, String calibrate, Workers workers, Calm calm) {
  private static final double MOST = 1.03;

  /// Processes are added while the interval holds {@link #MOST}, which leaves open on which side the ratio is.
  private static final int MOST_ROUNDS = 15;

  /// Turns are as long as a repetition: a process needs time for enough of them.
  private static final int LONGER = 3;

  /// With --quick, on a machine that is busy, one turn takes some tenths of a second.
  private static final Duration LEAST = Duration.ofSeconds(2);

  /// Why some adapters cost more than a program that does one thing only.
  private static final Map<String, String> WHY =
      Map.of(
          "netty", "a task that knows what to cancel",
          "vertx", "a task that knows what to cancel, and a call-back more for what is timed",
          "asyncio", "a call and two partials more for each task",
          "asyncio-uvloop", "a call and two partials more for each task",
          "bare",
              "it pays for operations that can be combined and cancelled; the loop by hand can do"
                  + " this one thing");

  /// Every backend once per round, each round in an order of its own, until no backend needs another process. A backend whose
  /// worker fails is told and left out.
  ///
  /// @param found told after each process of a backend from the second on
  /// @return those of the backends that did not fail, in their order
  List<Check> of(List<Backends.Entry> backends, Random random, Consumer<Check> found) {
    var ratios = new HashMap<String, List<Ratio>>();
    var left = new ArrayList<>(backends);
    for (int round = 1; !left.isEmpty(); round++) {
      System.err.printf("  round %d, %d backends%n", round, left.size());
      Collections.shuffle(left, random);
      for (var backend : List.copyOf(left)) {
        var measured = ratios.computeIfAbsent(backend.id(), _ -> new ArrayList<>());
        try {
          measured.add(measure(backend));
        } catch (IllegalStateException e) {
          System.err.println("! " + e.getMessage());
          ratios.remove(backend.id());
          left.remove(backend);
          continue;
        }
        boolean settled = settled(measured);
        if (settled) left.remove(backend);
        // One process has no interval.
        if (settled || measured.size() > 1) found.accept(check(backend, measured));
      }
    }
    return backends.stream()
        .filter(backend -> ratios.containsKey(backend.id()))
        .map(backend -> check(backend, ratios.get(backend.id())))
        .toList();
  }

  /// @throws IllegalStateException with the reason if the worker fails
  private Ratio measure(Backends.Entry backend) {
    boolean python = backend.runtime().equals("python");
    var args = new ArrayList<>(options.forWorker());
    var longer = options.measure().multipliedBy(LONGER);
    args.add("--measure=" + Durations.text(longer.compareTo(LEAST) < 0 ? LEAST : longer));
    // Python takes ten times as long for a task.
    args.addAll(python ? List.of("--by-hand", "--tasks=1000") : List.of("--hand=" + backend.id()));
    var script = python ? "task_spawn" : calibrate;
    var report =
        calm.attempts(options, () -> workers.run(script, backend, args)).getLast().report();
    if (!report.ok())
      throw new IllegalStateException("tax of " + backend.id() + ": " + report.reason());
    return ratio(report);
  }

  private boolean settled(List<Ratio> ratios) {
    if (ratios.size() < options.rounds()) return false;
    return options.fixed() || !open(estimate(ratios, Ratio::processor), ratios.size());
  }

  private static Check check(Backends.Entry backend, List<Ratio> ratios) {
    var processor = estimate(ratios, Ratio::processor);
    var wall = estimate(ratios, Ratio::wall);
    var check =
        Check.atMost(
            MOST,
            "adapter tax of " + backend.id(),
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
    boolean unsure = processor.low() != null && processor.low() <= MOST;
    return check.because(
        WHY.getOrDefault(
            backend.id(),
            unsure
                ? "chance is enough for it: the interval begins at %s"
                    .formatted(text(processor.low()))
                : null));
  }

  private static boolean open(Statistics.Estimate ratio, int rounds) {
    return rounds < MOST_ROUNDS && ratio.low() <= MOST && MOST < ratio.high();
  }

  private static Statistics.Estimate estimate(List<Ratio> ratios, ToDoubleFunction<Ratio> one) {
    return Statistics.estimate(ratios.stream().mapToDouble(one).toArray());
  }

  private record Ratio(double processor, double wall) {}

  private static Ratio ratio(Report report) {
    var turns =
        IntStream.range(0, report.repetitions().size())
            .boxed()
            .collect(
                Collectors.partitioningBy(
                    i -> (report.warmupRepetitions() + i) % 2 == 0,
                    Collectors.mapping(report.repetitions()::get, Collectors.toList())));
    if (turns.get(true).isEmpty() || turns.get(false).isEmpty())
      throw new IllegalStateException("one repetition takes all of --measure: make it longer");
    return new Ratio(
        perUnit(turns.get(false), Repetition::cpuNs) / perUnit(turns.get(true), Repetition::cpuNs),
        perUnit(turns.get(false), Repetition::elapsedNs)
            / perUnit(turns.get(true), Repetition::elapsedNs));
  }

  private static double perUnit(List<Repetition> repetitions, ToLongFunction<Repetition> time) {
    return (double) repetitions.stream().mapToLong(time).sum()
        / repetitions.stream().mapToLong(Repetition::ops).sum();
  }

  private static String text(Double ratio) {
    return ratio == null ? "?" : String.format(Locale.ROOT, "%.3f", ratio);
  }
}
