//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Rows.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import chart.Format;
import chart.Pictures;
import chart.Poster;
import cli.Project;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import report.CalibrationReport;
import report.Study;
import result.Calibration;
import result.Calibration.Check;
import result.Cell;
import result.Metric;
import result.Results;
import result.ResultsFile;
import semantics.Matrix;
import semantics.SemanticsPage;
import test.support.Rows;

/// README's answers: each of them says something else when the results do.
@DisplayName("Answers")
public class AnswersTest {
  private static final List<String> JVM = List.of("netty", "vertx", "jox", "zio", "reactor");
  private static final String[] NOISY = {"noisy: 3 of 3"};
  private static final String WAITS = "Does the choice matter when tasks only wait?";

  /// A cell whose three processes had about this throughput.
  private static Cell cell(String scenario, String backend, double perSecond, String... flags) {
    var rows = Rows.cell(backend, perSecond, 1.001 * perSecond, 0.999 * perSecond);
    return named(scenario, rows, perSecond, List.of(flags));
  }

  private static Cell named(String scenario, Cell row, double perSecond, List<String> flags) {
    var runtime = Stream.of("asyncio", "anyio", "trio").anyMatch(row.backend()::startsWith);
    var metric = new Metric("ops/s", "higher", perSecond, 0.99 * perSecond, 1.01 * perSecond, null);
    return new Cell(
        scenario,
        row.backend(),
        runtime ? "python" : "jvm",
        "L",
        "1",
        "fiber",
        "ops",
        1,
        null,
        Map.of("tasks", "5000"),
        "ok",
        null,
        "throughput",
        Map.of("throughput", metric),
        flags,
        row.rounds());
  }

  /// The same throughput for the first of {@link #JVM}, another one for the last of them.
  private static Results run(String scenario, int slow, double factor) {
    var cells = new ArrayList<Cell>();
    for (int i = 0; i < JVM.size(); i++)
      cells.add(cell(scenario, JVM.get(i), i < JVM.size() - slow ? 1000 : 1000 / factor));
    return Rows.results().with(cells);
  }

  private static String answer(String question, Results results) {
    return Study.answers(results)
        .lines()
        .filter(line -> line.contains(question))
        .findFirst()
        .orElse("");
  }

  private static void says(String words, String said) {
    assertTrue(said.contains(words), said);
  }

  @Test
  @DisplayName("whether waiting tells libraries apart depends on how many are behind")
  void choiceMattersIfManyAreBehind() {
    says("No: the best is at most 1.10x quicker than any of 5 rows", waits(run("io_bound", 0, 1)));
    var few = waits(run("io_bound", 1, 4));
    says("Hardly for speed: 1 of 5 rows is surely more than 1.10x slower", few);
    says("`reactor` by 4.00x", few);
    says("Yes: 3 of 5 rows are surely", waits(run("io_bound", 3, 4)));
  }

  private static String waits(Results results) {
    return answer(WAITS, results);
  }

  @Test
  @DisplayName("one process per row, or processes far apart, tell nothing")
  void littleTellsNothing() {
    var single =
        JVM.stream().map(id -> named("io_bound", Rows.cell(id, 1000), 1000, List.of())).toList();
    says("This run cannot tell", waits(Rows.results().with(single)));
    var random = new SplittableRandom(5);
    var wide =
        JVM.stream()
            .map(id -> Rows.noisy(random, id, 1000, 0.3, 3))
            .map(row -> named("io_bound", row, 1000, List.of()))
            .toList();
    says("This run cannot tell: no row is surely", waits(Rows.results().with(wide)));
  }

  @Test
  @DisplayName("the rows at both ends are named only where they are apart")
  void endsAreNamedIfApart() {
    var apart = answer("What does a waiting task weigh?", run("footprint", 1, 4));
    says("; 250 ops/s with `reactor`, 4.00x", apart);
    var same = answer("How fast do 5,000 waits end", run("cancellation", 0, 1));
    says("which this run cannot tell apart", same);
    assertFalse(same.contains("as much"), same);
  }

  @Test
  @DisplayName("AnyIO costs nothing, something, or what cannot be told")
  void anyioIsCompared() {
    says("Over `asyncio`: worse in 1 of 1 tables, most in [task_spawn]", anyio(500));
    says("worse in 0 of 1 tables; about equal in 1, better in 0", anyio(1000));
    says("worse in 0 of 1 tables; about equal in 0, better in 1", anyio(2000));
  }

  private static String anyio(double perSecond) {
    var cells =
        List.of(
            cell("task_spawn", "asyncio", 1000), cell("task_spawn", "anyio-asyncio", perSecond));
    return answer("What does AnyIO cost?", Rows.results().with(cells));
  }

  @Test
  @DisplayName("a scenario that was not measured is not spoken of")
  void nothingIsSaidWithoutNumbers() {
    assertEquals("", Study.answers(Rows.results()));
    assertEquals("", Study.changes(Rows.results()));
  }

