//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Rows.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import result.Cell;
import result.Comparison;
import result.Ranking;
import result.Repetition;
import result.Round;
import result.Samples;
import result.SteadyState;
import test.support.Rows;

@DisplayName("Comparison")
public class ComparisonTest {

  /// Compares two rows in a table without other rows.
  private static Comparison compare(Cell left, Cell right) {
    return Ranking.of(List.of(left, right)).compare(left.backend(), right.backend());
  }

  @Test
  @DisplayName("processes that were noisy count like any other")
  void noisyProcessesCount() {
    var cell = Rows.cell("b", 100, 50, 101, 99);
    var rounds = cell.rounds().stream().map(round -> round.noisy(round.round() == 2)).toList();
    assertEquals(4, Samples.of("throughput", rounds).length);
    var told = cell.with(cell.metrics(), cell.flags(), rounds);
    var steady = Rows.cell("a", 100, 101, 99, 100);
    assertEquals(compare(steady, cell).sentence(), compare(steady, told).sentence());
  }

  @Test
  @DisplayName("a difference is said with its factor and interval, in both directions")
  void sentenceHasFactorAndInterval() {
    var a = Rows.cell("a", 200, 220, 210);
    var b = Rows.cell("b", 100, 110, 100);
    assertEquals("a is 2.03x faster than b (1.90 to 2.18)", compare(a, b).sentence());
    assertEquals("b is 2.03x slower than a (1.90 to 2.18)", compare(b, a).sentence());
  }

  @Test
  @DisplayName("what disturbs a round disturbs both of a pair")
  void pairingCancelsNoiseOfRound() {
    var a = Rows.cell("a", 200, 20, 2000, 90);
    var b = Rows.cell("b", 100, 10, 1010, 44);
    assertTrue(compare(a, b).better(), compare(a, b).sentence());
    assertTrue(compare(b, a).worse());
  }

  @Test
  @DisplayName("rows whose whole interval lies within 1.1x are about equal")
  void intervalWithinLimitIsEqual() {
    var a = Rows.cell("a", 100, 104, 99, 101);
    var b = Rows.cell("b", 101, 99, 100, 103);
    var verdict = compare(a, b);
    assertEquals(Comparison.Verdict.EQUAL, verdict.verdict());
    assertTrue(verdict.sentence().startsWith("a and b are about equal (0.9"), verdict.sentence());
    assertTrue(verdict.words().startsWith("about equal (0.9"), verdict.words());
    var strict = Comparison.unpaired("new", a, "base", b, "throughput", 1, 1.01);
    assertEquals(Comparison.Verdict.UNTOLD, strict.verdict());
  }

  @Test
  @DisplayName(
      "a gap of four times from two processes is not told yet, with how far it may be and what"
          + " would tell it")
  void wideIntervalIsUntold() {
    var verdict = compare(Rows.cell("a", 400, 200), Rows.cell("b", 70, 80));
    assertEquals(Comparison.Verdict.UNTOLD, verdict.verdict());
    assertEquals(
        "a or b: cannot tell yet (0.02x to above 100x; some 2 more processes would tell 3.78x)",
        verdict.sentence());
  }

  @ParameterizedTest
  @CsvSource({"1.314, 1.31", "12.36, 12.4", "385.2, 385", "1913, '1,910'", "1430000, '1,430,000'"})
  @DisplayName("a ratio is written with three digits and no prefix")
  void ratioHasThreeDigits(double ratio, String text) {
    assertEquals(text, Comparison.text(ratio));
  }

  @Test
  @DisplayName("a small difference that is sure is a difference, although it is small")
  void smallCertainDifferenceCounts() {
    var verdict = compare(Rows.cell("a", 102, 102.1, 101.9), Rows.cell("b", 100, 100.1, 99.9));
    assertTrue(verdict.better(), verdict.sentence());
  }

  @Test
  @DisplayName("many comparisons are each made stricter")
  void manyComparisonsAreStricter() {
    var a = Rows.cell("a", 100, 106, 103);
    var b = Rows.cell("b", 98, 100, 99);
    assertTrue(unpaired(a, b, 1).high() < unpaired(a, b, 10).high());
  }

  private static Comparison unpaired(Cell next, Cell base, int comparisons) {
    return Comparison.unpaired(
        "new", next, "base", base, "throughput", comparisons, Comparison.EQUAL);
  }

