//SOURCES ../../Library.java
//SOURCES ../support/Rows.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import report.ComparisonForms;
import report.FileComparison;
import result.Cell;
import result.Config;
import result.Results;
import test.support.Rows;

@DisplayName("File comparison")
public class FileComparisonTest {
  private static final Cell BARE = Rows.results().cells().getFirst();
  private static final Results BASE =
      Rows.results().with(List.of(BARE, BARE.named("netty", BARE.rounds())));

  private static FileComparison compare(Results next) {
    return FileComparison.of(BASE, next, null, 0, 1.1);
  }

  private static Results with(Config config) {
    return new Results(
        BASE.schema(),
        BASE.started(),
        BASE.finished(),
        BASE.command(),
        BASE.commit(),
        BASE.host(),
        config,
        BASE.warnings(),
        BASE.cells());
  }

  @Test
  @DisplayName("a cell that the new file lacks is lost, and named in every format")
  void missingCellIsLost() {
    var comparison = compare(BASE.with(List.of(BARE)));
    assertEquals(List.of("task_spawn netty: missing in new"), comparison.lost());
    for (var format : ComparisonForms.FORMATS)
      assertTrue(
          ComparisonForms.text(comparison, format).contains("task_spawn netty: missing in new"),
          format);
  }

  @Test
  @DisplayName("a run that was cut short is told of")
  void unfinishedRunIsNamed() {
    assertEquals(2, compare(BASE).unfinished().size());
    assertEquals(1, compare(BASE.finished("2026-01-01T01:00:00Z")).unfinished().size());
  }

  @Test
  @DisplayName("another seed, another length and --quick are differences")
  void otherWorkIsADifference() {
    var config = BASE.config();
    assertEquals(List.of(), compare(with(config)).differences());
    var other =
        new Config(
            config.rounds(),
            config.precision(),
            config.budgetMs(),
            config.warmupMs(),
            config.measureMs() + 1,
            7,
            config.seed() + 1,
            !config.quick(),
            1,
            config.jvmArgs());
    var said = String.join("\n", compare(with(other)).differences());
    for (var option : List.of("--seed", "--measure", "--repetitions", "--quick", "--cpus"))
      assertTrue(said.contains("Different " + option), option + " in " + said);
  }
}
