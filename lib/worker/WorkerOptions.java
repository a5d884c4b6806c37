//SOURCES ../cli/Durations.java

package worker;

import module java.base;

import cli.Durations;

/// What a worker is told, beside the parameters of the scenario: `--name=value`, as its parent
/// writes it.
///
/// @param backend that it measures
/// @param warmup how long it lasts; null to watch the compilers
/// @param measure least time of measuring
/// @param repetitions fixed number of them instead of a time; null if by time
/// @param probe whether to look at what waking a thread takes
/// @param mutant the wrong adapter to measure; null for none
/// @param slowdown share of processor time that is added to each unit of work on purpose; null for
///     none
/// @param job "measure", "describe", "laws" or "timers"
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
  /// How long `--quick` measures. It ends a process sooner, and changes nothing else of it.
  public static final Duration QUICK = Duration.ofMillis(500);

  private static final String WORKER = "--worker=";

  public static boolean isWorker(String... args) {
    return args.length > 0 && args[args.length - 1].startsWith(WORKER);
  }

  /// @param args each `--name=value`, or `--name` for what is true
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

  /// @param args those of the scenario have been taken from it
  /// @throws IllegalArgumentException naming one that nobody knows
  public static WorkerOptions of(Map<String, String> args) {
    // One that is asked what it does, or for its laws, gets neither.
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
                : left.remove("describe") != null
                    ? "describe"
                    : left.remove("timers") != null ? "timers" : "measure");
    if (!left.isEmpty())
      throw new IllegalArgumentException("a worker does not know " + left.keySet());
    return options;
  }

  private static Duration duration(String text) {
    return text == null ? null : new Durations().convert(text);
  }

  /// What has to be said on the last place of the command.
  public static String worker(String backend) {
    return WORKER + backend;
  }
}
