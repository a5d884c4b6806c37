//SOURCES Invocation.java
//SOURCES Options.java
//SOURCES ../backend/Backends.java
//SOURCES ../result/Cell.java

package run;

import module java.base;

import backend.Backends;
import result.Cell;

/// What a run measures, and when: rounds, each in an order of its own that is drawn from the seed.
/// The first measure every cell; those that are added, the cells whose interval is too wide still.
final class Schedule {

  /// A cell's place.
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

  /// The clock of the run starts now.
  ///
  /// @param cells that have been measured; it is looked at as they change
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

  /// Whether this is one of the first rounds, and would be over in time if it takes as long as
  /// those before.
  boolean begins(int round) {
    return round <= options.leastRounds()
        || round <= options.rounds()
            && (System.nanoTime() - start) / (round - 1.0) * round <= options.longest().toNanos();
  }

  /// Whether a round that is added has something to measure, and time for it.
  boolean adds(int round) {
    return round > options.rounds()
        && System.nanoTime() - start < options.budget().toNanos()
        && !round(round).isEmpty();
  }

  /// What the round has to measure still.
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
