//SOURCES Format.java
//SOURCES LatencyChart.java
//SOURCES MetricChart.java
//SOURCES Notes.java
//SOURCES Picture.java
//SOURCES Scaling.java
//SOURCES ScalingChart.java
//SOURCES Sheet.java
//SOURCES Text.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Results.java
//SOURCES ../result/ResultsFile.java
//SOURCES ../result/UserError.java
//SOURCES ../result/Variant.java

package chart;

import module java.base;

import result.Cell;
import result.Results;
import result.ResultsFile;
import result.UserError;
import result.Variant;

/// The pictures of a results file.
public final class Gallery {
  private final List<Picture> pictures = new ArrayList<>();
  private final Map<String, String> titles = new HashMap<>();
  private String scenario;
  private String title;

  /// Sets the scenario of the pictures that follow.
  ///
  /// @param title the beginning of their titles
  public Gallery scenario(String scenario, String title) {
    this.scenario = scenario;
    this.title = title;
    titles.put(scenario, title);
    return this;
  }

  /// Adds a picture with a row per backend, best first: `SCENARIO_METRIC.png`.
  ///
  /// @param metric the metric's name in the results file
  /// @param what it is, for the title
  /// @param hint how to read it and what is better, in one line
  public Gallery metric(String metric, String what, String hint) {
    pictures.add(new MetricChart(scenario, metric, title + ": " + what, hint));
    return this;
  }

  /// Adds a picture with a line per backend, by percentile: `SCENARIO_latency.png`.
  ///
  /// @param what it is, for the title
  /// @param hint from when to when it is measured and what is better, in one line
  public Gallery latency(String what, String hint) {
    pictures.add(new LatencyChart(scenario, title + ": " + what, hint));
    return this;
  }

  /// Draws every picture for which the file has numbers, and prints which pictures it has drawn,
  /// which it has not, and where they are. If a scenario was measured in several ways, the pictures
  /// of the first way have the plain names. If the ways are sizes, each has a name of its own. A
  /// scenario without a latency picture in the list gets one with a plain title.
  ///
  /// @param folder for the pictures; it is created if it does not exist
  /// @throws UserError if the file cannot be read, if nothing in it is ok, or if the folder cannot
  ///     be written
  public void draw(Path file, Path folder, Collection<Format> formats, PrintStream say) {
    var canvas = new Canvas(folder, formats, say);
    var results = read(file);
    draw(results, canvas);
    canvas.write();
    say.println(words(results, canvas.drawn.size()));
    say.println("Pictures: " + folder);
  }

  /// "Drawn: 6 files of task_spawn. Not in the results: io_bound, tree."
  private String words(Results results, int files) {
    var absent =
        pictures.stream()
            .map(Picture::scenario)
            .distinct()
            .filter(scenario -> !results.scenarios().contains(scenario))
            .collect(Collectors.joining(", "));
    return "Drawn: %d %s of %s.%s"
        .formatted(
            files,
            files == 1 ? "file" : "files",
            String.join(", ", results.scenarios()),
            absent.isEmpty() ? "" : " Not in the results: " + absent + ".");
  }

  /// Draws the pictures of a study into its folder: every picture of its runs, and for its sweep,
  /// how each headline scales. Other pictures in the folder are removed.
  ///
  /// @param runs the runs of the study; each adds the variants that those before it do not have
  /// @throws UserError as above
  public void draw(List<Path> runs, Path sweep, Path folder, PrintStream say) throws IOException {
    var canvas = new Canvas(folder, List.of(Format.PNG), say);
    var run = runs.stream().map(Gallery::read).reduce(Results::and).orElseThrow();
    var scaling = read(sweep);
    draw(run, canvas);
    scalings(scaling, canvas);
    canvas.write();
    canvas.removeOthers();
  }

  private static Results read(Path file) {
    var results = ResultsFile.read(file);
    if (results.cells().stream().noneMatch(Cell::ok)) throw new UserError(nothing(file, results));
    return results;
  }

  private void draw(Results results, Canvas canvas) {
    Text.requireFonts();
    for (var picture : all(results)) {
      var variants = results.variants(picture.scenario());
      for (var variant : variants) {
        var own = results.with(variant.cells());
        boolean plain = variant == variants.getFirst() && !Scaling.scales(variant);
        var name = picture.name() + (plain ? "" : suffix(variant.varied()));
        picture
            .obstacle(own)
            .ifPresentOrElse(
                obstacle -> canvas.lacks(name, obstacle),
                () -> canvas.draw(name, picture.draw(own)));
      }
    }
    scalings(results, canvas);
  }

  private void scalings(Results results, Canvas canvas) {
    for (var scaling : Scaling.of(results)) {
      var name =
          scaling.scenario()
              + "_"
              + scaling.metric()
              + "_by_"
              + scaling.parameter()
              + suffix(scaling.rest());
      var title = titles.getOrDefault(scaling.scenario(), scaling.scenario());
      canvas.draw(name, new ScalingChart(scaling, words(title, scaling)).draw(results));
    }
  }

  private static String words(String title, Scaling scaling) {
    var what =
        Variant.name(
            scaling.metric().replace('_', ' ') + " by " + scaling.parameter(), scaling.rest());
    return title + ": " + what;
  }

  /// The part of a file name that distinguishes the pictures of one variant from those of another:
  /// "_tasks-100".
  private static String suffix(Map<String, String> params) {
    return params.entrySet().stream()
        .map(param -> "_" + param.getKey() + "-" + param.getValue().replaceAll("[^\\w.-]", "-"))
        .collect(Collectors.joining());
  }

  /// Where pictures go. They are written when all are drawn, so that a mistake replaces none.
  private record Canvas(
      Path folder, Collection<Format> formats, PrintStream say, Map<Path, byte[]> drawn) {
    Canvas(Path folder, Collection<Format> formats, PrintStream say) {
      this(folder, formats, say, new LinkedHashMap<>());
    }

    void lacks(String name, String obstacle) {
      say.println("Not drawn: " + name + ": " + obstacle + ".");
    }

    void draw(String name, Sheet sheet) {
      for (var format : formats)
        drawn.put(folder.resolve(name + "." + format.id()), bytes(sheet, format));
    }

    void write() {
      drawn.forEach((file, bytes) -> {
        ResultsFile.replace(file, bytes, "--out FOLDER");
        say.println(file);
      });
    }

    void removeOthers() throws IOException {
      try (var files = Files.list(folder)) {
        for (var file : files.toList()) if (!drawn.containsKey(file)) Files.delete(file);
      }
    }
  }

  private static byte[] bytes(Sheet sheet, Format format) {
    var bytes = new ByteArrayOutputStream();
    try {
      format.write(sheet, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private List<Picture> all(Results results) {
    var all = new ArrayList<>(pictures);
    var names = pictures.stream().map(Picture::name).collect(Collectors.toSet());
    for (var scenario : results.scenarios()) {
      var plain =
          new LatencyChart(scenario, scenario + ": latency by percentile", "Lower is better.");
      if (!names.contains(plain.name())) all.add(plain);
    }
    return all;
  }

  private static String nothing(Path file, Results results) {
    var first =
        results.cells().stream()
            .findFirst()
            .map(cell ->
                " The first, %s on %s, %s."
                    .formatted(cell.scenario(), cell.backend(), Notes.excuse(cell)));
    return "%s: there is nothing to draw, none of its %d cells is ok.%s Measure again (./jbang bench), or name another file."
        .formatted(file, results.cells().size(), first.orElse(""));
  }
}
