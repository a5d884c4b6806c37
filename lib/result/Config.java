//SOURCES Nullable.java

package result;

import java.util.List;

/// How the run was set up.
///
/// @param rounds worker processes per cell
/// @param precision rounds were added until intervals reached this far to either side, as a
///     fraction; null if not
/// @param budgetMs no round was added after this time
/// @param warmupMs time of warm-up per process; null if it lasts until the compilers rest
/// @param measureMs least time of measuring per process
/// @param repetitions fixed number of repetitions instead of a time; null if by time
/// @param seed of the order of workers and of every delay that is drawn
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

  /// Whether a process of the other was measured in the same way; how many there are does not
  /// matter.
  boolean alike(Config other) {
    return ofProcess().equals(other.ofProcess());
  }

  private Config ofProcess() {
    return new Config(0, null, null, warmupMs, measureMs, repetitions, seed, quick, cpus, jvmArgs);
  }

  /// In words.
  public String warmup() {
    return warmupMs == null ? "until the compilers rest" : warmupMs + " ms";
  }
}
