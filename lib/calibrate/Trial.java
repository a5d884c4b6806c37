//SOURCES ../backend/Backends.java
//SOURCES ../process/Workers.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Comparison.java
//SOURCES ../result/Round.java
//SOURCES ../result/UserError.java
//SOURCES ../run/Cells.java
//SOURCES ../run/NoiseProbe.java
//SOURCES ../run/Options.java
//SOURCES ../worker/Report.java

package calibrate;

import module java.base;

import backend.Backends;
import process.Workers;
import result.Cell;
import result.Comparison;
import result.Round;
import result.UserError;
import run.Cells;
import run.NoiseProbe;
import run.Options;
import worker.Report;

/// Measures variants of one worker as a run measures backends: in rounds, each in an order of its
/// own.
final class Trial {
  /// The number of rows in the tables of equal rows.
  static final int ROWS = 11;

  private final Options options;
  private final Workers workers;
  private final NoiseProbe probe;
  private final String mainClass;
  private final Backends.Entry backend;
  private final List<List<String>> variants;
  private final List<List<Round>> rounds;
  private final List<Report.Measured> last;

  /// @param mainClass main class of the scenario
  /// @param variants extra arguments of the worker, one list per variant
  /// @param probe the noise probe of the machine, shared by all trials
  Trial(
      Options options,
      NoiseProbe probe,
      String mainClass,
      Backends.Entry backend,
      List<List<String>> variants) {
    this.options = options;
    this.probe = probe;
    this.workers = new Workers(options.process, (_, _) -> {});
    this.mainClass = mainClass;
    this.backend = backend;
    this.variants = variants;
    this.rounds = variants.stream().map(_ -> (List<Round>) new ArrayList<Round>()).toList();
    this.last = new ArrayList<>(Collections.nCopies(variants.size(), null));
  }

  /// Measures every variant once.
  ///
  /// @throws UserError with the reason if a worker fails
  void round(Random random) {
    var order = new ArrayList<>(IntStream.range(0, variants.size()).boxed().toList());
    Collections.shuffle(order, random);
    for (int i : order) {
      var args = new ArrayList<>(options.forWorker());
      args.addAll(variants.get(i));
      var probed = probe.run(options.probes(), () -> workers.run(mainClass, backend, args));
      var report = probed.report().measured(this);
      last.set(i, report);
      rounds.get(i).add(Cells.round(report, probed.wakeNs(), 0, rounds.get(i).size() + 1, i));
    }
  }

  /// How many rounds have been measured.
  int size() {
    return rounds.getFirst().size();
  }

  /// Whether the interval of every variant is as narrow as a run wants it.
  boolean precise() {
    return IntStream.range(0, variants.size()).noneMatch(i -> options.wide(cell(i)));
  }

  Cell cell(int variant) {
    return Cells.of(backend, last.get(variant), Cells.judged(rounds.get(variant), probe));
  }

  /// "task_spawn on netty".
  @Override
  public String toString() {
    return mainClass + " on " + backend.id();
  }

  /// Compares the first variant with the second. The test is as strict as for a table of equal
  /// rows, where all pairs are compared. It does not use the variances of other rows.
  Comparison compare(String metric) {
    int pairs = ROWS * (ROWS - 1) / 2;
    return Comparison.unpaired(
        cell(0).backend() + " as it is",
        cell(0),
        "with more work",
        cell(1),
        metric,
        pairs,
        Comparison.EQUAL);
  }
}
