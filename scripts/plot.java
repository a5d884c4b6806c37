///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Draws the pictures of a results file
//SOURCES ../lib/Library.java

/// Which backend is better, by how much, and how sure is that? Draws one picture per scenario and
/// metric, and one per scenario of the latency by percentile. Each picture shows its unit. The list
/// of pictures is lib/chart/Pictures.java.
///
/// `./jbang plot results/latest.json --out plots --format png,svg`

import chart.Format;
import chart.Pictures;
import cli.Cli;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Parameters(arity = "0..1", paramLabel = "FILE", description = "default: ${DEFAULT-VALUE}")
Path file = Path.of("results/latest.json");

@Option(names = "--out", paramLabel = "FOLDER", description = "default: ${DEFAULT-VALUE}")
Path out = Path.of("plots");

@Option(names = "--format", split = ",", paramLabel = "ID", description = "png, svg (default: png)")
List<String> formats = List.of("png");

void main(String... args) {
  System.setProperty("java.awt.headless", "true");
  Cli.of(this, "./jbang plot")
      .about(
          "Draws the pictures of a results file.",
          "./jbang plot",
          "./jbang plot results/latest.json --out plots --format png,svg")
      .run(args, this::draw);
}

int draw() {
  formats.forEach(id -> Cli.oneOf("--format", id, Format.ids()));
  Pictures.all().draw(file, out, formats.stream().distinct().map(Format::of).toList(), System.out);
  IO.println(
      "Next: ./jbang report %s --html %s, for a browser."
          .formatted(file, file.resolveSibling("report.html")));
  return 0;
}
