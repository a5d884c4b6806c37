//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/Copy.java

package test.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cli.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import result.Published;
import result.Results;
import result.ResultsFile;
import test.support.Command;
import test.support.Copy;

/// What a person measures and what is published, in a copy of the project under version control.
@DisplayName("Study")
@Execution(ExecutionMode.SAME_THREAD)
public class StudyTest {
  /// A link, or a picture in HTML.
  private static final Pattern LINK = Pattern.compile("(?:]\\(|(?:src|srcset)=\")([\\w./-]+)");

  @TempDir static Path folder;
  private static Copy project;
  private static byte[] measured;

  /// Puts a run of two backends into `results/`, as if it had been measured there: two rows of the
  /// study, with the first variant of each scenario.
  @BeforeAll
  static void copy() throws IOException {
    project =
        Copy.of(Project.root(), folder.resolve("project")).withScriptsOf(Project.root()).underGit();
    var study = Stream.iterate(1, i -> i + 1).map(StudyTest::run).takeWhile(Files::exists);
    var all = study.map(ResultsFile::read).reduce(Results::and).orElseThrow();
    var backends = Set.of("virtual-threads", "structured");
    var cells =
        all.scenarios().stream()
            .flatMap(scenario -> all.variants(scenario).getFirst().cells().stream())
            .filter(cell -> backends.contains(cell.backend()))
            .toList();
    var file = Files.createDirectories(project.file("results")).resolve("latest.json");
    ResultsFile.write(file, all.with(cells));
    measured = Files.readAllBytes(file);
  }

  private static Path run(int number) {
    return project.file("docs/study/run-" + number + ".json.gz");
  }

  @BeforeEach
  void restore() throws IOException {
    project.restore();
    Files.createDirectories(project.file("results"));
    Files.write(project.file("results/latest.json"), measured);
  }

  private static Command check() {
    return project.jbang("report", "--check").withoutTrace();
  }

  private static void replace(String file, String text, String by) throws IOException {
    var before = Files.readString(project.file(file));
    assertTrue(before.contains(text), file);
    Files.writeString(project.file(file), before.replace(text, by));
  }

  @Test
  @DisplayName("bench, plot, report and calibrate change nothing that is under version control")
  void measuringChangesNoVersionedFile() {
    project
        .jbang(
            "bench",
            "--scenario=task_spawn",
            "--backend=bare",
            "--rounds=1",
            "--repetitions=1",
            "--warmup=0s",
            Command.CHEAP)
        .exits(0);
    project.jbang("plot").exits(0).says("plots/task_spawn_throughput");
    project.jbang("report").exits(0).says("Written: results/report.md").withoutTrace();
    project.jbang("calibrate", "--only=noise", "--quick");
    for (var file :
        List.of("results/latest.json", "results/calibration.json", "results/report.md", "plots"))
      assertTrue(Files.exists(project.file(file)), file);
    assertEquals(List.of(), project.changed());
    check().exits(0).says("Every page matches the study");
  }

  @Test
  @DisplayName("semantics --check fails where a page says something else than was observed")
  void changedGuaranteesAreFound() throws IOException {
    project.jbang("semantics", "--check").exits(0).says("Every page matches the study");
    for (var page : List.of("docs/semantics.md", "README.md"))
      replace(page, "| I need | Yes |", "| I need | No |");
    project
        .jbang("semantics", "--check")
        .exits(1)
        .says("docs/semantics.md does not match the study")
        .says("README.md does not match the study");
  }

