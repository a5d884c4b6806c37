//SOURCES ../result/Cell.java
//SOURCES ../result/Comparison.java
//SOURCES ../result/Results.java
//SOURCES ../result/UserError.java
//SOURCES ../result/Variant.java

package report;

import module java.base;

import result.Cell;
import result.Comparison;
import result.Results;
import result.UserError;
import result.Variant;

/// Compares two results files, cell by cell.
///
/// @param threshold a slowdown that is surely larger than this fraction is a regression
/// @param rows a verdict per cell that both files have numbers of
/// @param lost cells that have numbers in the base and none in the new file, with the reason
/// @param differences why the files should not be compared, in sentences; empty if they may
/// @param unfinished runs that were cut short, in sentences
public record FileComparison(
    double threshold,
    List<Row> rows,
    List<String> lost,
    List<String> differences,
    List<String> unfinished) {

  /// @param varied parameters that distinguish this variant of the scenario from the others of the
  ///     base
  /// @param comparison of the new cell with the base
  public record Row(
      String scenario, Map<String, String> varied, String backend, Comparison comparison) {
    String name() {
      return Variant.name(scenario, varied);
    }
  }

  /// A cell of the base, and the cell of the new file that measures the same.
  private record Pair(Variant variant, Cell base, Cell next) {
    public String name() {
      return variant.name() + " " + base.backend();
    }

    boolean has(String metric) {
      var name = metric == null ? base.headline() : metric;
      return Stream.of(base, next).allMatch(cell -> cell.ok() && cell.metrics().containsKey(name));
    }
  }

  /// @param metric a name as in {@link Cell#metrics}, or null for each cell's headline
  /// @param equal see {@link Comparison#equal}
  /// @throws UserError if the files have no cell in common
  public static FileComparison of(
      Results base, Results next, String metric, double threshold, double equal) {
    var pairs = pairs(base, next);
    var common = pairs.stream().filter(pair -> pair.has(metric)).toList();
    var metrics =
        base.cells().stream().flatMap(cell -> cell.metrics().keySet().stream()).distinct().toList();
    if (metric != null && !metrics.contains(metric)) {
      throw new UserError(
          "Unknown metric '" + metric + "'. Base has: " + String.join(", ", metrics) + ".");
    }
    if (common.isEmpty() && pairs.stream().noneMatch(pair -> pair.base.ok())) {
      throw new UserError(
          "The files have no cell in common"
              + (metric == null ? "" : " that has the metric " + metric)
              + ". Base has: "
              + names(base)
              + "; new has: "
              + names(next)
              + ".");
    }
    var rows =
        common.stream()
            .map(pair ->
                new Row(
                    pair.base.scenario(),
                    pair.variant.varied(),
                    pair.base.backend(),
                    Comparison.unpaired(
                        "new",
                        pair.next,
                        "base",
                        pair.base,
                        metric == null ? pair.base.headline() : metric,
                        common.size(),
                        equal)))
            .toList();
    return new FileComparison(
        threshold, rows, lost(base, pairs), differences(base, next), unfinished(base, next));
  }

  private static List<Pair> pairs(Results base, Results next) {
    var pairs = new ArrayList<Pair>();
    for (var variant : base.variants()) {
      var same = same(variant, base, next);
      for (var cell : variant.cells())
        same.stream()
            .filter(other -> other.backend().equals(cell.backend()))
            .findFirst()
            .ifPresent(other -> pairs.add(new Pair(variant, cell, other)));
    }
    return pairs;
  }

  /// The cells of the other file with the same parameters. If each file has a single variant of the
  /// scenario and their parameters differ, the cells of that variant; the difference is then
  /// reported.
  private static List<Cell> same(Variant variant, Results base, Results next) {
    var others = next.variants(variant.scenario());
    boolean single = others.size() == 1 && base.variants(variant.scenario()).size() == 1;
    return others.stream()
        .filter(other -> single || other.params().equals(variant.params()))
        .findFirst()
        .map(Variant::cells)
        .orElse(List.of());
  }

  private static String names(Results results) {
    return results.variants().stream()
        .flatMap(
            variant -> variant.cells().stream().map(cell -> variant.name() + " " + cell.backend()))
        .collect(Collectors.joining(", "));
  }

  /// Cells of the base that have numbers there and none in the new file.
  private static List<String> lost(Results base, List<Pair> pairs) {
    var lost = new ArrayList<String>();
    for (var variant : base.variants())
      for (var cell : variant.cells()) {
        if (!cell.ok()) continue;
        var name = variant.name() + " " + cell.backend();
        var next = pairs.stream().filter(pair -> pair.base == cell).map(Pair::next).findFirst();
        if (next.isEmpty()) lost.add(name + ": missing in new");
        else if (!next.get().ok())
          lost.add(name + ": " + next.get().status() + " in new: " + next.get().reason());
      }
    return lost;
  }

  private static List<String> unfinished(Results base, Results next) {
    return Stream.of(Map.entry("base", base), Map.entry("new", next))
        .filter(run -> run.getValue().finished() == null)
        .map(run ->
            "The run in "
                + run.getKey()
                + " did not come to its end: it has fewer processes, or fewer cells.")
        .toList();
  }

  private static List<String> differences(Results base, Results next) {
    var found = new ArrayList<String>();
    var a = base.host();
    var b = next.host();
    differ(found, "processor", a.cpu(), b.cpu());
    differ(found, "cores", a.cores(), b.cores());
    differ(found, "operating system", a.os(), b.os());
    differ(found, "kernel", a.kernel(), b.kernel());
    differ(found, "JDK", a.jdk(), b.jdk());
    differ(found, "collector", a.gc(), b.gc());
    differ(found, "python", a.python(), b.python());
    differ(found, "warm-up", base.config().warmup(), next.config().warmup());
    differ(found, "--measure (ms)", base.config().measureMs(), next.config().measureMs());
    differ(found, "--seed", base.config().seed(), next.config().seed());
    differ(found, "--quick", base.config().quick(), next.config().quick());
    differ(
        found,
        "--repetitions",
        text(base.config().repetitions()),
        text(next.config().repetitions()));
    differ(found, "--cpus", text(base.config().cpus()), text(next.config().cpus()));
    differ(found, "--jvm-arg", base.config().jvmArgs(), next.config().jvmArgs());
    for (var scenario : base.scenarios()) {
      // If a file has several variants, their parameters distinguish them. A variant that only one
      // file has is not compared.
      if (base.variants(scenario).size() > 1 || next.variants(scenario).size() > 1) continue;
      differ(found, scenario + " parameters", params(base, scenario), params(next, scenario));
    }
    return found;
  }

  private static String text(Object option) {
    return option == null ? "not given" : option.toString();
  }

  private static Set<Map<String, String>> params(Results results, String scenario) {
    return results.of(scenario).stream()
        .filter(Cell::ok)
        .map(Cell::params)
        .collect(Collectors.toSet());
  }

  private static void differ(List<String> found, String what, Object base, Object next) {
    if (!Objects.equals(base, next) && !Set.of().equals(base) && !Set.of().equals(next))
      found.add("Different " + what + ": " + base + " in base, " + next + " in new.");
  }

  /// The cells that are slower than the threshold allows beyond chance.
  public List<Row> regressions() {
    return rows.stream()
        .filter(row -> row.comparison.worse() && 1 / row.comparison.high() > 1 + threshold)
        .toList();
  }

  /// The result of the whole comparison in one sentence.
  public String summary() {
    return String.format(
        Locale.ROOT,
        "Of %d cells %d became faster, %d slower, %d are about equal, and of %d one cannot tell"
            + " yet; regressions beyond %.3g %%: %d.",
        rows.size(),
        count(Comparison.Verdict.BETTER),
        count(Comparison.Verdict.WORSE),
        count(Comparison.Verdict.EQUAL),
        count(Comparison.Verdict.UNTOLD),
        100 * threshold,
        regressions().size());
  }

  private long count(Comparison.Verdict verdict) {
    return rows.stream().filter(row -> row.comparison.verdict() == verdict).count();
  }
}
