//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Rows.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import calibrate.EqualTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import report.FullReport;
import report.Study;
import result.Calibration.Check;
import result.Cell;
import result.Comparison.Verdict;
import result.Metric;
import result.Ranking;
import test.support.Rows;

@DisplayName("Ranking")
public class RankingTest {
  /// Rows with these levels. The processes of a row differ by about a tenth.
  private static List<Cell> table(long seed, int processes, double... levels) {
    var random = new SplittableRandom(seed);
    return IntStream.range(0, levels.length)
        .mapToObj(i -> Rows.noisy(random, "row " + i, levels[i], 0.1, processes))
        .toList();
  }

  private static double[] equal(int rows) {
    var levels = new double[rows];
    Arrays.fill(levels, 1e6);
    return levels;
  }

  private static List<String> ranks(List<Cell> cells) {
    return Ranking.of(cells).rows().stream().map(Ranking.Row::rank).toList();
  }

  /// The count is binomial: in 400 tables 20 are expected, with a standard deviation of 4.4. With
  /// Bonferroni over ten comparisons and paired rounds, the count was 80 to 120.
  @ParameterizedTest(name = "{0} equal rows of {1} processes: a verdict in at most 5 % of tables")
  @CsvSource({"11, 2", "11, 3", "11, 5", "11, 20", "21, 3", "6, 3", "3, 5"})
  void falseVerdictsInTablesAreRare(int rows, int processes) {
    int wrong = 0;
    for (int seed = 0; seed < 400; seed++) {
      var ranking = Ranking.of(table(seed, processes, equal(rows)));
      if (ranking.rows().stream().anyMatch(row -> !row.rank().equals("1 to " + rows))) wrong++;
    }
    assertTrue(wrong <= 30, wrong + " of 400");
  }

  @Test
  @DisplayName(
      "two processes tell a factor of two in a table of eleven rows, and never call four times"
          + " nothing")
  void twoProcessesTellFactorOfTwo() {
    int found = 0;
    for (int seed = 0; seed < 100; seed++) {
      var levels = equal(11);
      levels[0] = 2e6;
      levels[10] = 0.25e6;
      var ranking = Ranking.of(table(seed, 2, levels));
      if (ranking.compare("row 0", "row 5").better()) found++;
      assertFalse(ranking.compare("row 5", "row 10").verdict() == Verdict.EQUAL);
    }
    assertTrue(found >= 60, found + " of 100");
  }

  /// Six rows of two values each, whose logarithms are 0.2 apart. All variances are therefore the
  /// same.
  @Test
  @DisplayName("an interval is symmetric around the ratio of the geometric means")
  void intervalIsSymmetric() {
    var cells = new ArrayList<Cell>();
    for (int i = 0; i < 6; i++) cells.add(Rows.cell("row " + i, Math.exp(i), Math.exp(i + 0.2)));
    var one = Ranking.of(cells).compare("row 5", "row 4");
    assertEquals(Math.E, one.advantage(), 1e-6);
    assertEquals(one.advantage() / one.low(), one.high() / one.advantage(), 1e-6);
    var back = Ranking.of(cells).compare("row 4", "row 5");
    assertEquals(1 / one.low(), back.high(), 1e-6);
  }

  @Test
  @DisplayName("a rank is all places that a row may have: 1, 2 to 3, 4")
  void rankIsAllPossiblePlaces() {
    var cells = table(1, 5, 100e6, 10e6, 9.9e6, 1e6, 0.1e6, 0.01e6);
    assertEquals(List.of("1", "2 to 3", "2 to 3", "4", "5", "6"), ranks(cells));
  }

