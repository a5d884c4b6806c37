//SOURCES ../backend/Backends.java
//SOURCES ../cli/Project.java
//SOURCES ../result/Calibration.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Results.java
//SOURCES ../result/UserError.java

package report;

import module java.base;

import backend.Backends;
import cli.Project;
import result.Calibration;
import result.Calibration.Check;
import result.Cell;
import result.Numbers;
import result.Results;
import result.UserError;

/// How each library is treated: what its adapter's class comment says, and what was measured of the
/// adapter. In Markdown, one section per backend.
public record FairnessPage(Results study, Calibration calibration) {

  /// The beginnings of the points in each adapter's comment, in this order. The last point says
  /// what the adapter does differently from what users of the library get by default, and why.
  public static final List<String> TOPICS =
      List.of("A task ", "Timer:", "Cancellation", "failed", "Client:", "Not the default:");

  private static final String BULLET = "- ";

  @Override
  public String toString() {
    return Backends.all().stream().map(this::section).collect(Collectors.joining("\n"));
  }

  private String section(Backends.Entry backend) {
    var lines = new ArrayList<String>();
    lines.add("### " + backend.id() + "\n");
    var source = source(backend);
    lines.add(described(backend, source) + "\n");
    points(source).forEach(point -> lines.add(BULLET + point));
    calibration.timers().stream()
        .filter(grain -> grain.backend().equals(backend.id()) && !grain.load())
        .map(grain -> "%s ms: %s".formatted(Numbers.text(grain.askedUs() / 1e3), grain.words()))
        .reduce((a, b) -> a + "; " + b)
        .ifPresent(late ->
            lines.add(
                BULLET + "How much later its timer ends than asked, p50 and p99 in ms: " + late));
    checks("adapter overhead of " + backend.id())
        .filter(check -> check.name().endsWith(" " + backend.id()))
        .map(FairnessPage::overhead)
        .forEach(lines::add);
    lines.add(
        "- Measured again alone: `./jbang bench --backend %s --rounds 10 --out /tmp/%1$s`"
            .formatted(backend.id()));
    return String.join("\n", lines) + "\n";
  }

  private String described(Backends.Entry backend, Path source) {
    var cells =
        study.cells().stream()
            .filter(cell -> cell.ok() && cell.backend().equals(backend.id()))
            .toList();
    var versions = cells.stream().map(Cell::version).distinct().collect(Collectors.joining(", "));
    var threads =
        cells.stream()
            .map(Cell::parallelism)
            .filter(Objects::nonNull)
            .distinct()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return "%s %s: %s.%s Adapter: [`%s`](../%s)."
        .formatted(
            backend.library(),
            versions.isEmpty() ? backend.version() : versions,
            backend.about(),
            threads.isEmpty() ? "" : " Threads in the study: " + threads + ".",
            source.getFileName(),
            source);
  }

  private static String overhead(Check check) {
    return BULLET
        + "The adapter takes "
        + Numbers.text(check.value())
        + " times the processor time of the same program without it ("
        + check.detail().replaceFirst(";.*", "")
        + ")."
        + (check.why() == null ? "" : " Why: " + check.why() + ".");
  }

  private Stream<Check> checks(String name) {
    return calibration.checks().stream().filter(check -> check.name().startsWith(name));
  }

  /// The file of the backend's adapter, from the project's folder. The library is loaded to find
  /// it.
  public static Path source(Backends.Entry backend) {
    if (backend.runtime().equals("python"))
      return Path.of("lib/python", backend.id().replaceFirst("-.*", "") + "_adapter.py");
    try (var adapter = backend.open()) {
      return Path.of("lib/backend", adapter.getClass().getSimpleName() + ".java");
    }
  }

  /// The list in the comment of an adapter's class: one point per element, each on one line.
  ///
  /// @param source of the adapter, from the project's folder
  public static List<String> points(Path source) {
    var points = new ArrayList<String>();
    for (var line : comment(source)) {
      if (line.startsWith(BULLET)) points.add(line.substring(BULLET.length()));
      else if (line.startsWith("  ") && !points.isEmpty())
        points.add(points.removeLast() + " " + line.strip());
    }
    return points;
  }

  /// The lines of the first comment that contains a list, without the comment marks.
  private static List<String> comment(Path file) {
    try {
      return Files.readAllLines(Project.root().resolve(file)).stream()
          .dropWhile(line -> !line.matches(" *(///)? *- .*"))
          .takeWhile(line -> line.startsWith("///") || line.startsWith("    "))
          .map(line -> line.replaceFirst("^(/// ?|    )", ""))
          .map(line -> line.replaceAll("\\{@link #?([^}]*)}", "`$1`"))
          .toList();
    } catch (IOException e) {
      throw new UserError(file + " cannot be read. Go to the project's folder.");
    }
  }
}
