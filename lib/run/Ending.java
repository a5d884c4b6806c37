//SOURCES Invocation.java
//SOURCES Options.java
//SOURCES Store.java
//SOURCES ../backend/Backends.java
//SOURCES ../page/Page.java
//SOURCES ../page/Viewer.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/Results.java
//SOURCES ../result/ResultsFile.java

package run;

import module java.base;

import backend.Backends;
import page.Page;
import page.Viewer;
import result.Cell;
import result.Ranking;
import result.Results;
import result.ResultsFile;

/// The last lines of a run: what was found, where it is, and what to type next.
///
/// @param command the command that a person types
/// @param left the scenarios that `--quick` leaves out
record Ending(Options options, String command, List<Invocation> scenarios, List<Invocation> left) {
  /// More tables than that, or more rows of one, are counted instead of named.
  private static final int NAMED = 3;

  /// @param stored whether every file could be written
  void print(PrintStream out, Results results, Store store, boolean stored) {
    if (options.quick) out.println(leftOut());
    out.println();
    out.println("Found: " + found(results) + ".");
    if (options.pipes() && store.files().findAny().isEmpty())
      out.println("Results: on standard output");
    else store.tell(results, out);
    if (stored) out.println(next(results, store));
  }

  /// In one sentence, the rows that may be best.
  private static String found(Results results) {
    var told = new ArrayList<String>();
    int open = 0;
    for (var variant : results.variants()) {
      var cells = variant.cells().stream().filter(Cell::ok).toList();
      var best = Ranking.mayBeBest(cells);
      if (!best.isEmpty()) told.add(variant.name() + ": " + named(best));
      else if (Ranking.of(cells).contenders().size() > 1) open++;
    }
    var parts = new ArrayList<>(told.subList(0, Math.min(NAMED, told.size())));
    if (told.size() > NAMED) parts.add(count(told.size() - NAMED, "more table") + " above");
    if (open > 0)
      parts.add("of %s it cannot be told yet which row is best".formatted(count(open, "table")));
    if (parts.isEmpty()) parts.add("nothing to compare");
    long failed = results.cells().stream().filter(cell -> cell.status().equals("failed")).count();
    if (failed > 0) parts.add(count((int) failed, "cell") + " failed");
    return String.join("; ", parts);
  }

  private static String named(List<String> best) {
    if (best.size() == 1) return best.getFirst() + " is best";
    int more = best.size() - NAMED;
    return String.join(", ", best.subList(0, Math.min(NAMED, best.size())))
        + (more > 0 ? " and %d more may be best".formatted(more) : " may be best");
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private String next(Results results, Store store) {
    var file = store.files().filter(ResultsFile::keeps).findFirst();
    if (file.isEmpty())
      return results.finished() == null
          ? "Next: stopped early. Add --json FILE, so that --resume can go on next time."
          : "Next: a file (--json FILE) is what ./jbang report, plot and compare read.";
    if (results.finished() == null)
      return "Next: stopped early. The same command with --resume measures the rest.";
    var page = file.get().resolveSibling("report.html");
    if (options.open) Page.write(page, results);
    var seen =
        options.open
            ? Viewer.open(page)
            : "Next: ./jbang report %s --html %s, for a browser".formatted(file.get(), page);
    return seen + (options.quick ? "; " + more() : ".");
  }

  /// The commands that measure what `--quick` left out.
  private String more() {
    return "%s --quick%s --backend all, or %s, for more."
        .formatted(command, left.isEmpty() ? "" : " --scenario all", command);
  }

  /// What `--quick` did not measure.
  private String leftOut() {
    var measured = options.backends().stream().map(Backends.Entry::id).toList();
    var others = Backends.ids().stream().filter(id -> !measured.contains(id)).toList();
    var parts = new ArrayList<String>();
    if (!left.isEmpty())
      parts.add(
          "scenarios "
              + left.stream().map(this::name).distinct().collect(Collectors.joining(", ")));
    if (!others.isEmpty()) parts.add("backends " + String.join(", ", others));
    parts.add("more processes per cell, which make intervals narrower");
    return "Left out: " + String.join("; ", parts) + ".";
  }

  /// The id alone is enough if no variant of the scenario was measured.
  private String name(Invocation scenario) {
    boolean other = scenarios.stream().anyMatch(one -> one.id().equals(scenario.id()));
    return other ? scenario.name() : scenario.id();
  }
}
