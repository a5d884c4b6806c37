//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/Days.java
//SOURCES ../support/Rows.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.ObjectMapper;
import history.History;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import result.Cell;
import result.Results;
import result.ResultsFile;
import test.support.Command;
import test.support.Days;
import test.support.Rows;

/// `history`, over files that were made up.
@DisplayName("History")
public class HistoryTest {
  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(7);

  /// Ten days, five processes each, that vary by 3 %.
  private List<Results> days(String backend, double... levels) {
    var days = new ArrayList<Results>();
    for (int day = 1; day <= 10; day++) {
      double level = levels[Math.min(levels.length - 1, (day - 1) / 5)];
      var cell = Rows.noisy(random, backend, level, 0.03, 5);
      days.add(Days.run(day, "25.0." + (day > 5 && levels.length > 1 ? 3 : 2), 2, cell));
    }
    return days;
  }

  private void write(List<Results> runs) {
    for (var run : runs)
      ResultsFile.write(folder.resolve(run.started().replace(':', '-') + ".json"), run);
  }

  private Command history(String... more) {
    var line = new ArrayList<>(List.of("history", folder.toString()));
    line.addAll(List.of(more));
    return Command.jbang(line.toArray(String[]::new)).withoutTrace();
  }

  private History read(String order) {
    return History.of(List.of(folder), new History.Request(List.of(), List.of(), null, order));
  }

  @Test
  @DisplayName("a change is found at its place, with what else changed, in words and as JSON")
  void plantedChangeIsFound() throws IOException {
    var days = days("netty", 1e6, 0.8e6);
    write(days);
    // What lies beside them: the last run once more, and a file that is none.
    ResultsFile.write(folder.resolve("latest.json"), days.getLast());
    Files.writeString(folder.resolve("calibration.json"), "{\"schema\": 1}");
    var json = folder.resolve("history.out");
    history("--json", json.toString())
        .exits(0)
        .says("netty, s: 1.")
        .says("x slower since 2026-11-06 (")
        .says("; JDK 25.0.2 to 25.0.3)")
        .says("10 runs, 1 line, 9 pairs of neighbours: 1 change.")
        .says("! Left out: " + folder.resolve("calibration.json"));
    var line = new ObjectMapper().readTree(json.toFile()).get("lines").get(0);
    assertEquals(10, line.get("values").size());
    assertEquals(1, line.get("changes").size());
    var change = line.get("changes").get(0);
    assertEquals("2026-11-06T08:00:00Z", change.get("after").asText());
    assertEquals("worse", change.get("verdict").asText());
    assertEquals("[\"JDK 25.0.2 to 25.0.3\"]", change.get("differs").toString());
  }

  @Test
  @DisplayName("ten runs of the same have no change, in nineteen of twenty histories")
  void equalRunsHaveNone() {
    write(days("netty", 1e6));
    history().exits(0).says("9 pairs of neighbours: no change.");
    int wrong = 0;
    for (int i = 0; i < 100; i++) {
      write(days("netty", 1e6));
      if (read("started").lines().getFirst().changes().size() > 0) wrong++;
    }
    assertTrue(wrong <= 10, wrong + " of 100 histories have a change");
  }

  @Test
  @DisplayName("other machines, settings and sizes are lines of their own, and that is said")
  void othersAreApart() {
    var a = Rows.noisy(random, "netty", 1e6, 0.03, 5);
    var b = Rows.noisy(random, "netty", 2e6, 0.03, 5);
    write(
        List.of(
            Days.run(1, "25", 2, a),
            Days.run(2, "25", 16, b),
            Days.run(3, "25", 2, a),
            Days.run(4, "25", 16, b)));
    history()
        .exits(0)
        .says("On cpu, 2 cores")
        .says("On cpu, 16 cores")
        .says("These are 2 machines or settings")
        .says("2 lines, 2 pairs of neighbours: no change.");
    assertEquals(2, read("started").lines().size());
  }

  @Test
  @DisplayName("a run that failed is shown, and its neighbours are compared")
  void gapIsShown() {
    var days = new ArrayList<>(days("netty", 1e6));
    var failed = Days.failed(days.get(4).cells().getFirst());
    days.set(4, days.get(4).with(List.of(failed)));
    write(days);
    history().exits(0).says("failed").says("10 runs, 1 line, 8 pairs of neighbours");
  }

  @Test
  @DisplayName("runs can be ordered by the version of the library, 9 before 10")
  void versionsAreOrdered() {
    var versions = List.of("1.10.0", "1.9.0", "1.9.1");
    for (int i = 0; i < 3; i++) {
      var cell = Rows.noisy(random, "netty", i == 0 ? 2e6 : 1e6, 0.03, 5);
      var versioned =
          new Cell(
              cell.scenario(),
              cell.backend(),
              "jvm",
              "Netty",
              versions.get(i),
              null,
              "ops",
              1,
              null,
              Map.of(),
              "ok",
              null,
              "throughput",
              cell.metrics(),
              List.of(),
              cell.rounds());
      write(List.of(Days.run(i + 1, "25", 2, versioned)));
    }
    var line = read("version").lines().getFirst();
    assertEquals(
        List.of("1.9.0", "1.9.1", "1.10.0"),
        line.points().stream().map(point -> point.cell().version()).toList());
    history("--order", "version")
        .exits(0)
        .says("x faster since version 1.10.0 (")
        .says("; Netty 1.9.1 to 1.10.0)");
  }

  @Test
  @DisplayName("what is not there is said, with what is there")
  void wrongWordsAreExplained() {
    history().exits(2).says("No cells in these files");
    write(days("netty", 1e6));
    history("--backend", "jox").exits(2).says("the backends netty");
    history("--metric", "speed").exits(2).says("the metrics throughput");
    history("--order", "versions").exits(2).says("Did you mean 'version'?");
    assertFalse(history("--scenario", "s", "--json", "-").exits(0).out().contains("neighbours"));
  }
}