  @Test
  @DisplayName("one process each gives no verdict")
  void singleProcessesGiveNoVerdict() {
    assertEquals(
        "a or b: cannot tell yet (too few processes)",
        compare(Rows.cell("a", 1), Rows.cell("b", 2)).sentence());
  }

  @Test
  @DisplayName("two files are compared although their rounds have nothing in common")
  void unpairedRunsAreCompared() {
    var base = Rows.cell("x", 100, 110, 105, 95);
    var next = Rows.cell("x", 50, 52, 49, 51);
    var comparison = unpaired(next, base, 1);
    assertTrue(
        comparison.sentence().startsWith("new is 2.03x slower than base (1.8"),
        comparison.sentence());
  }

  /// In 2,000 pairs of the same backend, the expected error is 5 %. The count is binomial with a
  /// standard deviation of 10.
  @Test
  @DisplayName(
      "the same against itself is called different in 5 % of 2,000 simulated runs, paired or not")
  void falseVerdictsAreRare() {
    var random = new SplittableRandom(3);
    int paired = 0;
    int unpaired = 0;
    for (int run = 0; run < 2_000; run++) {
      var a = Rows.cell("a", samples(random));
      var b = Rows.cell("b", samples(random));
      if (compare(a, b).better() || compare(a, b).worse()) paired++;
      var two = unpaired(a, b, 1);
      if (two.better() || two.worse()) unpaired++;
    }
    assertTrue(Math.abs(paired - 100) < 40, paired + " of 2000 paired");
    assertTrue(unpaired < 140, unpaired + " of 2000 unpaired");
  }

  private static double[] samples(SplittableRandom random) {
    return IntStream.range(0, 5)
        .mapToDouble(_ -> 1e6 * Math.exp(0.2 * random.nextGaussian()))
        .toArray();
  }

  /// The processes of a cell whose repetitions took these ms per unit.
  private static List<Round> processes(double[]... millis) {
    return Arrays.stream(millis)
        .map(one ->
            Rows.round(
                1,
                Arrays.stream(one)
                    .mapToObj(ms -> new Repetition(Math.round(ms * 1e6 * 50), 50, 0, 0))
                    .toArray(Repetition[]::new)))
        .toList();
  }

  @Test
  @DisplayName(
      "two repetitions in each of three processes tell that the second is faster, or slower")
  void steadyStateFindsShift() {
    var faster = processes(new double[] {1.2, 1}, new double[] {1.25, 1}, new double[] {1.22, 1});
    assertEquals(
        "second half 22% faster (p 0.0034)", SteadyState.shift(faster).orElseThrow().toString());
    var slower = processes(new double[] {1, 1.2}, new double[] {1, 1.25}, new double[] {1, 1.22});
    assertEquals(
        "second half 22% slower (p 0.0034)", SteadyState.shift(slower).orElseThrow().toString());
    assertTrue(SteadyState.shift(faster.subList(0, 2)).isEmpty(), "two processes");
    assertTrue(
        SteadyState.shift(processes(new double[] {2}, new double[] {1}, new double[] {1}))
            .isEmpty());
    var slight = processes(new double[] {1.05, 1}, new double[] {1.06, 1}, new double[] {1.05, 1});
    assertTrue(SteadyState.shift(slight).isEmpty(), "5 %");
    var unsure = processes(new double[] {1.5, 1}, new double[] {1, 1.4}, new double[] {1.6, 1});
    assertTrue(SteadyState.shift(unsure).isEmpty(), "both ways");
    var middle = processes(new double[] {1, 9, 1}, new double[] {1, 8, 1}, new double[] {1, 7, 1});
    assertTrue(SteadyState.shift(middle).isEmpty(), "the one in the middle");
  }

  /// The count is binomial: in 2,000 runs 100 are expected, with a standard deviation of 10. Shifts
  /// of less than 10 % are not flagged.
  @Test
  @DisplayName("steady processes are flagged in at most 5 % of 2,000 simulated runs")
  void falseShiftFlagsAreRare() {
    var random = new SplittableRandom(7);
    int flagged = 0;
    for (int run = 0; run < 2_000; run++) {
      var noise =
          IntStream.range(0, 3)
              .mapToObj(_ -> random.doubles(4, 1, 3).toArray())
              .toArray(double[][]::new);
      if (SteadyState.shift(processes(noise)).isPresent()) flagged++;
    }
    assertTrue(flagged < 130, flagged + " of 2000");
  }
}
