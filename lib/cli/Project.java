//SOURCES ../result/UserError.java

package cli;

import module java.base;

import result.UserError;

/// Where the project's own files are. A script is not told its own path, so the catalog is looked
/// for here and above.
public final class Project {
  /// Of the project, as in CHANGELOG.md.
  public static final String VERSION = "1.0.0";

  private Project() {}

  /// @throws UserError outside of the project
  public static Path root() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("jbang-catalog.json")))
        .findFirst()
        .orElseThrow(() ->
            new UserError(
                "No jbang-catalog.json here or above. Go to the project's folder and try again."));
  }
}
