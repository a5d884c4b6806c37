//SOURCES Timeline.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Results.java
//SOURCES ../result/ResultsFile.java
//SOURCES ../result/UserError.java
//SOURCES ../result/Variant.java

package history;

import module java.base;

import result.Cell;
import result.Results;
import result.ResultsFile;
import result.UserError;
import result.Variant;

/// The same cells over many results files.
///
/// @param lines one per cell that was measured alike
/// @param runs how many different runs were read
/// @param pairs of neighbours that were compared
/// @param order one of {@link #ORDERS}
/// @param skipped files of a folder that are no results, with the reason
public record History(
    List<Timeline> lines, int runs, int pairs, String order, List<String> skipped) {

  /// Ways to order the runs of a line.
  public static final List<String> ORDERS = List.of("started", "version", "given");

  /// What of the files is asked for.
  ///
  /// @param scenarios none for all
  /// @param backends none for all
  /// @param metric null for each cell's headline
  /// @param order one of {@link #ORDERS}
  public record Request(
      List<String> scenarios, List<String> backends, String metric, String order) {
    private boolean wants(Cell cell) {
      return (scenarios.isEmpty() || scenarios.contains(cell.scenario()))
          && (backends.isEmpty() || backends.contains(cell.backend()));
    }
  }

  /// The lines of more than one run.
  public List<Timeline> longer() {
    return lines.stream().filter(line -> line.points().size() > 1).toList();
  }

  /// What a point of a line is called: a version in an order of versions, else a day.
  public String label(Timeline.Point point) {
    return order.equals("version")
        ? Objects.toString(point.cell().version(), "no version")
        : point.run().days();
  }

  /// The machines and settings of the lines of more than one run, in words.
  public List<String> setups() {
    return longer().stream().map(line -> line.key().setup()).distinct().toList();
  }

  /// Backend and scenario, with the parameters in which the lines of the scenario differ, and the
  /// machine if there are several.
  public String name(Timeline line) {
    return variant(line) + (setups().size() > 1 ? ", on " + line.key().setup() : "");
  }

  /// Backend and scenario, with the parameters in which the lines of the scenario differ.
  public String variant(Timeline line) {
    var key = line.key();
    var sizes =
        longer().stream()
            .map(Timeline::key)
            .filter(other -> other.scenario().equals(key.scenario()))
            .map(Timeline.Key::params)
            .toList();
    return key.backend() + ", " + Variant.name(key.scenario(), Variant.varied(key.params(), sizes));
  }

  /// How much was compared, and how many changes there are.
  public String summary() {
    int changes = lines.stream().mapToInt(line -> line.changes().size()).sum();
    int single = lines.size() - longer().size();
    var found =
        (changes == 0 ? "no change" : count(changes, "change"))
            + ". Of histories in which nothing changed, 95 % say so.";
    return (single == 0 ? "" : "Of one run only, and not shown: " + count(single, "cell") + ".\n")
        + "%s, %s, %s of neighbours: "
            .formatted(count(runs, "run"), count(longer().size(), "line"), count(pairs, "pair"))
        + (pairs == 0 ? "it takes two runs of the same cells." : found);
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /// @param places files, and folders with files
  /// @throws UserError if a file is no results file, or there is nothing of what is asked for
  public static History of(List<Path> places, Request request) {
    var skipped = new ArrayList<String>();
    var runs = new LinkedHashMap<Path, Results>();
    for (var place : places) read(place, runs, skipped);
    var points = new LinkedHashMap<Timeline.Key, List<Timeline.Point>>();
    var failed = new LinkedHashMap<Timeline.Point, Timeline.Key>();
    runs.forEach((file, run) -> {
      for (var cell : run.cells()) {
        if (!request.wants(cell)) continue;
        var point = new Timeline.Point(file, run, cell);
        var name = request.metric == null ? cell.headline() : request.metric;
        var metric = cell.metrics().get(name);
        if (!cell.ok()) failed.put(point, key(run, cell, name, ""));
        else if (metric != null)
          add(
              points.computeIfAbsent(key(run, cell, name, metric.unit()), _ -> new ArrayList<>()),
              point);
      }
    });
    failed.forEach((point, key) ->
        points.forEach((line, some) -> {
          if (line.fits(key)) add(some, point);
        }));
    if (points.isEmpty()) throw nothing(runs.values());
    points.values().forEach(line -> order(line, request.order));
    int pairs = points.values().stream().mapToInt(Timeline::pairs).sum();
    var lines = new ArrayList<Timeline>();
    boolean byVersion = request.order.equals("version");
    points.forEach((key, line) -> lines.add(Timeline.of(key, line, Math.max(1, pairs), byVersion)));
    lines.sort(Comparator.comparing(line -> line.key().setup()));
    int starts = (int) runs.values().stream().map(Results::started).distinct().count();
    return new History(lines, starts, pairs, request.order, skipped);
  }

  private static Timeline.Key key(Results run, Cell cell, String metric, String unit) {
    return new Timeline.Key(
        run.host().cpu(),
        run.host().cores(),
        run.config().ofProcess(),
        cell.scenario(),
        cell.params(),
        cell.backend(),
        metric,
        unit);
  }

  /// A run may be there twice, as `latest.json` is.
  private static void add(List<Timeline.Point> line, Timeline.Point point) {
    var started = point.run().started();
    if (line.stream().noneMatch(one -> one.run().started().equals(started))) line.add(point);
  }

  private static UserError nothing(Collection<Results> runs) {
    var cells = runs.stream().flatMap(run -> run.cells().stream()).toList();
    if (cells.isEmpty())
      return new UserError("No cells in these files: name a folder with results of ./jbang bench.");
    var metrics = cells.stream().flatMap(cell -> cell.metrics().keySet().stream());
    return new UserError(
        ("Nothing in these files is like that. They have the scenarios %s, the backends %s, the"
                + " metrics %s.")
            .formatted(
                names(cells.stream().map(Cell::scenario)),
                names(cells.stream().map(Cell::backend)),
                names(metrics)));
  }

  private static String names(Stream<String> all) {
    return all.distinct().collect(Collectors.joining(", "));
  }

  private static void read(Path place, Map<Path, Results> runs, List<String> skipped) {
    if (!Files.isDirectory(place)) {
      runs.put(place, ResultsFile.read(place));
      return;
    }
    try (var files = Files.walk(place)) {
      for (var file : files.filter(History::isJson).sorted().toList())
        try {
          runs.put(file, ResultsFile.read(file));
        } catch (UserError e) {
          skipped.add(e.getMessage().replaceFirst("\\. Measure again.*", ""));
        }
    } catch (IOException | UncheckedIOException e) {
      throw new UserError(place + ": cannot be read: " + e.getMessage());
    }
  }

  private static boolean isJson(Path file) {
    return file.toString().matches("(?s).*\\.json(\\.gz)?") && Files.isRegularFile(file);
  }

  private static void order(List<Timeline.Point> line, String order) {
    var started = Comparator.comparing((Timeline.Point point) -> point.run().started());
    if (order.equals("started")) line.sort(started);
    if (order.equals("version"))
      line.sort(
          Comparator.comparing((Timeline.Point point) -> version(point.cell()))
              .thenComparing(started));
  }

  /// A text that sorts as versions do: every number has the same width.
  private static String version(Cell cell) {
    return Pattern.compile("\\d+")
        .matcher(Objects.toString(cell.version(), ""))
        .replaceAll(
            number -> "0".repeat(Math.max(0, 20 - number.group().length())) + number.group());
  }
}
