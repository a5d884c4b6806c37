///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Compares two results files: a verdict per cell, exit code 1 on a regression
//SOURCES ../lib/Library.java

/// Did anything become slower between two runs? Prints ratios of throughput or time, with 95 %
/// intervals that hold for all cells together.
///
/// `./jbang compare base.json new.json --threshold 5%`

import cli.Cli;
import cli.Percent;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import report.ComparisonForms;
import report.FileComparison;
import result.Comparison;
import result.ResultsFile;

@Parameters(index = "0", paramLabel = "BASE", description = "results of the run to compare with")
Path base;

@Parameters(index = "1", paramLabel = "NEW", description = "results of the run in question")
Path next;

@Option(
    names = "--threshold",
    paramLabel = "PERCENT",
    converter = Percent.class,
    description = "a slowdown that is surely larger than this is a regression (default: 0%%)")
double threshold;

@Option(
    names = "--equal",
    paramLabel = "PERCENT",
    converter = Percent.class,
    description =
        "two whose whole interval lies within this are about equal (default: 10%%, which is 1.1x)")
double equal = Comparison.EQUAL - 1;

@Option(names = "--metric", description = "the metric to compare (default: throughput or settle)")
String metric;

@Option(names = "--format", description = "text, markdown, json or csv (default: ${DEFAULT-VALUE})")
String format = "text";

@Option(
    names = "--force",
    description = "compare although machine, runtime or parameters differ, with a warning")
boolean force;

void main(String... args) {
  Cli.of(this, "./jbang compare")
      .about(
          "Compares two results files and gives a verdict per cell.",
          "./jbang compare results/2026-01-01T00-00-00Z.json results/latest.json",
          "./jbang compare base.json new.json --threshold 5% --format markdown")
      .run(
          args,
          () -> {
            Cli.oneOf("format", format, ComparisonForms.FORMATS);
            Cli.between("--threshold", threshold, 0.0, 10.0);
            Cli.between("--equal", equal, 0.0, 10.0);
            var comparison =
                FileComparison.of(
                    ResultsFile.read(base), ResultsFile.read(next), metric, threshold, 1 + equal);
            comparison.unfinished().forEach(line -> System.err.println("! " + line));
            comparison.differences().forEach(System.err::println);
            if (!comparison.differences().isEmpty() && !force) {
              System.err.println(
                  "These runs cannot be compared. Measure both alike, or add --force.");
              return 2;
            }
            IO.print(ComparisonForms.text(comparison, format));
            return comparison.regressions().isEmpty() && comparison.lost().isEmpty() ? 0 : 1;
          });
}
