//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../Library.java

package test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import result.Cell;
import result.Comparison;
import result.Metric;
import result.Repetition;
import result.Round;
import result.Samples;
import result.SteadyState;

@DisplayName("Comparison")
class ComparisonTest {

  /// A cell whose processes had these throughputs.
  private static Cell cell(String backend, String better, double... perSecond) {
    var rounds = new ArrayList<Round>();
    for (int i = 0; i < perSecond.length; i++) {
      var repetition = new Repetition(Math.round(1e12 / perSecond[i]), 1000, 0, 0);
      rounds.add(
          new Round(
              i + 1, i + 1, List.of(repetition), null, null, 0, null, 0, List.of(), null, null));
    }
    var metric = new Metric("ops/s", better, 0, null, null, null);
    return new Cell(
        "s",
        backend,
        "jvm",
        "L",
        "1",
        "ops",
        1,
        null,
        Map.of(),
        "ok",
        null,
        Map.of("throughput", metric),
        List.of(),
        rounds);
  }

  private static Comparison compare(Cell left, Cell right) {
    return Comparison.paired(left, right, "throughput", 1);
  }

  @Test
  @DisplayName(
      "processes that were disturbed are left out where three others are there, and else not")
  void disturbed() {
    var steady = cell("a", "higher", 100, 101, 99, 100);
    var once = cell("b", "higher", 100, 50, 101, 99);
    assertEquals(4, counting(once).size());
    var told = disturbed(once, 2);
    assertEquals(List.of(1, 3, 4), counting(told));
    assertEquals(3, Samples.of("throughput", told.rounds()).length);
    assertTrue(compare(steady, told).low() > 0.9, compare(steady, told).sentence());
    assertEquals(4, counting(disturbed(told, 1)).size());
  }

  @Test
  @DisplayName("two cells that were calm in different rounds are compared in all of them")
  void disturbedInTurns() {
    var left = disturbed(disturbed(cell("a", "higher", 200, 201, 199, 200, 202), 1), 2);
    var right = disturbed(disturbed(cell("b", "higher", 100, 101, 99, 100, 100), 4), 5);
    assertEquals(3, counting(left).size());
    var verdict = compare(left, right);
    assertTrue(verdict.better() && verdict.low() > 1.9, verdict.sentence());
  }

  private static List<Integer> counting(Cell cell) {
    return Samples.counting(cell.rounds()).stream().map(Round::round).toList();
  }

  private static Cell disturbed(Cell cell, int number) {
    var rounds =
        cell.rounds().stream()
            .map(round -> round.round() == number ? round.disturbed(true) : round)
            .toList();
    return cell.with(cell.metrics(), cell.flags(), rounds);
  }

  @Test
  @DisplayName("a difference is said with its factor and interval, in both directions")
  void sentence() {
    var a = cell("a", "higher", 200, 220, 210);
    var b = cell("b", "higher", 100, 110, 100);
    assertEquals("a is 2.03x faster than b (1.90 to 2.18)", compare(a, b).sentence());
    assertEquals("b is 2.03x slower than a (1.90 to 2.18)", compare(b, a).sentence());
  }

  @Test
  @DisplayName("what disturbs a round disturbs both of a pair")
  void pairs() {
    var a = cell("a", "higher", 200, 20, 2000, 90);
    var b = cell("b", "higher", 100, 10, 1010, 44);
    assertTrue(compare(a, b).better(), compare(a, b).sentence());
    assertTrue(compare(b, a).worse());
  }

  @Test
  @DisplayName("no difference is called that, with the interval that holds it")
  void none() {
    var a = cell("a", "higher", 100, 104, 99, 101);
    var b = cell("b", "higher", 101, 99, 100, 103);
    assertTrue(compare(a, b).sentence().startsWith("no difference found between a and b (0.9"));
  }

  @Test
  @DisplayName("many comparisons are each made stricter")
  void correction() {
    var a = cell("a", "higher", 100, 106, 103);
    var b = cell("b", "higher", 98, 100, 99);
    assertTrue(
        Comparison.paired(a, b, "throughput", 1).high()
            < Comparison.paired(a, b, "throughput", 10).high());
  }

  @Test
  @DisplayName("one process each gives no verdict")
  void single() {
    assertEquals(
        "no verdict on a and b: one process each",
        compare(cell("a", "higher", 1), cell("b", "higher", 2)).sentence());
  }

  @Test
  @DisplayName("two files are compared although their rounds have nothing in common")
  void unpaired() {
    var base = cell("x", "higher", 100, 110, 105, 95);
    var next = cell("x", "higher", 50, 52, 49, 51);
    var comparison = Comparison.unpaired(base, next, "throughput", 1);
    assertTrue(
        comparison.sentence().startsWith("new is 2.03x slower than base (1.8"),
        comparison.sentence());
  }

  /// 2,000 pairs of the same backend: the error is 5 %, binomial with a standard deviation of 10.
  @Test
  @DisplayName(
      "the same against itself is called different in 5 % of 2,000 simulated runs, paired or not")
  void falseVerdicts() {
    var random = new SplittableRandom(3);
    int paired = 0;
    int unpaired = 0;
    for (int run = 0; run < 2_000; run++) {
      var a = cell("a", "higher", samples(random));
      var b = cell("b", "higher", samples(random));
      if (compare(a, b).better() || compare(a, b).worse()) paired++;
      var two = Comparison.unpaired(a, b, "throughput", 1);
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

  @Test
  @DisplayName(
      "a trend and a level shift are no steady state; noise alone, and a shift too small to matter,"
          + " are")
  void steadyState() {
    var random = new SplittableRandom(5);
    var noise = random.doubles(60, 0.9, 1.1).toArray();
    assertTrue(SteadyState.shift(noise).isEmpty());
    var trend = IntStream.range(0, 60).mapToDouble(i -> noise[i] * (1 + i / 100.0)).toArray();
    assertTrue(SteadyState.shift(trend).orElseThrow() > 0.2);
    var faster =
        IntStream.range(0, 60).mapToDouble(i -> i < 30 ? noise[i] : noise[i] / 2).toArray();
    assertEquals(-0.5, SteadyState.shift(faster).orElseThrow(), 0.05);
    var slight =
        IntStream.range(0, 60).mapToDouble(i -> i < 30 ? noise[i] : noise[i] * 1.05).toArray();
    assertTrue(SteadyState.shift(slight).isEmpty());
  }

  @Test
  @DisplayName("a steady process is flagged in less than 1 % of 2,000 simulated runs")
  void falseFlags() {
    var random = new SplittableRandom(7);
    int flagged = 0;
    for (int run = 0; run < 2_000; run++) {
      var noise = random.doubles(50).map(x -> 1 + x).toArray();
      if (SteadyState.shift(noise).isPresent()) flagged++;
    }
    assertTrue(flagged < 20, flagged + " of 2000");
  }
}
