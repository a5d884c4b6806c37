//SOURCES Benchstat.java
//SOURCES Csv.java
//SOURCES Export.java
//SOURCES Hgrm.java
//SOURCES JmhJson.java
//SOURCES OpenMetrics.java
//SOURCES ../report/FullReport.java
//SOURCES ../report/Summary.java
//SOURCES ../result/Results.java
//SOURCES ../result/ResultsFile.java

package export;

import module java.base;

import report.FullReport;
import report.Summary;
import result.Results;
import result.ResultsFile;

/// The forms of a report that a person can choose.
///
/// @param id what a person types
/// @param file its usual name in the folder of results
public record Form(String id, String file, Export export) {
  private static final List<Form> ALL =
      List.of(
          new Form("markdown", "report.md", FullReport::of),
          new Form("text", "report.txt", Form::summary),
          new Form("csv", "report.csv", Csv::cells),
          new Form("csv-processes", "processes.csv", Csv::processes),
          new Form("jmh", "jmh.json", JmhJson::text),
          new Form("benchstat", "benchstat.txt", Benchstat::text),
          new Form("openmetrics", "openmetrics.txt", OpenMetrics::text),
          new Form("hgrm", "hgrm", new Hgrm()));

  public static List<String> ids() {
    return ALL.stream().map(Form::id).toList();
  }

  /// @param id one of {@link #ids}
  public static Form of(String id) {
    return ALL.stream().filter(form -> form.id.equals(id)).findFirst().orElseThrow();
  }

  /// The tables that a run prints at its end.
  private static String summary(Results results) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      Summary.print(out, results);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// Writes the files, and says which.
  public void write(Results results, Path out) {
    var files = export.files(results, out);
    files.forEach((file, text) -> {
      ResultsFile.replace(file, text.getBytes(StandardCharsets.UTF_8), "--out");
      System.out.println("Written: " + file);
    });
    if (files.isEmpty()) System.out.println("Nothing to write: no cell has latencies.");
  }
}
