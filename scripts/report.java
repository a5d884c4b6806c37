///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Writes a run as a report or in the formats of other tools; with --publish makes it the study of README
//SOURCES ../lib/Library.java
//SOURCES run.java

/// What does a run say, in words and tables? A person's own run stays in results/. The published
/// run, the study, is in docs/study. The text between two marks in README.md and in docs/ is
/// written from the study, and the table of scenarios is written from the scenarios' scripts.
///
/// `./jbang report --check`

import chart.Pictures;
import chart.Poster;
import cli.Cli;
import export.Export;
import export.Form;
import page.Page;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import report.Beside;
import report.CalibrationReport;
import report.FairnessPage;
import report.FullReport;
import report.Machines;
import report.MachinesReport;
import report.Offload;
import report.Pages;
import report.ScenarioTable;
import report.Study;
import result.Published;
import result.Results;
import result.ResultsFile;
import result.UserError;
import semantics.Matrix;
import semantics.SemanticsPage;
import worker.Description;

@Parameters(
    arity = "0..*",
    paramLabel = "FILE",
    description =
        "runs of one machine; of each, the variants that those before have not. If the files are of"
            + " several machines: on how many of them each verdict holds (default:"
            + " results/latest.json)")
List<Path> files = List.of();

@Option(
    names = "--format",
    paramLabel = "ID",
    description =
        "markdown, text, csv (a row per metric), csv-processes (a row per process), jmh, benchstat,"
            + " openmetrics or hgrm (default: ${DEFAULT-VALUE})")
String format = "markdown";

@Option(
    names = "--out",
    paramLabel = "FILE",
    description =
        "for hgrm a folder, - for standard output (default: results/report.md, and other names for"
            + " other formats)")
Path out;

@Option(
    names = "--html",
    paramLabel = "FILE",
    description = "write one page for a browser instead, such as results/report.html")
Path html;

@Option(
    names = "--machines",
    description = "each FILE is of a machine of its own, even if two machines look the same")
boolean each;

@Option(
    names = "--publish",
    description = "make the run the study: copy it into docs/study, draw it, write the pages")
boolean publish;

@Option(names = "--pages", description = "write README.md and docs/ anew from docs/study")
boolean pages;

@Option(names = "--check", description = "only check whether README.md and docs/ match the study")
boolean check;

final String COMMAND = "./jbang report --pages";

final Path study = Path.of("docs/study");

void main(String... args) {
  System.setProperty("java.awt.headless", "true");
  Cli.of(this, "./jbang report")
      .about(
          "Writes every table of a run into results/report.md, or the run for other tools.",
          "./jbang report",
          "./jbang report /tmp/first/latest.json --out /tmp/first/report.md",
          "./jbang report --html results/report.html",
          "./jbang report --format csv",
          "./jbang report --machines node-1.json node-2.json node-3.json",
          "./jbang report --publish",
          "./jbang report --check")
      .run(args, this::report);
}

int report() throws IOException {
  if (Stream.of(publish, pages, check, html != null).filter(chosen -> chosen).count() > 1)
    throw new UserError(
        "--publish, --pages, --check and --html are four things: choose one of them.");
  var form = Form.of(Cli.oneOf("format", format, Form.ids()));
  if ((publish || pages || check || html != null) && !form.id().equals("markdown"))
    throw new UserError(
        "The study and a page have no --format: leave it out, or leave out the other option.");
  if (each && (publish || pages || check))
    throw new UserError("The study is of one machine. Leave out --machines.");
  if (pages || check) {
    if (!files.isEmpty())
      throw new UserError(
          "--pages and --check look at docs/study alone. Leave out %s, or type ./jbang report --publish %1$s"
              .formatted(files.getFirst()));
    var written = pages(run(published()));
    return check ? written.check() : written.write();
  }
  var runs = files.isEmpty() ? List.of(Path.of("results/latest.json")) : files;
  if (publish) return publish(runs);
  var machines = machines(runs);
  if (html != null) {
    Page.write(html, machines);
    System.out.println("Written: " + html);
    return 0;
  }
  return write(form, machines);
}

int write(Form form, Machines machines) throws IOException {
  var place = out == null ? Path.of("results", form.file()) : out;
  var export = machines.several() ? over(machines, form) : form.export();
  var results = machines.all().getFirst();
  if (place.toString().equals("-")) IO.print(export.text(results));
  else if (form.id().equals("markdown"))
    return new Pages(COMMAND).whole(place, export.text(results)).write();
  else new Form(form.id(), form.file(), export).write(results, place);
  return 0;
}

