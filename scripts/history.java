///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Shows the same cells over many results files, and what has changed since when
//SOURCES ../lib/Library.java

/// What became slower, and since when? Each run is compared with the one before it, with 95 %
/// intervals that hold for all pairs together. Runs of other machines, settings or sizes are not
/// compared: they make lines of their own.
///
/// `./jbang history results --scenario task_spawn`

import cli.Cli;
import history.History;
import history.HistoryJson;
import history.HistoryText;
import page.HistoryPage;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import result.ResultsFile;

@Parameters(
    arity = "0..*",
    paramLabel = "FOLDER|FILE",
    description = "results files, and folders with such files (default: results)")
List<Path> places = List.of();

@Option(
    names = "--scenario",
    split = ",",
    paramLabel = "ID",
    description = "comma separated (default: all)")
List<String> scenarios = List.of();

@Option(
    names = "--backend",
    split = ",",
    paramLabel = "ID",
    description = "comma separated (default: all)")
List<String> backends = List.of();

@Option(names = "--metric", description = "such as latency_p99 (default: each cell's headline)")
String metric;

@Option(
    names = "--order",
    description =
        "of the runs of a line: started, version of the library, or given, as the files were named"
            + " (default: ${DEFAULT-VALUE})")
String order = "started";

@Option(
    names = "--json",
    paramLabel = "FILE",
    description = "also store it as JSON in this file; - prints that instead")
Path json;

@Option(
    names = "--html",
    paramLabel = "FILE",
    description = "also write a page for a browser into this file, such as results/history.html")
Path html;

void main(String... args) {
  Cli.of(this, "./jbang history")
      .about(
          "Shows the same cells over many results files, and what has changed since when.",
          "./jbang history",
          "./jbang history old/*.json results/latest.json --scenario task_spawn --backend jox",
          "./jbang history releases --order version --metric latency_p99",
          "./jbang history --html results/history.html")
      .run(args, this::show);
}

int show() {
  Cli.oneOf("order", order, History.ORDERS);
  var from = places.isEmpty() ? List.of(Path.of("results")) : places;
  var history = History.of(from, new History.Request(scenarios, backends, metric, order));
  history.skipped().forEach(line -> System.err.println("! Left out: " + line));
  boolean printed = json != null && json.toString().equals("-");
  if (json != null && !printed)
    ResultsFile.replace(json, HistoryJson.of(history).getBytes(StandardCharsets.UTF_8), "--json");
  if (html != null) HistoryPage.write(html, history);
  IO.print(printed ? HistoryJson.of(history) : HistoryText.of(history));
  if (html != null && !printed) IO.println("Page: " + html);
  return 0;
}
