///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Writes what a results file says: takeaways into README.md, every table into results/report.md
//SOURCES ../lib/cli/Cli.java
//SOURCES ../lib/result/ResultsFile.java
//SOURCES ../lib/result/Study.java

/// The prose of the study follows from its numbers. What stands between the two marks in README.md is replaced; with
/// `--check` nothing is written, and the exit code is 1 where a page and the results disagree.
///
/// `./jbang report --check`

import cli.Cli;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import result.ResultsFile;
import result.Study;
import result.UserError;

@Parameters(arity = "0..1", paramLabel = "FILE", description = "default: ${DEFAULT-VALUE}")
Path file = Path.of("results/latest.json");

@Option(names = "--readme", paramLabel = "FILE", description = "default: ${DEFAULT-VALUE}")
Path readme = Path.of("README.md");

@Option(names = "--out", paramLabel = "FILE", description = "default: ${DEFAULT-VALUE}")
Path out = Path.of("results/report.md");

@Option(names = "--check", description = "only say whether the pages are what the results say")
boolean check;

final String begin = "<!-- results: written by ./jbang report -->\n";
final String end = "<!-- end of results -->\n";

void main(String... args) {
  Cli.of(this, "./jbang report")
      .about(
          "Writes takeaways into README.md and every table into results/report.md.",
          "./jbang report",
          "./jbang report --check")
      .run(args, this::report);
}

int report() throws IOException {
  var results = ResultsFile.read(file);
  var pages = Map.of(readme, page(Study.takeaways(results)), out, Study.whole(results));
  int stale = 0;
  for (var page : new TreeMap<>(pages).entrySet()) {
    boolean same =
        Files.exists(page.getKey()) && Files.readString(page.getKey()).equals(page.getValue());
    if (check && !same) {
      System.out.println(page.getKey() + " is not what " + file + " says. Type ./jbang report");
      stale++;
    }
    if (!check) {
      Files.writeString(page.getKey(), page.getValue());
      System.out.println((same ? "Unchanged: " : "Written: ") + page.getKey());
    }
  }
  if (check && stale == 0) System.out.println("Every page is what " + file + " says.");
  return stale == 0 ? 0 : 1;
}

String page(String takeaways) throws IOException {
  if (!Files.exists(readme)) throw new UserError(readme + ": no such file. Name it with --readme.");
  var text = Files.readString(readme);
  int from = text.indexOf(begin);
  int to = text.indexOf(end);
  if (from < 0 || to < from)
    throw new UserError(
        readme
            + " has no place for the results: add the lines "
            + begin.strip()
            + " and "
            + end.strip());
  return text.substring(0, from) + begin + takeaways + text.substring(to);
}
