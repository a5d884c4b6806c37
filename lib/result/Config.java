//SOURCES Nullable.java

package result;

import java.util.ArrayList;
import java.util.List;

/// How the run was set up.
///
/// @param rounds worker processes per cell
/// @param precision rounds were added until the intervals reached at most this far to either side,
///     as a fraction; null if no rounds were added
/// @param budgetMs no round was added after this time
/// @param warmupMs time of warm-up per process; null if the warm-up lasts until the compilers rest
/// @param measureMs least time of measuring per process
/// @param repetitions fixed number of repetitions; null if the repetitions are limited by time
/// @param seed of the order of workers and of every random delay
/// @param quick whether it was a run with --quick
/// @param cpus processors that workers were pinned to; null if not pinned
/// @param jvmArgs extra arguments of JVM workers
public record Config(
    int rounds,
    @Nullable Double precision,
    @Nullable Long budgetMs,
    @Nullable Long warmupMs,
    long measureMs,
    @Nullable Integer repetitions,
    long seed,
    boolean quick,
    @Nullable Integer cpus,
    List<String> jvmArgs) {

  /// Whether both runs measured each process in the same way. The number of processes does not
  /// matter.
  boolean alike(Config other) {
    return ofProcess().equals(other.ofProcess());
  }

  /// How each process was measured, the same for every number of processes.
  public Config ofProcess() {
    return new Config(0, null, null, warmupMs, measureMs, repetitions, seed, quick, cpus, jvmArgs);
  }

  /// How each process was measured, as a person would type it.
  public String words() {
    var words = new ArrayList<String>();
    if (quick) words.add("--quick");
    if (warmupMs != null) words.add("--warmup " + warmupMs + "ms");
    words.add("--measure " + measureMs + "ms");
    if (repetitions != null) words.add("--repetitions " + repetitions);
    words.add("--seed " + seed);
    if (cpus != null) words.add("--cpus " + cpus);
    for (var arg : jvmArgs) words.add("--jvm-arg=" + arg);
    return String.join(" ", words);
  }

  /// In words.
  public String warmup() {
    return warmupMs == null ? "until the compilers rest" : warmupMs + " ms";
  }
}