/// Several machines in the same form.
Export over(Machines machines, Form form) {
  var text = MachinesReport.text(machines, form.id());
  return _ -> text;
}

/// The runs by machine. Names a run that adds nothing, because it may be of another machine that
/// looks the same.
Machines machines(List<Path> files) {
  var runs = new ArrayList<Results>();
  for (var file : files) {
    var run = ResultsFile.read(file);
    if (!each && runs.stream().anyMatch(run::repeats))
      System.err.println(
          "! Left out: %s: the files before it have all that it measured. If it is of another machine that looks the same, add --machines."
              .formatted(file));
    runs.add(run);
  }
  return Machines.of(runs, each);
}

Results run(List<Path> files) {
  return files.stream().map(ResultsFile::read).reduce(Results::and).orElseThrow();
}

/// The files of the study's runs: `run-1.json.gz` and so on, without a gap.
List<Path> published() {
  var runs = Stream.iterate(1, i -> i + 1).map(i -> study.resolve("run-" + i + ".json.gz"));
  var found = runs.takeWhile(Files::exists).toList();
  return found.isEmpty() ? List.of(study.resolve("run-1.json.gz")) : found;
}

/// Publishes runs as the study. Reports anything that is wrong with the runs before it replaces a
/// file.
int publish(List<Path> runs) throws IOException {
  if (machines(runs).several())
    throw new UserError("The study is of one machine, and these files are of several: name fewer.");
  for (var name : List.of("sweep", "million")) compress(study.resolve(name + ".json"));
  // The runs may be those of the study, in another order, so all are read before any is replaced.
  var copies = runs.stream().map(ResultsFile::read).map(Published::of).toList();
  var pages = pages(copies.stream().reduce(Results::and).orElseThrow());
  Pictures.all().draw(runs, study.resolve("sweep.json.gz"), study.resolve("plots"), System.out);
  for (var before : published()) Files.deleteIfExists(before);
  for (int i = 0; i < copies.size(); i++)
    ResultsFile.write(study.resolve("run-" + (i + 1) + ".json.gz"), copies.get(i));
  return pages.write();
}

/// Reduces and compresses what was measured into the folder of the study, so that it can stay
/// beside the study's runs.
void compress(Path measured) throws IOException {
  if (!Files.exists(measured)) return;
  var small = Published.headlines(ResultsFile.read(measured));
  ResultsFile.write(measured.resolveSibling(measured.getFileName() + ".gz"), small);
  Files.delete(measured);
}

/// The pages that are written from the study.
Pages pages(Results results) throws IOException {
  var all = new Pages(COMMAND);
  var calibration = ResultsFile.calibration(study.resolve("calibration.json"));
  var calibrated = new CalibrationReport(calibration);
  all.put(
      "README.md",
      Map.of(
          "choices", Study.choices(results),
          "scope", Study.scope(results),
          "answers", Study.answers(results),
          "trust", calibrated.trust() + Study.changes(results)));
  Poster.all(results).forEach((name, svg) -> all.whole(study.resolve("readme").resolve(name), svg));
  all.put(
      "docs/results.md",
      Map.of(
          "choices", Study.moreChoices(results),
          "takeaways", Study.takeaways(results),
          "snapshot", Study.snapshot(results) + calibrated.witnesses(),
          "observations", Study.observations(results)));
  var experiments = "docs/experiments/";
  all.put(
      experiments + "calibration.md", Map.of("calibration", "```\n" + calibrated.text() + "```\n"));
  all.put(experiments + "timers.md", Map.of("timers", calibrated.timers()));
  var fairness = new FairnessPage(results, calibration);
  all.put("docs/fairness.md", Map.of("fairness", fairness.toString()));
  var million = ResultsFile.read(study.resolve("million.json.gz"));
  all.put(
      "docs/scenarios.md",
      Map.of(
          "scenarios", scenarios(),
          "million", FullReport.footprint(million),
          "channels", Beside.channels(results),
          "trees", Beside.trees(results),
          "offload", Offload.table(results)));
  SemanticsPage.put(all, Matrix.read(study.resolve("semantics.json.gz")));
  return all.whole(study.resolve("report.md"), FullReport.of(results));
}

/// The table of the scenarios that `bench` measures.
String scenarios() throws IOException {
  var named = Pattern.compile("\\.scenario\\(\"(\\w+)\"");
  var ids =
      named
          .matcher(Files.readString(Path.of("scripts/run.java")))
          .results()
          .map(found -> found.group(1));
  return ScenarioTable.of(ids.map(id -> Description.of(id, List.of())).toList());
}