  @Test
  @DisplayName("one rank never says what another verdict of the same table does not")
  void ranksAgreeWithVerdicts() {
    for (int seed = 0; seed < 50; seed++) {
      var ranking = Ranking.of(table(seed, 3, 4e6, 3e6, 2.5e6, 2e6, 1.8e6, 1.6e6, 1e6, 0.9e6));
      for (var row : ranking.rows()) {
        var name = row.cell().backend();
        long better = 1;
        long places = 8;
        for (var other : ranking.cells()) {
          if (other == row.cell()) continue;
          var verdict = ranking.compare(name, other.backend());
          if (verdict.worse()) better++;
          if (verdict.better()) places--;
        }
        assertEquals(better == places ? "" + better : better + " to " + places, row.rank());
        assertEquals(better == 1, ranking.best().contains(row.cell()));
      }
    }
  }

  @Test
  @DisplayName(
      "rows that none is surely better than may be best, and a factor is that of all of them")
  void bestIsEveryRowThatMayBe() {
    var cells = table(3, 3, 10e6, 9.5e6, 9e6, 1e6, 0.9e6, 0.1e6);
    var ranking = Ranking.of(cells);
    assertEquals(
        cells.subList(0, 3),
        ranking.best().stream().sorted((a, b) -> a.backend().compareTo(b.backend())).toList());
    var over = ranking.over(ranking.best(), cells.get(5));
    for (var one : ranking.best()) {
      var pair = ranking.compare(one.backend(), "row 5");
      assertTrue(over.low() >= pair.low() && over.high() >= pair.high());
    }
    assertTrue(over.sentence().startsWith("one of row "), over.sentence());
    var last = ranking.rows().getLast();
    assertEquals(last.behind(), "%.1fx to %.0fx".formatted(over.low(), over.high()));
    assertTrue(ranking.rows().getFirst().behind().startsWith("up to 1."));
    assertEquals(3, Ranking.mayBeBest(cells).size());
  }

  @Test
  @DisplayName("the baseline and rows whose timers end early help the others, and have no rank")
  void baselineAndEarlyRowsHaveNoRank() {
    var cells = new ArrayList<>(table(1, 3, 10e6, 1e6, 0.1e6));
    var fast = table(2, 3, 900e6, 300e6, 100e6);
    cells.add(named("bare", fast.get(0), List.of()));
    cells.add(named("rounds-down", fast.get(1), List.of("early-wakes: 31%")));
    cells.add(named("waits", fast.get(2), List.of()));
    assertEquals(List.of("baseline", "early", "1", "2", "3", "4"), ranks(cells));
    cells.set(4, named("rounds-down", fast.get(1), List.of("short-timer: 500us asked")));
    assertEquals(List.of("baseline", "early", "1", "2", "3", "4"), ranks(cells));
    assertEquals(List.of("waits"), Ranking.mayBeBest(cells));
    var helped = Ranking.of(cells).compare("row 0", "row 1");
    var alone = Ranking.of(cells.subList(0, 3)).compare("row 0", "row 1");
    assertTrue(helped.high() / helped.low() < alone.high() / alone.low());
  }

  private static Cell named(String backend, Cell cell, List<String> flags) {
    var rates =
        cell.rounds().stream()
            .mapToDouble(r -> r.ops() * 1e9 / r.repetitions().getFirst().elapsedNs());
    var other = Rows.cell(backend, rates.toArray());
    return other.with(other.metrics(), flags, other.rounds());
  }

  @Test
  @DisplayName("where less is better, the least is best")
  void lowerIsBetterRanksLeastFirst() {
    var cells =
        table(1, 3, 1e6, 2e6, 4e6, 8e6, 16e6, 32e6).stream()
            .map(cell ->
                cell.with(
                    Map.of("throughput", new Metric("ops/s", "lower", 0, null, null, null)),
                    List.of(),
                    cell.rounds()))
            .toList();
    assertEquals(List.of("row 0"), Ranking.mayBeBest(cells));
    assertTrue(Ranking.of(cells).compare("row 0", "row 1").better());
    assertEquals(cells, Ranking.of(cells).cells());
    assertEquals(List.of(cells.getLast()), Ranking.of(cells).worst());
  }

