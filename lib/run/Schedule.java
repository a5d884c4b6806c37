//SOURCES Invocation.java
//SOURCES Options.java
//SOURCES ../backend/Backends.java
//SOURCES ../result/Cell.java

package run;

import module java.base;

import backend.Backends;
import result.Cell;

/// What a run measures, and when. A run consists of rounds. Each round has an order of its own,
/// which is drawn from the seed. The first rounds measure every cell. Added rounds measure only the
/// cells whose interval is still too wide.
final class Schedule {

  /// What identifies a cell.
  record Key(Invocation scenario, String backend) {}

  /// A process to be measured.
  record Job(Invocation scenario, Backends.Entry backend, int round) {
    Key key() {
      return new Key(scenario, backend.id());
    }
  }

  private final Options options;
  private final List<Invocation> scenarios;
  private final List<Backends.Entry> backends;
  private final Map<Key, Cell> cells;
  private final long start = System.nanoTime();

  /// Starts the clock of the run.
  ///
  /// @param cells the cells that have been measured; the schedule sees every change of this map
  Schedule(
      Options options,
      List<Invocation> scenarios,
      List<Backends.Entry> backends,
      Map<Key, Cell> cells) {
    this.options = options;
    this.scenarios = scenarios;
    this.backends = backends;
    this.cells = cells;
  }

  /// Whether to begin this round as one of the first rounds. It must end in time if it takes as
  /// long as those before it.
  boolean begins(int round) {
    return round <= options.leastRounds()
        || round <= options.rounds()
            && (System.nanoTime() - start) / (round - 1.0) * round <= options.longest().toNanos();
  }

  /// Whether to begin this round as an added one. It must have something to measure, and time must
  /// be left.
  boolean adds(int round) {
    return round > options.rounds()
        && System.nanoTime() - start < options.budget().toNanos()
        && !round(round).isEmpty();
  }

  /// What the round still has to measure.
  List<Job> round(int round) {
    var jobs = new ArrayList<Job>();
    for (var scenario : scenarios) {
      for (var backend : backends) jobs.add(new Job(scenario, backend, round));
    }
    Collections.shuffle(jobs, new SplittableRandom(options.seed ^ (long) round << 32));
    jobs.removeIf(job -> !due(cells.get(job.key()), round));
    return jobs;
  }

  private boolean due(Cell cell, int round) {
    if (cell == null) return true;
    if (!cell.ok() || cell.rounds().stream().anyMatch(done -> done.round() == round)) return false;
    return round <= options.rounds() || options.wide(cell);
  }
}
