//SOURCES ../result/UserError.java

package cli;

import module java.base;

import result.UserError;

/// Finds the project's own files. A script does not get its own path, so this looks for the catalog
/// in the current folder and in those above it.
public final class Project {
  /// The version of the project, as in CHANGELOG.md.
  public static final String VERSION = "1.0.0";

  private Project() {}

  /// @throws UserError if the current folder is outside of the project
  public static Path root() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("jbang-catalog.json")))
        .findFirst()
        .orElseThrow(() ->
            new UserError(
                "No jbang-catalog.json here or above. Go to the project's folder and try again."));
  }
}
