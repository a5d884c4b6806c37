//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import report.ComparisonForms;
import report.FileComparison;
import result.Cell;
import result.Metric;
import result.Results;
import result.ResultsFile;
import result.Variant;
import test.support.Command;

/// One scenario with several sizes, as a person requests them.
@DisplayName("Sweep")
public class SweepTest {
  @TempDir static Path folder;
  private static Path file;
  private static Results swept;

  private static Command ioBound(Path file, String... more) {
    var args = new ArrayList<>(List.of("io-bound", "--backend=bare,virtual-threads"));
    args.addAll(
        List.of("--rounds=2", "--warmup=0s", "--measure=1ms", Command.CHEAP, "--json=" + file));
    args.addAll(List.of(more));
    return Command.jbang(args.toArray(String[]::new));
  }

  @BeforeAll
  static void measure() {
    file = folder.resolve("swept.json");
    ioBound(file, "--workers", "2,4,8", "--operations=3,6", "--mean", "1ms")
        .exits(0)
        .says("[24/24]")
        .says("io_bound (workers 8, operations 3, mean 1ms, grain 1ms)")
        .withoutTrace();
    swept = ResultsFile.read(file);
  }

  /// The results without the cells of this number of operations.
  private static Results without(String operations) {
    return swept.with(
        swept.cells().stream()
            .filter(cell -> !cell.params().get("operations").equals(operations))
            .toList());
  }

  @Test
  @DisplayName("every combination is a variant of its own, which does the work of its own size")
  void combinationsAreVariants() {
    assertEquals(
        List.of("2 3", "2 6", "4 3", "4 6", "8 3", "8 6"),
        swept.variants().stream()
            .map(Variant::varied)
            .map(varied -> varied.get("workers") + " " + varied.get("operations"))
            .toList());
    assertEquals("io_bound workers 2 operations 3", swept.variants().getFirst().name());
    for (var cell : swept.cells()) {
      assertEquals("1ms", cell.params().get("mean"));
      int ops =
          Integer.parseInt(cell.params().get("workers"))
              * Integer.parseInt(cell.params().get("operations"));
      for (var round : cell.rounds()) assertEquals(ops, round.repetitions().getFirst().ops());
    }
  }

  @Test
  @DisplayName("--resume measures the variants that are lacking, and refuses a run of other ones")
  void resumeMeasuresOnlyTheRest() {
    var half = folder.resolve("half.json");
    ResultsFile.write(half, without("6"));
    ioBound(half, "--workers=2,4,8", "--operations=3,6", "--mean=1ms", "--resume")
        .exits(0)
        .says("[12/12]")
        .withoutTrace();
    var resumed = ResultsFile.read(half);
    assertEquals(12, resumed.cells().size());
    for (var cell : without("6").cells()) assertTrue(resumed.cells().contains(cell));
    ioBound(half, "--workers=2,4", "--operations=3,6", "--mean=1ms", "--resume")
        .exits(2)
        .says("the scenario io_bound workers 8 operations 3, which is not chosen now")
        .withoutTrace();
    ioBound(half, "--workers=2", "--operations=3", "--mean=1ms", "--resume")
        .exits(2)
        .says("which are one now")
        .withoutTrace();
  }

  @Test
  @DisplayName("--resume with more --rounds measures more processes of each")
  void resumeAddsRounds() {
    var more = folder.resolve("more.json");
    ResultsFile.write(more, swept);
    ioBound(more, "--workers=2,4,8", "--operations=3,6", "--mean=1ms", "--resume", "--rounds=3")
        .exits(0)
        .says("[12/12]")
        .withoutTrace();
    var resumed = ResultsFile.read(more);
    assertEquals(3, resumed.config().rounds());
    assertTrue(resumed.command().contains("--rounds=3"), "" + resumed.command());
    for (int i = 0; i < 12; i++) {
      var rounds = resumed.cells().get(i).rounds();
      assertEquals(swept.cells().get(i).rounds(), rounds.subList(0, 2));
      assertEquals(3, rounds.getLast().round());
    }
  }

  @Test
  @DisplayName("the same value twice is one variant")
  void repeatedValueIsOneVariant() {
    var once = folder.resolve("once.json");
    ioBound(once, "--workers=3,3,03", "--operations=3").exits(0).says("[4/4]");
    assertEquals(2, ResultsFile.read(once).cells().size());
  }

