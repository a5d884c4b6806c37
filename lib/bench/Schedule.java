//SOURCES Options.java
//SOURCES ../backend/Backends.java
//SOURCES ../result/Cell.java

package bench;

import module java.base;

import backend.Backends;
import result.Cell;

/// What a run measures, and when: rounds, each in an order of its own that is drawn from the seed. The first measure every
/// cell; those that are added, the cells whose interval is too wide still.
final class Schedule {

  /// A cell's place.
  record Key(Run.Scenario scenario, String backend) {}

  /// A process to be measured.
  record Job(Run.Scenario scenario, Backends.Entry backend, int round) {
    Key key() {
      return new Key(scenario, backend.id());
    }
  }

  private final Options options;
  private final List<Run.Scenario> scenarios;
  private final List<Backends.Entry> backends;
  private final Map<Key, Cell> cells;
  private final long start = System.nanoTime();
  private final int least;

  /// The clock of the run starts now.
  ///
  /// @param cells that have been measured; it is looked at as they change
  Schedule(
      Options options,
      List<Run.Scenario> scenarios,
      List<Backends.Entry> backends,
      Map<Key, Cell> cells) {
    this.options = options;
    this.scenarios = scenarios;
    this.backends = backends;
    this.cells = cells;
    this.least =
        IntStream.rangeClosed(1, options.leastRounds()).map(round -> round(round).size()).sum();
  }

  /// Whether this is one of the first rounds, and would be over in time if it takes as long as those before.
  boolean begins(int round) {
    return round <= options.leastRounds()
        || round <= options.rounds()
            && (System.nanoTime() - start) / (round - 1.0) * round <= options.longest().toNanos();
  }

  /// Until when there is time to wait and to repeat, if the rounds that are measured in any case go on at the same pace.
  ///
  /// @param measured processes of the first rounds so far
  long spareUntil(int measured) {
    if (measured == 0) return end();
    long left = Math.max(0, least - measured);
    return end() - (System.nanoTime() - start) / measured * left;
  }

  /// Whether a round that is added has something to measure, and time for it.
  boolean adds(int round) {
    return round > options.rounds() && System.nanoTime() < budgetEnd() && !round(round).isEmpty();
  }

  /// When the run is to be over, however little it has measured: as `System.nanoTime` counts.
  long end() {
    return start + options.longest().toNanos();
  }

  /// When no more rounds are added.
  long budgetEnd() {
    return start + options.budget().toNanos();
  }

  /// What the round has to measure still.
  List<Job> round(int round) {
    return jobs(round, cell -> cell == null || due(cell, round));
  }

  private boolean due(Cell cell, int round) {
    if (!cell.ok() || cell.rounds().stream().anyMatch(done -> done.round() == round)) return false;
    return round <= options.rounds() || options.wide(cell);
  }

  /// What was measured while the machine was disturbed, first rounds first.
  List<Job> disturbed() {
    var jobs = new ArrayList<Job>();
    for (int i = 1; i <= options.rounds(); i++) {
      int round = i;
      jobs.addAll(
          jobs(
              round,
              cell ->
                  cell != null
                      && cell.ok()
                      && cell.rounds().stream()
                          .anyMatch(one -> one.round() == round && one.disturbed())));
    }
    return jobs;
  }

  private List<Job> jobs(int round, Predicate<Cell> wanted) {
    var jobs = new ArrayList<Job>();
    for (var scenario : scenarios) {
      for (var backend : backends) jobs.add(new Job(scenario, backend, round));
    }
    Collections.shuffle(jobs, new SplittableRandom(options.seed ^ (long) round << 32));
    jobs.removeIf(job -> !wanted.test(cells.get(job.key())));
    return jobs;
  }
}
