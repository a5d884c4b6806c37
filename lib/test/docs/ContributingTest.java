//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Catalog.java
//SOURCES ../support/Command.java
//SOURCES ../support/Copy.java
//SOURCES ../support/Guide.java

package test.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cli.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import laws.Laws;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import result.Cell;
import result.ResultsFile;
import test.support.Catalog;
import test.support.Command;
import test.support.Copy;
import test.support.Guide;

/// Follows the instructions of CONTRIBUTING.md in a copy of the project.
@DisplayName("Contributing")
@Execution(ExecutionMode.SAME_THREAD)
public class ContributingTest {
  /// Shorter measurements than a reader of the guide makes.
  private static final String[] BRIEF = {
    "--rounds=1", "--warmup=0s", "--repetitions=1", Command.CHEAP
  };

  @TempDir static Path folder;
  private static Path project;
  private static Guide guide;

  @BeforeAll
  static void write() throws IOException {
    project = Copy.of(Project.root(), folder.resolve("project")).folder();
    guide = Guide.of(project.resolve("CONTRIBUTING.md"), "Add a library", "Add a scenario");
    for (var edit : guide.edits()) edit.in(project);
    type(guide.command("fmt")).exits(0);
  }

  private static Command type(List<String> command, String... more) {
    var args = Stream.concat(command.stream(), Stream.of(more));
    return Command.jbangIn(project, args.toArray(String[]::new)).withoutTrace();
  }

  /// The command with another value of an option.
  private static List<String> with(String option, Object value, List<String> command) {
    var changed = new ArrayList<>(command);
    changed.set(changed.indexOf(option) + 1, value.toString());
    return changed;
  }

  @Test
  @DisplayName("the library keeps every law")
  void addedLibraryKeepsLaws() {
    type(guide.command("laws"))
        .exits(0)
        .says("keeps %1$d of %1$d laws".formatted(Laws.all().size()));
  }

  @Test
  @DisplayName("the library fills its cell in every scenario, the new one among them")
  void addedLibraryFillsCells() throws IOException {
    var out = folder.resolve("mine");
    var command = with("--backend", "guava", with("--out", out, guide.command("bench")));
    var scenarios = new TreeSet<>(Catalog.scenarios());
    scenarios.add("task_tree");
    command.add("--scenario=" + String.join(",", scenarios));
    type(command, BRIEF).exits(0);
    var cells = ResultsFile.read(out.resolve("latest.json")).cells();
    for (var cell : cells) {
      assertEquals("guava", cell.backend());
      // It says of what it lacks that it is unsupported.
      if (cell.ok() || cell.status().equals("unsupported")) scenarios.remove(cell.scenario());
      if (cell.scenario().equals("task_tree")) assertEquals("ok", cell.status());
    }
    assertEquals(Set.of(), scenarios);
  }

  @Test
  @DisplayName("the scenario counts the same leaves on libraries of both runtimes")
  void addedScenarioCountsSameLeaves() {
    var file = folder.resolve("tree.json");
    var command = Stream.concat(guide.command("task-tree").stream(), Stream.of("--json=" + file));
    type(command.toList(), BRIEF).exits(0).says("task_tree (children 10, depth 3, sleep 500us)");
    var cells = ResultsFile.read(file).cells();
    assertEquals(
        List.of("asyncio", "bare", "guava"), cells.stream().map(Cell::backend).sorted().toList());
    for (var cell : cells) {
      assertEquals("ok", cell.status(), cell.toString());
      assertEquals(1_000, cell.rounds().getFirst().repetitions().getFirst().ops());
    }
  }

  @Test
  @DisplayName("what was added is complete, and laid out as the guide shows it")
  void additionsAreCompleteAndFormatted() throws IOException {
    for (var edit : guide.edits())
      if (edit.line() == null)
        assertEquals(edit.text(), Files.readString(project.resolve(edit.place())));
    Catalog.assertComplete(project);
    Catalog.assertDescribed(project);
    Catalog.assertReasons(project);
  }

  @Test
  @DisplayName("a mistake in the library's adapter is found by the law that speaks of it")
  void adapterMistakeIsFoundByItsLaw() throws IOException {
    var adapter = project.resolve("lib/backend/Guava.java");
    var good = Files.readString(adapter);
    var bad = good.replace("(() -> null, delay)", "(() -> null, delay.dividedBy(2))");
    assertNotEquals(good, bad);
    try {
      Files.writeString(adapter, bad);
      type(guide.command("laws"), "--law=sleep")
          .exits(1)
          .says("guava: sleep waits for the whole delay; a sleep of ");
    } finally {
      Files.writeString(adapter, good);
    }
  }
}