  @Test
  @DisplayName("what more processes would change depends on what is undecided")
  void undecidedTablesAreCounted() {
    says("More processes: in 1 of 1 tables", Study.changes(run("io_bound", 0, 1)));
    var decided = run("io_bound", JVM.size() - 1, 4);
    says("Hardly more processes: every table has one best row", Study.changes(decided));
  }

  @Test
  @DisplayName("a choice tells which rows are early and how many cannot be told apart")
  void caveatsComeFromResults() {
    var run = run("task_spawn", 0, 1);
    says("| 5 of 5 on the JVM not told apart |", Study.choices(run));
    var cells = new ArrayList<>(run("task_spawn", JVM.size() - 1, 4).cells());
    cells.add(cell("task_spawn", "trio", 1000, "early-wakes: 3 of 3 processes"));
    says("| early: `trio` |", Study.choices(run.with(cells)));
  }

  @Test
  @DisplayName("whether a target was met is said as it is")
  void trustSaysWhatWasMissed() {
    says("2.00 % of tables had a false verdict (aim: at most 5.00; met)", trust(2));
    says("9.00 % of tables had a false verdict (aim: at most 5.00; missed)", trust(9));
  }

  private static String trust(double falsely) {
    var checks = List.of(Check.atMost(5, "A/A: tables with a false verdict", falsely, "%", ""));
    var host = Rows.results().host();
    return new CalibrationReport(new Calibration("", host, null, checks, List.of())).trust();
  }

  @Test
  @DisplayName("exceptions disappear only where that was observed")
  void exceptionsAreCounted() {
    var matrix = Matrix.read(Project.root().resolve("docs/study/semantics.json.gz"));
    says("Yes, with ", SemanticsPage.exceptions(matrix));
    var safe = matrix.cells().stream().filter(cell -> cell.backend().equals("trio")).toList();
    var trio =
        new Matrix(
            matrix.schema(),
            matrix.started(),
            matrix.commit(),
            matrix.host(),
            5,
            List.copyOf(safe));
    says("Not in what was observed of 1 backends", SemanticsPage.exceptions(trio));
  }

  @Test
  @DisplayName("a picture of several runs names each day on which one was started")
  void everyDayIsNamed(@TempDir Path folder) throws IOException {
    var first = "2026-01-02T03:04:05Z";
    var both = started(first + " and 2026-01-01T03:04:05Z and 2026-01-02T06:07:08Z");
    says("2026-01-01 and 2026-01-02", Poster.all(both).get("jvm-dark.svg"));
    var chart = chart(both, folder.resolve("both"));
    assertEquals(chart, chart(started("2026-01-01T09Z and " + first), folder.resolve("same")));
    assertNotEquals(chart, chart(started(first), folder.resolve("one")));
  }

  private static Results started(String moments) {
    var one = Rows.results();
    return new Results(
        1, moments, null, List.of(), null, one.host(), one.config(), List.of(), one.cells());
  }

  /// A chart as SVG, whose words are outlines.
  private static String chart(Results results, Path folder) throws IOException {
    var file = folder.resolve("results.json");
    ResultsFile.write(file, results);
    var silent = new PrintStream(OutputStream.nullOutputStream());
    Pictures.all().draw(file, folder, List.of(Format.SVG), silent);
    return Files.readString(folder.resolve("task_spawn_throughput.svg"));
  }

  @Test
  @DisplayName("a picture is 800 pixels wide, the same each time, and shows words as words")
  void postersAreStable() {
    var cells = List.of(cell("task_spawn", "<b>&", 1000), cell("task_spawn", "trio", 500));
    var posters = Poster.all(Rows.results().with(cells));
    assertEquals(posters, Poster.all(Rows.results().with(cells)));
    assertEquals(4, posters.size());
    posters.values().forEach(svg -> says("width=\"800\"", svg));
    says(">&lt;b>&amp;</text>", posters.get("jvm-dark.svg"));
    says(">trio</text>", posters.get("python-light.svg"));
    says("</svg>", Poster.all(Rows.results()).get("python-dark.svg"));
  }

  @Test
  @DisplayName("README has at most 200 lines, and its pictures less than 60 kB each")
  void readmeIsShort() throws IOException {
    var root = Project.root();
    assertTrue(Files.readAllLines(root.resolve("README.md")).size() <= 200);
    try (var pictures = Files.list(root.resolve("docs/study/readme"))) {
      for (var picture : pictures.toList())
        assertTrue(Files.size(picture) < 60_000, picture.toString());
    }
  }

  @Test
  @DisplayName("a flag that most rows of a table have names those that lack it")
  void flagOfMostRowsNamesTheOthers() {
    var names = IntStream.range(0, 8).mapToObj(i -> "row-" + i).toList();
    var cells = new ArrayList<Cell>();
    for (var name : names) {
      cells.add(cell("all", name, 1000, NOISY));
      cells.add(cell("most", name, 1000, name.equals("row-7") ? new String[0] : NOISY));
      cells.add(cell("some", name, 1000, name.compareTo("row-2") < 0 ? NOISY : new String[0]));
    }
    says(
        "- noisy: all 8 of all; all of most but `row-7`; `row-0`, `row-1` in some.",
        Study.observations(Rows.results().with(cells)));
  }
}
