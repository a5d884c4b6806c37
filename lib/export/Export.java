//SOURCES ../result/Results.java

package export;

import java.nio.file.Path;
import java.util.Map;
import result.Results;

/// A form in which other programs read a run. What a results file says may be anything: each form
/// quotes it as its readers expect.
@FunctionalInterface
public interface Export {

  /// The whole run.
  String text(Results results);

  /// The files to write, with their text.
  ///
  /// @param out the place that was chosen; it is the file or, for a form of several files, their
  ///     folder
  default Map<Path, String> files(Results results, Path out) {
    return Map.of(out, text(results));
  }
}
