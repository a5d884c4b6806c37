//SOURCES Chapter.java
//SOURCES Edition.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Comparison.java
//SOURCES ../result/Results.java

package page;

import module java.base;

import result.Cell;
import result.Comparison;
import result.Results;

/// What the script of the page looks up. Every verdict is here in words, as the project's own
/// {@link Comparison} gives it, so that the script decides nothing.
record Data(Edition edition) {

  Map<String, Object> json() {
    var results = edition.results();
    return Map.of(
        "schema", Results.SCHEMA,
        "host", results.host(),
        "started", results.started(),
        "needs", edition.guarantees().needs(),
        "backends", edition.backends().stream().map(this::backend).toList(),
        "tables", edition.chapters().stream().map(this::table).toList());
  }

  private Map<String, Object> backend(String id) {
    var cell = edition.cell(id);
    var all = new LinkedHashMap<String, Object>();
    all.put("id", id);
    all.put("runtime", cell.runtime());
    all.put("kind", cell.kind());
    all.put("library", cell.library());
    all.put("version", cell.version());
    all.put("tuned", cell.tuned());
    all.put("answers", edition.guarantees().answers(id));
    return all;
  }

  private Map<String, Object> table(Chapter chapter) {
    var all = new LinkedHashMap<String, Object>();
    all.put("id", chapter.id());
    all.put("scenario", chapter.scenario());
    all.put("name", chapter.variant().name());
    all.put("params", chapter.variant().params());
    if (chapter.metric() == null) return all;
    var first = chapter.rows().getFirst().cell();
    all.put("metric", first.headline());
    all.put("unit", chapter.metric().unit());
    all.put("higher", chapter.metric().higherIsBetter());
    all.put("ops", edition.adapters().used(chapter.scenario()));
    all.put("rows", chapter.rows().stream().map(row -> row(row.cell())).toList());
    all.put("ranked", chapter.rows().stream().map(row -> ranked(chapter, row.cell())).toList());
    all.put("pairs", chapter.pairs().stream().map(Data::words).toList());
    return all;
  }

  private static boolean ranked(Chapter chapter, Cell cell) {
    return chapter.ranking().contenders().contains(cell);
  }

  /// The backend's number, and the headline with its interval.
  private List<Object> row(Cell cell) {
    var metric = Chapter.headline(cell);
    return Arrays.asList(
        edition.number(cell.backend()), metric.value(), metric.low(), metric.high());
  }

  /// What is said of a row compared with each of the others.
  private static List<String> words(List<Comparison> pairs) {
    return pairs.stream()
        .map(pair -> pair.left().equals(pair.right()) ? "" : pair.words())
        .toList();
  }
}
