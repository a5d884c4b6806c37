//SOURCES ../cli/Descriptions.java
//SOURCES ../cli/Table.java
//SOURCES ../worker/Description.java
//SOURCES ../worker/Request.java

package report;

import module java.base;

import cli.Descriptions;
import cli.Table;
import worker.Description;
import worker.Request;

/// What each scenario does, as its script describes it: work, unit, sizes, numbers.
public final class ScenarioTable {
  private ScenarioTable() {}

  /// A table in Markdown.
  ///
  /// @param scenarios each with the file `scripts/ID.java`
  public static String of(List<Description> scenarios) {
    var table =
        new Table(4)
            .row(
                "Scenario",
                "Work of one repetition",
                "Default sizes",
                "Headline, and numbers of its own",
                "Units of work");
    for (var one : scenarios)
      table.row(
          "[`%s`](../scripts/%1$s.java)".formatted(one.scenario()),
          about(one.scenario()),
          sizes(one.request().text()),
          numbers(one.request()),
          "%,d %s".formatted(one.request().expected(), one.request().unit()));
    return table.markdown();
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
          case "latency_p99", "overshoot_p99" -> request.measures().replace('_', ' ') + ", ms";
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

  private static String about(String id) {
    return Descriptions.of(id).replaceFirst("^[^:]*: ", "");
  }
}