  @Test
  @DisplayName("takeaways name all that may be best, and say how much better the best of them is")
  void takeawaysNameAllThatMayBeBest() {
    var cells = table(3, 3, 10e6, 9.5e6, 9e6, 1e6, 0.9e6, 0.1e6);
    var said = Study.takeaways(Rows.results().with(cells));
    var ranking = Ranking.of(cells);
    for (var cell : ranking.best()) assertTrue(said.contains("`" + cell.backend() + "`"), said);
    assertTrue(said.startsWith("- **s**: one of `row "), said);
    assertTrue(said.contains("The best is "), said);
    var over = ranking.over(ranking.best(), cells.get(5));
    assertTrue(
        said.contains("%.1fx to %.0fx better than `row 5`.".formatted(over.low(), over.high())),
        said);
    var one = table(3, 3, 10e6, 1e6, 0.9e6, 1e6, 0.9e6, 0.1e6);
    assertTrue(Study.takeaways(Rows.results().with(one)).contains("`row 0` is best, "));
  }

  @Test
  @DisplayName("a row with a setting that is not the default is no takeaway's headline")
  void tunedRowIsNoHeadline() {
    var cells = table(3, 3, 1e6, 1e6, 0.9e6, 1e6, 0.9e6, 0.1e6);
    var fast = named("tuned", table(1, 3, 10e6).getFirst(), List.of("setting: tick = 1ms"));
    var slow = named("slow", table(1, 3, 0.001e6).getFirst(), List.of("setting: tick = 1s"));
    var all = Stream.concat(cells.stream(), Stream.of(fast, slow)).toList();
    assertEquals("1", Ranking.of(all).rows().getFirst().rank());
    var results = Rows.results().with(all);
    var said = Study.takeaways(results);
    assertTrue(said.startsWith("- **s**: one of `row "), said);
    assertTrue(
        said.contains(" better than `row 5`. Not by default: `tuned` (`tick = 1ms`), "), said);
    var table = Study.snapshot(results);
    assertTrue(table.contains("| `slow` (`tick = 1s`) |  | 1 | 1.00 (8) |"), table);
  }

  @Test
  @DisplayName("takeaways name the best of each kind of task beside the best of all")
  void takeawaysNameBestOfEachKind() {
    var cells = table(3, 3, 10e6, 9.5e6, 2e6, 1e6, 0.9e6, 0.1e6);
    var kinds = List.of("call-back", "call-back", "fiber", "thread", "thread", "thread");
    var known = IntStream.range(0, 6).mapToObj(i -> Rows.kind(kinds.get(i), cells.get(i))).toList();
    var said = Study.takeaways(Rows.results().with(known));
    assertTrue(said.contains(" The best of each kind of task: call-back `row "), said);
    assertTrue(said.contains("; fiber `row 2`, "), said);
    assertTrue(said.contains("; thread `row 3`"), said);
    assertFalse(said.contains("thread `row 5`"), said);
    var report = FullReport.of(Rows.results().with(known));
    assertTrue(report.contains("| `row 2` | fiber | 1 |"), report);
    var snapshot = Study.snapshot(Rows.results().with(known));
    assertTrue(snapshot.contains("| Backend | A task is | Threads | "), snapshot);
    assertTrue(snapshot.contains("| `row 3` | thread | 1 | "), snapshot);
    assertFalse(Study.takeaways(Rows.results().with(cells)).contains("kind of task"));
  }

  @Test
  @DisplayName("processes without a partner in their round count")
  void unpairedProcessesCount() {
    var cells = new ArrayList<>(table(1, 4, 2e6, 1.5e6, 1e6, 1e6, 1e6, 1e6));
    cells.set(0, Rows.only(cells.get(0), 1, 2));
    cells.set(1, Rows.only(cells.get(1), 3, 4));
    var apart = Ranking.of(cells).compare("row 0", "row 1");
    assertTrue(apart.low() > 0.5 && apart.high() < 3.5, apart.sentence());
    cells.set(1, table(1, 4, 2e6, 1.5e6).get(1));
    var more = Ranking.of(cells).compare("row 0", "row 1");
    assertTrue(more.high() / more.low() < apart.high() / apart.low());
  }

