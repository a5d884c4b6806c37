//SOURCES Adapters.java
//SOURCES Chapter.java
//SOURCES Guarantees.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Results.java

package page;

import module java.base;

import result.Cell;
import result.Results;

/// What one page is made of.
///
/// @param backends every backend of the results, in the order of the file; a part of the page names
///     a backend by its place
/// @param chapters the tables
record Edition(
    Results results,
    Guarantees guarantees,
    Adapters adapters,
    List<String> backends,
    List<Chapter> chapters) {

  static Edition of(Results results, Guarantees guarantees) {
    var variants = results.variants();
    return new Edition(
        results,
        guarantees,
        Adapters.here(),
        results.cells().stream().map(Cell::backend).distinct().toList(),
        IntStream.range(0, variants.size())
            .mapToObj(i -> Chapter.of(i + 1, variants.get(i)))
            .toList());
  }

  int number(String backend) {
    return backends.indexOf(backend);
  }

  /// A cell of the backend, with numbers if there is one.
  Cell cell(String backend) {
    return results.cells().stream()
        .filter(cell -> cell.backend().equals(backend))
        .max(Comparator.comparing(Cell::ok))
        .orElseThrow();
  }

  /// The words of a kind, without repetition, in the order of the file.
  List<String> all(Function<Cell, String> word) {
    return results.cells().stream().map(word).filter(Objects::nonNull).distinct().toList();
  }
}
