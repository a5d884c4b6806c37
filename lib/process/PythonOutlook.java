//SOURCES ../backend/Backends.java

package process;

import module java.base;

import backend.Backends;

/// What a run would find of Python.
///
/// @param interpreter null if none is suitable
/// @param version of the interpreter, "3.13.0", or "none"
/// @param missing releases that would have to be fetched, such as "trio==0.35.0"
/// @param folder where those releases would be kept
/// @param lacks why there is no interpreter, or why the libraries could not be installed the last
///     time; null if neither is the case
public record PythonOutlook(
    Path interpreter, String version, List<String> missing, Path folder, String lacks) {

  /// Whether a backend can run, or why not.
  public String of(Backends.Entry backend) {
    if (interpreter == null) return "unavailable: " + lacks;
    if (missing.stream().noneMatch(release -> imports(backend, release))) return "ready";
    return lacks == null
        ? "fetched at the first run"
        : "could not be installed the last time: " + lacks;
  }

  /// The name of a backend says which libraries it imports: `anyio-trio` imports both.
  private static boolean imports(Backends.Entry backend, String release) {
    return List.of(backend.id().split("-")).contains(release.split("==")[0]);
  }

  /// The interpreter and where its libraries are, in words.
  public String words() {
    if (interpreter == null) return lacks;
    return interpreter
        + (missing.isEmpty()
            ? ""
            : ", without "
                + String.join(" ", missing)
                + ": a run fetches all it needs into "
                + folder);
  }
}