  @Test
  @DisplayName("docs/results.md says how many processes each row of each file has")
  void processesOfEachFile() throws IOException {
    var said = Pattern.compile("\\[`(run-\\d+)\\.json\\.gz`].* (\\d+) \\|");
    var found =
        said.matcher(Files.readString(project.file("docs/results.md")))
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> Set.of(row.group(2))));
    var kept = new TreeMap<String, Set<String>>();
    for (int i = 1; Files.exists(run(i)); i++) {
      var rows = ResultsFile.read(run(i)).cells().stream().filter(cell -> cell.ok());
      kept.put("run-" + i, rows.map(cell -> "" + cell.rounds().size()).collect(Collectors.toSet()));
    }
    assertEquals(kept, found);
  }

  @Test
  @DisplayName("report --publish makes runs the study, and changes the study and the pages alone")
  void publishReplacesOnlyTheStudy() throws IOException {
    var latest = project.file("results/latest.json");
    var run = ResultsFile.read(latest);
    var spawn = run.cells().stream().filter(cell -> cell.scenario().equals("task_spawn")).toList();
    var first = folder.resolve("spawn.json");
    ResultsFile.write(first, run.with(spawn));
    var before = Files.readString(latest);
    var runs = new TreeSet<>(List.of("docs/study/run-1.json.gz", "docs/study/run-2.json.gz"));
    for (int i = 3; Files.exists(run(i)); i++) {
      runs.add("docs/study/run-" + i + ".json.gz");
      replace("docs/results.md", "](study/run-" + i + ".json.gz)", "]");
    }

    project.jbang("report", "--publish", first.toString(), latest.toString()).exits(0);

    assertEquals(Published.of(ResultsFile.read(first)), ResultsFile.read(run(1)));
    assertEquals(Published.of(run), ResultsFile.read(run(2)));
    assertEquals(before, Files.readString(latest));
    var changed = project.changed();
    var pages = changed.stream().filter(file -> !file.startsWith("docs/study/plots/")).toList();
    assertEquals(
        Stream.concat(
                Stream.of(
                    "README.md",
                    "docs/fairness.md",
                    "docs/results.md",
                    "docs/scenarios.md",
                    "docs/study/readme/jvm-dark.svg",
                    "docs/study/readme/jvm-light.svg",
                    "docs/study/readme/python-dark.svg",
                    "docs/study/readme/python-light.svg",
                    "docs/study/report.md"),
                runs.stream())
            .toList(),
        pages);
    assertTrue(changed.contains("docs/study/plots/task_spawn_throughput.png"), "" + changed);
    check().exits(0);
  }

  @Test
  @DisplayName("report --publish replaces nothing by a run that has no number")
  void publishNeedsNumbers() throws IOException {
    var latest = project.file("results/latest.json");
    var failed = folder.resolve("failed.json");
    Files.writeString(
        failed, Files.readString(latest).replace("\"status\" : \"ok\"", "\"status\" : \"failed\""));
    project.jbang("report", "--publish", failed.toString()).exits(2).says("nothing to draw");
    assertEquals(List.of(), project.changed());
  }

  @Test
  @DisplayName(
      "report --publish takes the last run, removes the others, and tells of links to them")
  void publishTakesTheLastRun() throws IOException {
    var latest = project.file("results/latest.json");
    var run = ResultsFile.read(latest);
    var spawn = run.cells().stream().filter(cell -> cell.scenario().equals("task_spawn")).toList();
    ResultsFile.write(latest, run.with(spawn));
    var second = run(2);
    ResultsFile.write(second, run.with(spawn));
    var readme = project.file("README.md");
    Files.writeString(readme, Files.readString(readme) + "[more](docs/study/run-2.json.gz)\n");
    project
        .jbang("report", "--publish")
        .exits(1)
        .says("README.md shows docs/study/run-2.json.gz, which is not there")
        .withoutTrace();
    assertFalse(Files.exists(second));
  }

  @Test
  @DisplayName("report --check refuses any other word, and --pages writes the right one")
  void pagesRewritesWhatCheckRefuses() throws IOException {
    replace("docs/results.md", "Neighbours compared with each other", "Rivals");
    replace("docs/study/calibration.json", "\"A/A: ", "\"A/A, once more: ");
    replace("docs/study/readme/jvm-dark.svg", ">netty<", ">nettle<");
    check()
        .exits(1)
        .says("docs/study/readme/jvm-dark.svg does not match the study")
        .says("docs/results.md does not match the study. Type ./jbang report --pages")
        .says("docs/experiments/calibration.md does not match the study");
    project.jbang("report", "--pages").exits(0).says("Written: docs/results.md").withoutTrace();
    assertEquals(
        List.of("README.md", "docs/experiments/calibration.md", "docs/study/calibration.json"),
        project.changed());
  }

  @Test
  @DisplayName("without a run, or with garbage in its place, plot and report say what to type")
  void withoutRunSaysWhatToType() throws IOException {
    var away = Files.createDirectory(folder.resolve("away"));
    for (var script : List.of("plot", "report"))
      at(away, script).exits(2).says("latest.json: no such file. Measure first").withoutTrace();
    Files.createDirectory(away.resolve("results"));
    Files.writeString(away.resolve("results/latest.json"), "garbage");
    for (var script : List.of("plot", "report"))
      at(away, script).exits(2).says("latest.json: not a results file: line 1").withoutTrace();
  }

  /// Runs a script of the copy from another folder.
  private static Command at(Path here, String script) {
    var file = project.file("scripts/" + script + ".java");
    return Command.start(here, Map.of(), project.file("jbang").toString(), file.toString()).end("");
  }

  @Test
  @DisplayName("each file of the study is linked to, and each link of a page leads somewhere")
  void linksAreComplete() throws IOException {
    var root = Project.root();
    var linked = new TreeSet<String>();
    for (var page : pagesOf(root)) {
      var links = LINK.matcher(Files.readString(page)).results();
      for (var link : links.map(found -> found.group(1)).toList()) {
        if (link.startsWith("http")) continue;
        var file = page.resolveSibling(link).normalize();
        assertTrue(Files.exists(file), page + " links to " + link);
        linked.add(root.relativize(file).toString());
      }
    }
    try (var files = Files.list(root.resolve("docs/study"))) {
      var unused =
          files
              .filter(Files::isRegularFile)
              .map(file -> root.relativize(file).toString())
              .filter(file -> !linked.contains(file))
              .collect(Collectors.toSet());
      assertEquals(Set.of(), unused);
    }
  }

  private static List<Path> pagesOf(Path root) throws IOException {
    try (var docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CONTRIBUTING.md").map(root::resolve),
              docs.filter(file -> file.toString().endsWith(".md")))
          .toList();
    }
  }
}
