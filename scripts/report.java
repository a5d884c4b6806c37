///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Writes what a results file says: takeaways and calibration into the pages, every table into results/report.md
//SOURCES ../lib/Library.java
//SOURCES cancellation.java
//SOURCES cpu_mixed.java
//SOURCES footprint.java
//SOURCES http_echo.java
//SOURCES io_bound.java
//SOURCES task_spawn.java

/// The prose of the study follows from its numbers, and its table of scenarios from their scripts. What stands between two marks
/// in README.md and in docs/ is replaced; with `--check` nothing is written, and the exit code is 1 where a page and the
/// results disagree.
///
/// `./jbang report --check`

import bench.ScenarioTable;
import cli.Cli;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import result.Calibration;
import result.FullReport;
import result.Results;
import result.ResultsFile;
import result.Study;
import result.UserError;

@Parameters(
    arity = "0..*",
    paramLabel = "FILE",
    description =
        "runs of one machine; of each, the scenarios that those before have not (default:"
            + " ${DEFAULT-VALUE})")
List<Path> files = Stream.of("latest.json", "more.json").map(Path.of("results")::resolve).toList();

@Option(names = "--readme", paramLabel = "FILE", description = "default: ${DEFAULT-VALUE}")
Path readme = Path.of("README.md");

@Option(names = "--out", paramLabel = "FILE", description = "default: ${DEFAULT-VALUE}")
Path out = Path.of("results/report.md");

@Option(names = "--million", paramLabel = "FILE", description = "default: ${DEFAULT-VALUE}")
Path million = Path.of("results/million.json");

@Option(names = "--check", description = "only say whether the pages are what the results say")
boolean check;

@Option(names = "--method", paramLabel = "FILE", description = "default: ${DEFAULT-VALUE}")
Path method = Path.of("docs/method.md");

@Option(names = "--scenarios", paramLabel = "FILE", description = "default: ${DEFAULT-VALUE}")
Path scenarios = Path.of("docs/scenarios.md");

@Option(names = "--calibration", paramLabel = "FILE", description = "default: ${DEFAULT-VALUE}")
Path calibration = Path.of("results/calibration.json");

void main(String... args) {
  Cli.of(this, "./jbang report")
      .about(
          "Writes takeaways into README.md and every table into results/report.md.",
          "./jbang report",
          "./jbang report --check")
      .run(args, this::report);
}

int report() throws IOException {
  var results = files.stream().map(ResultsFile::read).reduce(Results::and).orElseThrow();
  var pages =
      Map.of(
          readme,
          page(
              readme,
              Map.of(
                  "takeaways", Study.takeaways(results),
                  "snapshot", Study.snapshot(results),
                  "observations", Study.observations(results),
                  "scenarios", scenarios())),
          method,
          page(
              method,
              Map.of("calibration", "```\n" + Calibration.read(calibration).text() + "```\n")),
          scenarios,
          page(scenarios, Map.of("million", FullReport.footprint(ResultsFile.read(million)))),
          out,
          FullReport.of(results));
  int stale = 0;
  for (var page : new TreeMap<>(pages).entrySet()) {
    boolean same =
        Files.exists(page.getKey()) && Files.readString(page.getKey()).equals(page.getValue());
    if (check && !same) {
      System.out.println(page.getKey() + " is not what the results say. Type ./jbang report");
      stale++;
    }
    if (!check) {
      Files.writeString(page.getKey(), page.getValue());
      System.out.println((same ? "Unchanged: " : "Written: ") + page.getKey());
    }
  }
  if (check && stale == 0) System.out.println("Every page is what the results say.");
  return stale == 0 ? 0 : 1;
}

String scenarios() {
  return ScenarioTable.of(
      "task_spawn", "io_bound", "cpu_mixed", "http_echo", "cancellation", "footprint");
}

/// The page with other words between the marks of each part.
String page(Path file, Map<String, String> parts) throws IOException {
  if (!Files.exists(file))
    throw new UserError(file + ": no such file. Go to the project's folder, or name the file.");
  var text = Files.readString(file);
  for (var part : parts.entrySet()) {
    var begin = "<!-- " + part.getKey() + ": written by ./jbang report -->\n";
    var end = "<!-- end of " + part.getKey() + " -->\n";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from)
      throw new UserError(
          file + " has no place for this: add the lines " + begin.strip() + " and " + end.strip());
    text = text.substring(0, from) + begin + part.getValue() + text.substring(to);
  }
  return text;
}
