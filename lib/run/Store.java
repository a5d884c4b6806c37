//SOURCES ../result/Results.java
//SOURCES ../result/ResultsFile.java
//SOURCES ../result/UserError.java

package run;

import module java.base;

import result.Results;
import result.ResultsFile;
import result.UserError;

/// The files of a run's results. They are rewritten after each worker, so that nothing measured is
/// lost.
final class Store {
  private final Path out;
  private final Path json;
  private UserError unwritten;
  private boolean writable;
  private boolean warned;

  /// @param out folder for `latest.json` and a dated copy, or null
  /// @param json another file for the results, or null
  Store(Path out, Path json) {
    this.out = out;
    this.json = json;
  }

  Stream<Path> files() {
    return Stream.concat(
        Stream.ofNullable(out).map(folder -> folder.resolve("latest.json")),
        Stream.ofNullable(json));
  }

  /// What a device or a FIFO is given cannot be replaced: it gets the last results alone.
  ///
  /// @throws UserError if a place cannot be written at the very first
  void put(Results results) {
    unwritten = null;
    files().filter(ResultsFile::keeps).forEach(file -> write(file, results));
    writable = true;
  }

  /// A file that could be written at first may be on a full disk now. This does not end the run,
  /// which tries again after each worker.
  private void write(Path file, Results results) {
    try {
      ResultsFile.write(file, results);
    } catch (UserError e) {
      if (!writable) throw e;
      unwritten = e;
      if (!warned) System.err.println(e.getMessage() + " Meanwhile, measuring goes on.");
      warned = true;
    }
  }

  /// Stores the results for the last time.
  ///
  /// @return whether every file was written
  boolean finish(Results results) {
    put(results);
    files().filter(file -> !ResultsFile.keeps(file)).forEach(file -> write(file, results));
    if (out != null && results.finished() != null)
      write(out.resolve(results.started().replace(':', '-') + ".json"), results);
    return unwritten == null;
  }

  /// Tells where the results are: if need be, in the system's folder for temporary files.
  void tell(Results results, PrintStream out) {
    if (unwritten != null) rescue(results, out);
    else if (files().findAny().isEmpty()) out.println("Results: only these tables");
    else out.println("Results: " + files().map(Path::toString).collect(Collectors.joining(", ")));
  }

  private void rescue(Results results, PrintStream out) {
    System.err.println(unwritten.getMessage());
    var folder = Path.of(System.getProperty("java.io.tmpdir"));
    var file = folder.resolve("results-" + UUID.randomUUID() + ".json");
    try {
      ResultsFile.write(file, results);
      out.println("Results: " + file);
    } catch (UserError e) {
      System.err.println(e.getMessage());
    }
  }
}
