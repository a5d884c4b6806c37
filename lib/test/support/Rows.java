//SOURCES ../../Library.java

package test.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import result.Cell;
import result.Config;
import result.Histograms;
import result.Host;
import result.Metric;
import result.Repetition;
import result.Results;
import result.Round;

/// Cells with invented numbers, for tests.
public final class Rows {
  private Rows() {}

  /// A cell whose processes had these throughputs, in rounds from 1 on.
  public static Cell cell(String backend, double... perSecond) {
    var rounds = new ArrayList<Round>();
    for (int i = 0; i < perSecond.length; i++)
      rounds.add(round(i + 1, new Repetition(Math.round(1e12 / perSecond[i]), 1000, 0, 0)));
    return measured(backend, rounds);
  }

  public static Cell measured(String backend, List<Round> rounds) {
    return measured(backend, null, rounds);
  }

  /// A copy of the cell whose tasks are of this kind.
  public static Cell kind(String kind, Cell cell) {
    return measured(cell.backend(), kind, cell.rounds());
  }

  private static Cell measured(String backend, String kind, List<Round> rounds) {
    var metric = new Metric("ops/s", "higher", 1, null, null, null);
    return new Cell(
        "s",
        backend,
        "jvm",
        "L",
        "1",
        kind,
        "ops",
        1,
        null,
        Map.of(),
        "ok",
        null,
        "throughput",
        Map.of("throughput", metric),
        List.of(),
        rounds);
  }

  /// A copy of the cell that says this wherever it has words.
  public static Cell hostile(String word, Cell cell) {
    var metric = new Metric(word, "higher", 1000, 900.0, 1100.0, null);
    return new Cell(
        "s",
        cell.backend(),
        word,
        word,
        word,
        word,
        word,
        1,
        word,
        Map.of(word, word),
        "ok",
        word,
        "throughput",
        Map.of("throughput", metric, "cpu_per_op", metric),
        List.of(word, Cell.SETTING + word),
        cell.rounds());
  }

  public static Round round(int number, Repetition... repetitions) {
    return round(number, repetitions.length, repetitions);
  }

  /// @param quick how many of the repetitions `--quick` would have measured
  public static Round round(int number, int quick, Repetition... repetitions) {
    var all = List.of(repetitions);
    return new Round(number, number, all, null, null, 0, null, 0, quick, List.of(), null);
  }

  /// A copy of the cell with only the rounds of these numbers.
  public static Cell only(Cell cell, Integer... numbers) {
    var some = List.of(numbers);
    var rounds = cell.rounds().stream().filter(round -> some.contains(round.round())).toList();
    return cell.with(cell.metrics(), cell.flags(), rounds);
  }

  /// A cell whose processes had about this throughput.
  ///
  /// @param spread standard deviation of the logarithms
  public static Cell noisy(
      SplittableRandom random, String backend, double about, double spread, int processes) {
    return cell(
        backend,
        IntStream.range(0, processes)
            .mapToDouble(_ -> about * Math.exp(spread * random.nextGaussian()))
            .toArray());
  }

  /// A results file with one cell.
  public static Results results() {
    var histogram = new Histogram(3);
    histogram.recordValue(1_234_567);
    var round =
        new Round(
            1,
            3,
            List.of(new Repetition(5_000_000, 10, 900, 0)),
            Histograms.encode(histogram),
            null,
            0,
            1L << 30,
            2,
            1,
            List.of(Round.NOISY),
            7012.5);
    var metric = new Metric("tasks/s", "higher", 2000, 1900.0, 2100.0, null);
    var cell =
        new Cell(
            "task_spawn",
            "bare",
            "jvm",
            "OpenJDK",
            "25",
            "call-back",
            "tasks",
            1,
            null,
            Map.of("tasks", "10"),
            "ok",
            null,
            "throughput",
            Map.of("throughput", metric),
            List.of("early-wakes: 31%"),
            List.of(round));
    return new Results(
        Results.SCHEMA,
        "2026-01-01T00:00:00Z",
        null,
        List.of("--quick"),
        "abc",
        new Host("cpu", 2, 1L << 34, "os", "6", null, 0.5, null, "25", "G1", null),
        new Config(3, null, null, 300L, 300, null, 1, true, null, List.of()),
        List.of("on battery"),
        List.of(cell));
  }
}
