//SOURCES Cell.java

package result;

import module java.base;

/// The cells of one scenario with the same parameters. A run may measure a scenario several times,
/// with different parameters.
///
/// @param params as a person would type them
/// @param varied the parameters that differ between the variants of the scenario; empty if there is
///     only one variant
public record Variant(
    String scenario, Map<String, String> params, Map<String, String> varied, List<Cell> cells) {

  /// The variants of a scenario, in the order of the file. A worker that failed early has not
  /// reported all of its parameters. Its cell belongs to the first variant that agrees with the
  /// parameters that it has reported.
  public static List<Variant> of(String scenario, List<Cell> cells) {
    var groups = new LinkedHashMap<Map<String, String>, List<Cell>>();
    for (var cell : cells)
      if (cell.ok()) groups.computeIfAbsent(cell.params(), _ -> new ArrayList<>());
    for (var cell : cells) {
      var params = cell.params();
      var home =
          groups.containsKey(params)
              ? params
              : groups.keySet().stream()
                  .filter(some -> contains(some, params))
                  .findFirst()
                  .orElse(params);
      groups.computeIfAbsent(home, _ -> new ArrayList<>()).add(cell);
    }
    return groups.entrySet().stream()
        .map(group ->
            new Variant(
                scenario,
                group.getKey(),
                varied(group.getKey(), groups.keySet()),
                List.copyOf(group.getValue())))
        .toList();
  }

  /// Whether the other variant does the same work.
  boolean alike(Variant other) {
    return scenario.equals(other.scenario) && params.equals(other.params);
  }

  /// The parameters that have another value in any of the others.
  public static Map<String, String> varied(
      Map<String, String> params, Collection<Map<String, String>> all) {
    var varied = new LinkedHashMap<>(params);
    varied
        .entrySet()
        .removeIf(param ->
            all.stream().allMatch(other -> param.getValue().equals(other.get(param.getKey()))));
    return varied;
  }

  /// Whether the parameters contain all of these values.
  public static boolean contains(Map<String, String> params, Map<String, String> some) {
    return params.entrySet().containsAll(some.entrySet());
  }

  /// Whether the rows compare HTTP clients. They do if each library uses its own client. If all use
  /// the same client or a hand-written one, the rows compare libraries.
  public boolean comparesClients() {
    return "own".equals(params.get("client"));
  }

  /// What the rows compare, in words; empty if they compare libraries, which is the normal case.
  public String compares() {
    return switch (params.getOrDefault("client", "")) {
      case "own" -> "clients, each library with its own";
      case "same" -> "libraries, all with the client of the JDK";
      case "wire" -> "sockets, with HTTP written by hand";
      default -> "";
    };
  }

  /// The scenario, and the parameters that distinguish this variant from the others: "task_spawn",
  /// "task_spawn tasks 100".
  public String name() {
    return name(scenario, varied);
  }

  /// The scenario and some of its parameters.
  public static String name(String scenario, Map<String, String> params) {
    return params.entrySet().stream()
        .map(param -> " " + param.getKey() + " " + param.getValue())
        .collect(Collectors.joining("", scenario, ""));
  }
}
