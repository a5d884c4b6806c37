//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//SOURCES Export.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Histograms.java
//SOURCES ../result/Results.java
//SOURCES ../result/Round.java

package export;

import module java.base;

import org.HdrHistogram.Histogram;
import result.Cell;
import result.Histograms;
import result.Results;
import result.Round;

/// HdrHistogram's own percentile output, for its plotters: a file per cell, of the latencies of all
/// its processes in microseconds. What a cell is stands at the end, where no reader looks.
final class Hgrm implements Export {
  /// How many percentiles are written for each halving of the distance to 100 %. HdrHistogram's
  /// default.
  private static final int TICKS = 5;

  private static final double NANOS = 1000;

  /// File systems allow 255 bytes.
  private static final int LONGEST = 200;

  @Override
  public String text(Results results) {
    return String.join("\n", files(results, Path.of("")).values());
  }

  @Override
  public Map<Path, String> files(Results results, Path out) {
    var files = new LinkedHashMap<Path, String>();
    for (var variant : results.variants())
      for (var cell : variant.cells())
        latencies(cell)
            .ifPresent(latencies ->
                files.put(out.resolve(name(cell, variant.varied())), text(cell, latencies)));
    return files;
  }

  /// `task_spawn.jox.hgrm`, `task_spawn.tasks=100.jox.hgrm`.
  private static String name(Cell cell, Map<String, String> varied) {
    var parts = new ArrayList<String>();
    parts.add(cell.scenario());
    varied.forEach((key, value) -> parts.add(escaped(key) + "=" + escaped(value)));
    parts.add(escaped(cell.backend()));
    var name = String.join(".", parts);
    if (name.length() > LONGEST)
      name = name.substring(0, LONGEST) + "~" + Integer.toHexString(name.hashCode());
    return name + ".hgrm";
  }

  /// Without anything that a path gives a meaning.
  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Optional<Histogram> latencies(Cell cell) {
    return cell.rounds().stream()
        .map(Round::latency)
        .filter(Objects::nonNull)
        .map(Histograms::decode)
        .filter(histogram -> histogram.getTotalCount() > 0)
        .reduce((all, more) -> {
          all.setAutoResize(true);
          all.add(more);
          return all;
        });
  }

  private static String text(Cell cell, Histogram latencies) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      latencies.outputPercentileDistribution(out, TICKS, NANOS);
    }
    var what =
        "#[%s, %s, %s: latency in us of %d processes]"
            .formatted(cell.scenario(), cell.backend(), cell.parameters(), cell.rounds().size());
    return bytes.toString(StandardCharsets.UTF_8) + what.replaceAll("\\R", " ") + "\n";
  }
}
