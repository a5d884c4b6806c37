//SOURCES ../result/Cell.java
//SOURCES ../result/Variant.java

package run;

import java.util.List;
import java.util.Map;
import result.Cell;
import result.Variant;

/// A scenario as a run measures it: its script with these arguments.
///
/// @param id the scenario's main class
/// @param about one line for `--list`
/// @param args the arguments that a person gave the script, which each worker gets too
/// @param params the parameters that distinguish this invocation from others of the same scenario;
///     empty if it is the only one
public record Invocation(String id, String about, List<String> args, Map<String, String> params) {
  public String name() {
    return Variant.name(id, params);
  }

  /// The same invocation, as the only one of its scenario.
  public Invocation alone() {
    return new Invocation(id, about, args, Map.of());
  }

  /// Whether the numbers of the cell come from this invocation, in this run or in an earlier one.
  public boolean measures(Cell cell) {
    return cell.scenario().equals(id) && Variant.contains(cell.params(), params);
  }
}
