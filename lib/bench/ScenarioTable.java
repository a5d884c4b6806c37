//SOURCES ProcessOptions.java
//SOURCES Report.java
//SOURCES Request.java
//SOURCES Workers.java
//SOURCES ../cli/Cli.java
//SOURCES ../cli/Project.java
//SOURCES ../result/UserError.java

package bench;

import module java.base;

import cli.Cli;
import cli.Project;
import result.UserError;

/// What each scenario does, as its script says: work, unit, sizes, numbers.
public final class ScenarioTable {
  private static final String DESCRIPTION = "//DESCRIPTION ";
  private static final String HEAD =
      """
      | Scenario | Work of one repetition | Units of work | Default sizes | Headline, and numbers of its own |
      |---|---|--:|---|---|
      """;

  private ScenarioTable() {}

  /// A table of Markdown.
  ///
  /// @param scenarios main classes on this class path, whose files are `scripts/ID.java`
  /// @throws UserError if one of them cannot be asked
  public static String of(String... scenarios) {
    return Stream.of(scenarios)
        .parallel()
        .map(ScenarioTable::row)
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(String id) {
    var usual = described(id);
    return "| [`%s`](../scripts/%s.java) | %s | %,d %s | %s | %s |\n"
        .formatted(
            id, id, about(id), usual.expected(), usual.unit(), sizes(usual.text()), numbers(usual));
  }

  private static String sizes(Map<String, String> params) {
    return params.entrySet().stream()
        .filter(param -> !param.getValue().equals("false"))
        .map(param -> "`--%s %s`".formatted(param.getKey(), param.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String numbers(Request request) {
    var headline =
        switch (request.measures()) {
          case "throughput" -> "throughput, " + request.unit() + "/s";
          case "settle" -> "settle, ms";
          default -> named(request.measures(), request);
        };
    return Stream.concat(
            Stream.of("**" + headline + "**"),
            request.values().keySet().stream()
                .filter(name -> !name.equals(request.measures()))
                .map(name -> named(name, request)))
        .collect(Collectors.joining("; "));
  }

  private static String named(String value, Request request) {
    var words = value.replace('_', ' ');
    var unit = request.values().get(value).unit();
    return words.startsWith(unit) ? words : words + ", " + unit;
  }

  private static Request described(String id) {
    var options = new ProcessOptions();
    Cli.of(options, "./jbang bench").parse();
    var report = new Workers(options, (_, _) -> {}).describe(id, List.of());
    if (report instanceof Report.Described(_, var request)) return request;
    throw new UserError("scripts/" + id + ".java cannot be asked what it does: " + report);
  }

  private static String about(String id) {
    try (var lines = Files.lines(Project.root().resolve("scripts/" + id + ".java"))) {
      return lines
          .filter(line -> line.startsWith(DESCRIPTION))
          .map(line -> line.substring(DESCRIPTION.length()).replaceFirst("^[^:]*: ", ""))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UserError("scripts/" + id + ".java cannot be read. Go to the project's folder.");
    }
  }
}
