//SOURCES Cells.java
//SOURCES Invocation.java
//SOURCES NoiseProbe.java
//SOURCES Schedule.java
//SOURCES ../backend/Backends.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Results.java
//SOURCES ../result/Round.java
//SOURCES ../result/UserError.java
//SOURCES ../worker/Report.java

package run;

import module java.base;

import backend.Backends;
import result.Cell;
import result.Results;
import result.Round;
import result.UserError;
import worker.Report;

/// What a run has measured so far. It has a cell for each scenario and backend, and the results
/// that the cells belong to.
final class Measurements {
  private final List<Invocation> scenarios;
  private final Map<Schedule.Key, Cell> cells = new LinkedHashMap<>();
  private Results results;

  /// @param scenarios in the order of the results
  /// @param results without cells
  Measurements(List<Invocation> scenarios, Results results) {
    this.scenarios = scenarios;
    this.results = results;
  }

  /// The cells by their keys. This view changes as cells are measured.
  Map<Schedule.Key, Cell> cells() {
    return Collections.unmodifiableMap(cells);
  }

  /// The results with all cells, in the order of scenarios and backends.
  Results results() {
    return results.with(
        cells.entrySet().stream()
            .sorted(
                Comparator.comparingInt((Map.Entry<Schedule.Key, Cell> cell) ->
                        scenarios.indexOf(cell.getKey().scenario()))
                    .thenComparingInt(cell -> Backends.ids().indexOf(cell.getKey().backend())))
            .map(Map.Entry::getValue)
            .toList());
  }

  /// Takes over the cells of an earlier part of the run.
  void takeOver(Results old) {
    results = old.finished(null);
    for (var scenario : scenarios)
      old.cells().stream()
          .filter(scenario::measures)
          .forEach(cell -> cells.put(new Schedule.Key(scenario, cell.backend()), cell));
  }

  void finished() {
    results = results.finished(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /// Adds one process to its cell.
  ///
  /// @param wakeNs ns that waking a thread took alongside it; null if there was no noise probe
  /// @param throttled periods in which the control group was stopped meanwhile
  /// @throws UserError if the parameters of the process differ from those of the cell's other
  ///     processes
  void add(Schedule.Job job, Report.Measured report, Double wakeNs, long throttled) {
    var before = cells.get(job.key());
    if (before != null && !before.params().equals(report.params()))
      throw new UserError(
          "--resume: %s was measured with %s, now with %s. Give the same options, or start anew without --resume."
              .formatted(before.scenario(), before.params(), report.params()));
    int order = 1 + cells.values().stream().mapToInt(cell -> cell.rounds().size()).sum();
    var rounds = new ArrayList<>(rounds(job.key()));
    rounds.add(Cells.round(report, wakeNs, throttled, job.round(), order));
    cells.put(job.key(), Cells.of(job.backend(), report, rounds));
    describe(job.backend(), report);
  }

  /// Marks a cell as one without numbers. Processes that were measured for it before are kept.
  void fails(Schedule.Key key, Backends.Entry backend, Report.NotMeasured report) {
    boolean told = report.params() != null && !report.params().isEmpty();
    cells.put(
        key,
        Cells.without(
            key.scenario().id(),
            backend,
            told ? report.params() : key.scenario().params(),
            report.status(),
            report.reason(),
            rounds(key)));
  }

  private List<Round> rounds(Schedule.Key key) {
    var cell = cells.get(key);
    return cell == null ? List.of() : cell.rounds();
  }

  /// Adds facts about the machine that only a worker knows.
  private void describe(Backends.Entry backend, Report.Measured report) {
    var host = results.host();
    boolean python = backend.runtime().equals("python");
    if (python && host.python() == null)
      // The event loop is a property of the backend, not of the machine.
      results =
          results.on(host.withPython(report.environment().replaceFirst(", event loop.*", "")));
    if (!python && host.gc() == null) results = results.on(host.withGc(report.gc()));
  }

  /// Judges again which rounds are noisy, because the usual wake-up time of this machine becomes
  /// known only in the course of a run.
  void judge(NoiseProbe probe) {
    cells.replaceAll((_, cell) -> Cells.judged(cell, probe));
  }
}
