//SOURCES ../result/Cell.java
//SOURCES ../result/Results.java

package page;

import module java.base;

import result.Cell;
import result.Results;

/// The command that measures a row again.
final class Remeasure {
  private Remeasure() {}

  static String command(Results results, Cell cell) {
    var words = new ArrayList<String>();
    words.add("./jbang");
    words.add(cell.scenario().replace('_', '-'));
    words.add("--backend=" + cell.backend());
    cell.params().forEach((name, value) -> words.add("--" + name + "=" + value));
    var config = results.config();
    words.add("--rounds=" + Math.max(1, cell.rounds().size()));
    words.add("--seed=" + config.seed());
    if (config.quick()) words.add("--quick");
    if (config.cpus() != null) words.add("--cpus=" + config.cpus());
    for (var argument : config.jvmArgs()) words.add("--jvm-arg=" + argument);
    return words.stream().map(Remeasure::quoted).collect(Collectors.joining(" "));
  }

  /// A shell takes it as one word, whatever is in it: the page may show a file of somebody else.
  private static String quoted(String word) {
    return word.matches("[\\w./:=,%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