  @Test
  @DisplayName("variants are compared with those of the same parameters, and named in the verdict")
  void compareMatchesVariants() {
    var all = FileComparison.of(swept, swept, null, 0, 1.1);
    assertEquals(12, all.rows().size());
    for (var row : all.rows()) assertEquals(1, row.comparison().advantage(), 1e-9);
    assertTrue(
        ComparisonForms.text(all, "text").contains("io_bound workers 2 operations 3   bare"),
        "" + all);
    var some = FileComparison.of(swept, without("3"), null, 0, 1.1);
    assertEquals(6, some.rows().size());
    assertEquals(List.of(), some.differences());
    assertEquals(6, some.lost().size());
    for (var lost : some.lost()) assertTrue(lost.endsWith(": missing in new"), lost);
  }

  @Test
  @DisplayName("a cell whose worker told nothing belongs where what is known of it fits")
  void failedCellJoinsMatchingVariant() {
    var cells = new ArrayList<>(swept.cells());
    cells.add(failed(Map.of("workers", "4", "operations", "6")));
    cells.add(failed(Map.of("workers", "9", "operations", "6")));
    var variants = swept.with(cells).variants();
    assertEquals(7, variants.size());
    assertEquals(3, variants.get(3).cells().size());
    assertEquals(Map.of("workers", "9", "operations", "6"), variants.get(6).params());
    // Files of earlier versions look like this.
    var one = swept.with(List.of(swept.cells().getFirst(), failed(Map.of())));
    assertEquals(2, one.variants("io_bound").getFirst().cells().size());
  }

  private static Cell failed(Map<String, String> params) {
    return new Cell(
        "io_bound",
        "zio",
        "jvm",
        "ZIO",
        "2",
        "fiber",
        null,
        null,
        null,
        params,
        "failed",
        "hung",
        null,
        Map.of(),
        List.of(),
        List.of());
  }

  @Test
  @DisplayName("plot draws each variant, and a scaling chart along each number that varies")
  void plotDrawsScalingCharts() throws IOException {
    var out = folder.resolve("plots");
    Command.jbang("plot", file.toString(), "--out=" + out, "--format=svg").exits(0).withoutTrace();
    try (var files = Files.list(out)) {
      var names = files.map(path -> path.getFileName().toString()).toList();
      assertTrue(names.contains("io_bound_throughput_workers-8_operations-6.svg"), "" + names);
      assertTrue(names.contains("io_bound_throughput_by_workers_operations-6.svg"), "" + names);
      assertTrue(names.contains("io_bound_throughput_by_operations_workers-2.svg"), "" + names);
      assertEquals(5, names.stream().filter(name -> name.contains("_by_")).count());
      assertEquals(3 * 6 + 5, names.size());
    }
  }

  @Test
  @DisplayName(
      "bench --sweep measures the sizes that are ready, three warm processes each with --quick")
  void benchSweepMeasuresReadySizes() {
    var out = folder.resolve("results");
    Command.jbang(
            "bench",
            "--sweep",
            "--quick",
            "--measure=1ms",
            "--scenario=cancellation",
            "--backend=bare",
            Command.CHEAP,
            "--out=" + out)
        .exits(0)
        .says("9 processes in 3 rounds, each with a warm-up")
        .says("[9/9]")
        .says("cancellation (tasks 10000, after 50ms)")
        .withoutTrace();
    var results = ResultsFile.read(out.resolve("latest.json"));
    assertEquals(
        List.of("100", "1000", "10000"),
        results.cells().stream().map(cell -> cell.params().get("tasks")).toList());
    assertNull(results.config().warmupMs());
    for (var cell : results.cells()) {
      assertEquals(3, cell.rounds().size());
      assertNotNull(cell.metrics().get("settle").low());
    }
  }

  @Test
  @DisplayName("a line of a scaling chart has its intervals as a band, one without any has none")
  void bandsShowIntervals() throws IOException {
    var alone = folder.resolve("alone.json");
    ResultsFile.write(
        alone,
        swept.with(
            swept.cells().stream()
                .map(cell -> cell.backend().equals("bare") ? bare(cell) : cell)
                .toList()));
    assertEquals(2, areas(file));
    assertEquals(1, areas(alone));
  }

  /// A copy of the cell without intervals.
  private static Cell bare(Cell cell) {
    var metrics = new HashMap<>(cell.metrics());
    metrics.replaceAll(
        (_, one) -> new Metric(one.unit(), one.better(), one.value(), null, null, one.ideal()));
    return cell.with(metrics, cell.flags(), cell.rounds());
  }

  /// The number of pale areas in a chart.
  private long areas(Path file) throws IOException {
    var out = folder.resolve(file.getFileName() + "-bands");
    Command.jbang("plot", file.toString(), "--out=" + out, "--format=svg").exits(0);
    var chart = Files.readString(out.resolve("io_bound_throughput_by_workers_operations-6.svg"));
    return Pattern.compile("fill-opacity").matcher(chart).results().count();
  }
}