  @Test
  @DisplayName(
      "a single process is judged by what the others say of the variance, if they say enough")
  void singleProcessUsesVarianceOfOthers() {
    var cells = new ArrayList<>(table(4, 3, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1000e6));
    cells.set(7, Rows.only(cells.get(7), 1));
    var helped = Ranking.of(cells).compare("row 7", "row 0");
    assertTrue(helped.better(), helped.sentence());
    var pair = Ranking.of(cells).compare("row 1", "row 0");
    assertTrue(pair.high() / pair.low() < helped.high() / helped.low());
    var alone = Ranking.of(cells.subList(3, 8)).compare("row 7", "row 3");
    assertEquals("row 7 or row 3: cannot tell yet (too few processes)", alone.sentence());
  }

  @Test
  @DisplayName("one process each: nothing can be said yet, and nothing is")
  void oneProcessEachSaysNothing() {
    var cells = table(1, 1, 1e6, 5e6, 100e6, 1e6, 1e6, 1e6, 1e6);
    assertEquals(List.of(), Ranking.mayBeBest(cells));
    assertEquals(7, Ranking.of(cells).best().size());
    for (var row : Ranking.of(cells).rows()) assertEquals("1 to 7", row.rank());
    assertNull(Ranking.of(cells).compare("row 0", "row 2").low());
    assertEquals(List.of(), Ranking.mayBeBest(List.of()));
    assertEquals(List.of(), Ranking.mayBeBest(cells.subList(0, 1)));
  }

  @Test
  @DisplayName(
      "so many more processes as a verdict names tell the difference, if they are like those"
          + " before")
  void furtherProcessesTellDifference() {
    var cells = table(6, 3, 1.2e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6);
    var now = Ranking.of(cells).compare("row 0", "row 1");
    assertEquals(Verdict.UNTOLD, now.verdict());
    assertTrue(now.more() > 0 && now.more() < 100, now.sentence());
    assertTrue(now.sentence().contains("some " + now.more() + " more process"), now.sentence());
    var then = cells.stream().map(cell -> repeated(cell, 3 + now.more())).toList();
    var later = Ranking.of(then).compare("row 0", "row 1");
    assertTrue(later.high() / later.low() < now.high() / now.low());
    assertEquals(Math.max(1.1, now.advantage()), Math.sqrt(later.high() / later.low()), 0.1);
  }

  /// A cell that repeats the same processes.
  private static Cell repeated(Cell cell, int processes) {
    var rounds =
        IntStream.range(0, processes)
            .mapToObj(i -> cell.rounds().get(i % cell.rounds().size()))
            .toList();
    return cell.with(cell.metrics(), cell.flags(), rounds);
  }

  @Test
  @DisplayName(
      "tables of equal rows are cut out of the processes of one cell, as many as asked for")
  void equalTablesAreCutFromOneCell() {
    var equal = new EqualTables(60, new Random(1));
    equal.cut(Rows.noisy(new SplittableRandom(2), "netty", 1e6, 0.1, 55));
    assertEquals(3, equal.checks().size());
    for (var check : equal.checks()) {
      assertTrue(check.detail().contains(" of 60 tables of 11 equal rows"), check.detail());
      assertTrue(check.value() <= 10, check.detail());
    }
    // Half of these processes have another level, as if they ran another program.
    var mixed = new EqualTables(60, new Random(1));
    var random = new SplittableRandom(3);
    mixed.cut(
        Rows.cell(
            "two",
            IntStream.range(0, 33)
                .mapToDouble(
                    i -> (i % 2 == 0 ? 1e6 : 9e6) * Math.exp(0.001 * random.nextGaussian()))
                .toArray()));
    assertEquals(2, mixed.checks().size());
    assertTrue(mixed.checks().stream().noneMatch(Check::met), mixed.checks() + "");
  }
}
