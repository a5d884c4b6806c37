//SOURCES ../result/Cell.java
//SOURCES ../result/Results.java
//SOURCES ../result/ResultsFile.java
//SOURCES ../result/UserError.java
//SOURCES Format.java
//SOURCES LatencyChart.java
//SOURCES MetricChart.java
//SOURCES Picture.java
package chart;

import module java.base;
import result.Cell;
import result.Results;
import result.ResultsFile;
import result.UserError;

/// The pictures of a results file.
public final class Gallery {
  private final List<Picture> pictures = new ArrayList<>();

  /// A row per backend, best first: `SCENARIO_METRIC.png`.
  ///
  /// @param metric its name in the results file
  /// @param subtitle what is measured and what is better, in one line
  public Gallery metric(String scenario, String metric, String title, String subtitle) {
    pictures.add(new MetricChart(scenario, metric, title, subtitle));
    return this;
  }

  /// A line per backend, over percentiles: `SCENARIO_latency.png`.
  ///
  /// @param subtitle from when to when it is measured and what is better, in one line
  public Gallery latency(String scenario, String title, String subtitle) {
    pictures.add(new LatencyChart(scenario, title, subtitle));
    return this;
  }

  /// Draws every picture for which the file has numbers, and says which it has drawn and which not. A scenario whose
  /// latency nobody has put into words gets that picture too, in plain words.
  ///
  /// @param folder is made where it is missing
  /// @throws UserError if the file cannot be read, if nothing in it is ok, or if the folder cannot be written
  public void draw(Path file, Path folder, Collection<Format> formats, PrintStream say) {
    var results = ResultsFile.read(file);
    if (results.cells().stream().noneMatch(Cell::ok)) throw new UserError(nothing(file, results));
    for (var picture : all(results)) {
      var obstacle = picture.obstacle(results);
      if (obstacle.isPresent()) {
        say.println("Not drawn: " + picture.name() + ": " + obstacle.get() + ".");
      } else {
        var sheet = picture.draw(results);
        for (var format : formats) say.println(write(sheet, folder.resolve(picture.name() + "." + format.id()), format));
      }
    }
  }

  private List<Picture> all(Results results) {
    var all = new ArrayList<>(pictures);
    var names = pictures.stream().map(Picture::name).collect(Collectors.toSet());
    for (var scenario : results.scenarios()) {
      var plain = new LatencyChart(scenario, scenario + ": latency by percentile", "Lower is better.");
      if (!names.contains(plain.name())) all.add(plain);
    }
    return all;
  }

  private static Path write(Sheet sheet, Path file, Format format) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (var to = Files.newOutputStream(file)) {
        format.write(sheet, to);
      }
      return file;
    } catch (IOException e) {
      throw new UserError(file + ": cannot be written: " + ResultsFile.reason(e) + ". Choose another place with --out FOLDER.");
    }
  }

  private static String nothing(Path file, Results results) {
    var first = results.cells().stream().findFirst().map(cell -> " The first: " + cell.scenario() + " on " + cell.backend() + ": " + cell.status() + ": " + cell.reason() + ".");
    return file + ": there is nothing to draw, none of its " + results.cells().size() + " cells is ok." + first.orElse("")
        + " Measure again (./jbang bench), or name another file.";
  }
}
