//DEPS com.fasterxml.jackson.core:jackson-databind:2.22.4
//SOURCES Nullable.java

package result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/// One repetition of a scenario inside a worker process.
///
/// @param elapsedNs wall time of the measured section
/// @param ops units of work that were counted in it
/// @param cpuNs processor time that all threads of the process used in it; -1 if unknown
/// @param gcNs time that garbage collectors reported for it
/// @param allocatedBytes what Java threads allocated on the heap in it; null if nothing
///     counts that, and in files of earlier versions
/// @param values what the scenario itself reported, by metric name, in the unit of that metric;
///     files of earlier versions have none
public record Repetition(
    long elapsedNs,
    long ops,
    long cpuNs,
    long gcNs,
    @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) Long allocatedBytes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> values) {

  public Repetition {
    values = values == null ? Map.of() : values;
  }

  /// A repetition of a scenario that reports no values itself.
  public Repetition(long elapsedNs, long ops, long cpuNs, long gcNs) {
    this(elapsedNs, ops, cpuNs, gcNs, null, Map.of());
  }
}
