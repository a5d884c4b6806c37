//SOURCES ../cli/Durations.java

package worker;

import module java.base;

import cli.Durations;

/// The options of a worker, in addition to the parameters of the scenario. The parent writes them
/// as `--name=value`.
///
/// @param backend the backend to measure
/// @param warmup how long the warm-up lasts; null to watch the compilers
/// @param measure minimum measuring time
/// @param repetitions fixed number of repetitions, instead of a time; null if by time
/// @param probe whether to run the noise probe, which measures how long waking a thread takes
/// @param mutant the mutant to measure; null for none
/// @param slowdown the injected slowdown: share of processor time that is added to each unit of
///     work on purpose; null for none
/// @param job "measure", "laws" or "timers"
public record WorkerOptions(
    String backend,
    Duration warmup,
    Duration measure,
    Integer repetitions,
    long seed,
    boolean probe,
    String mutant,
    Double slowdown,
    String job) {
  /// How long `--quick` measures. It ends a process sooner and changes nothing else about it.
  public static final Duration QUICK = Duration.ofMillis(600);

  private static final String WORKER = "--worker=";

  public static boolean isWorker(String... args) {
    return args.length > 0 && args[args.length - 1].startsWith(WORKER);
  }

  /// @param args each is `--name=value`, or `--name` for a value of true
  public static Map<String, String> map(String... args) {
    var map = new LinkedHashMap<String, String>();
    for (var arg : args) {
      int cut = arg.indexOf('=');
      map.put(
          arg.substring(2, cut < 0 ? arg.length() : cut),
          cut < 0 ? "true" : arg.substring(cut + 1));
    }
    return map;
  }

  /// @param args the worker's own options, without the scenario's parameters
  /// @throws IllegalArgumentException if an option is unknown; it names the unknown ones
  public static WorkerOptions of(Map<String, String> args) {
    // A worker that checks the laws gets neither option, and neither does a script that is asked
    // what it measures.
    var left = new LinkedHashMap<>(Map.of("seed", "1", "measure", "1s"));
    left.putAll(args);
    var options =
        new WorkerOptions(
            left.remove("worker"),
            duration(left.remove("warmup")),
            duration(left.remove("measure")),
            left.containsKey("repetitions") ? Integer.valueOf(left.remove("repetitions")) : null,
            Long.parseLong(left.remove("seed")),
            left.remove("probe") != null,
            left.remove("mutant"),
            left.containsKey("slowdown") ? Double.valueOf(left.remove("slowdown")) : null,
            left.remove("laws") != null
                ? "laws"
                : left.remove("timers") != null ? "timers" : "measure");
    if (!left.isEmpty())
      throw new IllegalArgumentException("a worker does not know " + left.keySet());
    return options;
  }

  private static Duration duration(String text) {
    return text == null ? null : new Durations().convert(text);
  }

  /// The last argument of the worker's command.
  public static String worker(String backend) {
    return WORKER + backend;
  }
}
