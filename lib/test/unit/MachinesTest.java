//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Rows.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import cli.Project;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import page.Page;
import report.Machines;
import report.MachinesReport;
import result.Cell;
import result.Config;
import result.Host;
import result.Results;
import result.ResultsFile;
import result.UserError;
import test.support.Rows;

@DisplayName("Many machines")
public class MachinesTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>\n|`";

  private final SplittableRandom random = new SplittableRandom(7);

  private static Host host(String cpu, String jdk) {
    return new Host(cpu, 2, 1L << 34, "Linux 6", "6", null, 0.5, null, jdk, "G1", null);
  }

  private static Results run(String cpu, String jdk, Cell... cells) {
    return Rows.results().on(host(cpu, jdk)).with(List.of(cells));
  }

  /// A row of six processes that vary by 2 %.
  private Cell row(String backend, double about) {
    return Rows.noisy(random, backend, about, 0.02, 6);
  }

  /// A copy of the cell with these sizes.
  private static Cell sized(String tasks, Cell cell) {
    return new Cell(
        cell.scenario(),
        cell.backend(),
        cell.runtime(),
        cell.library(),
        cell.version(),
        cell.kind(),
        cell.unit(),
        cell.parallelism(),
        null,
        Map.of("tasks", tasks),
        "ok",
        null,
        cell.headline(),
        cell.metrics(),
        cell.flags(),
        cell.rounds());
  }

  private static Machines of(Results... runs) {
    return Machines.of(List.of(runs), false);
  }

  private static void says(Machines machines, String... words) {
    var text = MachinesReport.text(machines, "text");
    for (var word : words) assertTrue(text.contains(word), word + " in " + text);
  }

  @Test
  @DisplayName("a verdict says on how many machines it holds")
  void verdictsAreCounted() {
    var machines =
        of(
            run("one", "25", row("a", 900), row("b", 600), row("c", 300)),
            run("two", "25", row("a", 900), row("b", 300), row("c", 600)),
            run("three", "25", row("a", 900), row("b", 600), row("c", 300)),
            run("four", "25", row("a", 900), row("b", 600), Rows.cell("c", 200, 600, 1800)));
    says(
        machines,
        "a before b on 4 of 4; before c on 3 of 4, cannot tell on 1.",
        "b before c on 2 of 4, after it on 1, cannot tell on 1.",
        "Machines contradict each other: b before c");
    var csv = MachinesReport.text(machines, "csv").lines().toList();
    assertEquals(4, csv.size());
    assertEquals("s,,throughput,b,c,,4,2,1,0,1,1 3,2", csv.getLast());
  }

  @Test
  @DisplayName("machines with other versions are counted apart, and named")
  void versionsAreCountedApart() {
    var machines =
        of(
            run("one", "25.0.2", row("a", 900), row("b", 600)),
            run("two", "25.0.3", row("a", 900), row("b", 600)),
            run("three", "25.0.3", row("a", 900), row("b", 600)));
    says(
        machines,
        "JDK: 25.0.2 on 1, 25.0.3 on 2 and 3",
        "a before b on 1 of 1 (1), and before on 2 of 2 (2 and 3).");
    var csv = MachinesReport.text(machines, "csv");
    assertTrue(csv.contains("a,b,JDK 25.0.2,1,1,0,0,0,1,"), csv);
    assertTrue(csv.contains("a,b,JDK 25.0.3,2,2,0,0,0,2 3,"), csv);
  }

  @Test
  @DisplayName("machines with other settings are refused, and named")
  void settingsMustBeTheSame() {
    var one = run("one", "25", row("a", 900));
    var config = new Config(3, null, null, 300L, 999, null, 1, true, null, List.of());
    var other =
        new Results(
            1, "2026", null, List.of(), null, host("two", "25"), config, List.of(), one.cells());
    var message = assertThrows(UserError.class, () -> of(one, other)).getMessage();
    for (var word : List.of("--measure 300ms", "--measure 999ms --seed 1 on two, 2 cores"))
      assertTrue(message.contains(word), message);
  }

  @Test
  @DisplayName("other sizes are another table, and it says which machine has them")
  void sizesAreApart() {
    var machines =
        of(
            run("one", "25", sized("10", row("a", 900)), sized("10", row("b", 600))),
            run("two", "25", sized("99", row("a", 900)), sized("99", row("b", 600))));
    says(
        machines,
        "s tasks 10",
        "s tasks 99",
        "a before b on 1 of 1.",
        "2 has measured it with other sizes (tasks 99), which is another table.");
  }

  @Test
  @DisplayName("several runs of one machine are one machine, unless each is said to be its own")
  void runsOfOneMachineAreOne() {
    var first = run("one", "25", sized("10", row("a", 900)));
    var more = run("one", "25", sized("99", row("a", 900)));
    var machines = of(first, run("two", "25", sized("10", row("a", 900))), more);
    assertEquals(2, machines.all().size());
    assertEquals(2, machines.all().getFirst().cells().size());
    assertEquals(List.of(first.and(more)), of(first, more).all());
    assertFalse(more.repeats(first));
    assertTrue(first.repeats(first));
    assertEquals(2, Machines.of(List.of(first, first), true).all().size());
  }

  @Test
  @DisplayName("a row without numbers on a machine is not counted there, with the reason")
  void missingRowsAreNamed() {
    var failed =
        new Cell(
            "s",
            "b",
            "jvm",
            "L",
            "1",
            null,
            "ops",
            1,
            null,
            Map.of(),
            "failed",
            "no such thing",
            "throughput",
            Map.of(),
            List.of(),
            List.of());
    var machines =
        of(run("one", "25", row("a", 900), row("b", 600)), run("two", "25", row("a", 900), failed));
    says(machines, "a before b on 1 of 1.", "b has no rank on 2: failed, no such thing.");
  }

  @Test
  @DisplayName("two real files of different machines merge; a form for one machine refuses them")
  void realFilesMerge() {
    var here = ResultsFile.read(Project.root().resolve("docs/study/run-5.json.gz"));
    var machines =
        of(here, here.on(host("another", here.host().jdk()).withPython(here.host().python())));
    var pairs = MachinesReport.text(machines, "csv").lines().skip(1).toList();
    assertEquals(22 * 21 / 2, pairs.size());
    for (var pair : pairs) assertTrue(pair.contains(",2,2,0,0,0,1 2,") || pair.contains(",,2,0,"));
    assertThrows(UserError.class, () -> MachinesReport.text(machines, "jmh"));
  }

  @Test
  @DisplayName("what a file says does nothing to a page or a terminal")
  void hostileWordsDoNothing() {
    var cells =
        new Cell[] {Rows.hostile(HOSTILE, row("a", 900)), Rows.hostile(HOSTILE, row("b", 600))};
    var machines = of(run(HOSTILE, HOSTILE, cells), run("two", "25", cells));
    var page = Page.of(machines, null);
    assertTrue(page.contains("On how many machines does it hold?"));
    assertFalse(page.contains("<img"));
    assertTrue(page.contains("a before b on 2 of 2."));
    assertFalse(Page.of(machines.all().getFirst(), null).contains("id=\"machines\""));
    assertFalse(MachinesReport.text(machines, "text").contains(">\n|"));
  }
}
