//SOURCES Commands.java

package process;

import module java.base;

/// The Python interpreters of this machine.
final class Interpreters {
  private static final Duration PROBE = Duration.ofMinutes(1);
  private static final int LEAST_MINOR = 11;
  private static final int NEWEST_MINOR = 14;

  private Interpreters() {}

  /// @param version "3.13.0"
  record Found(Path path, String version) {
    private int part(int at) {
      return Integer.parseInt(version.split("\\.")[at]);
    }

    /// Whether the workers can run on it.
    boolean fits() {
      return part(0) == 3 && part(1) >= LEAST_MINOR;
    }
  }

  /// The newest interpreter that answers, whether it is suitable or not.
  ///
  /// @param named the only interpreter to look at, or null for all. If it is the name of a release,
  ///     such as `python3.13`, and its name on PATH is a shim that refuses to run, that release is
  ///     looked for among all interpreters
  static Optional<Found> newest(Path named) {
    if (named == null) return newest(candidates(), "");
    var found = newest(Stream.of(named.toString()), "");
    return found.isEmpty() && named.toString().matches("python3\\.\\d+")
        ? newest(candidates(), named.toString().substring("python".length()) + ".")
        : found;
  }

  /// @param release the beginning of the version
  private static Optional<Found> newest(Stream<String> candidates, String release) {
    // Shims take a while to answer, so all are asked in parallel.
    return candidates.toList().parallelStream()
        .flatMap(candidate -> probe(candidate).stream())
        .filter(found -> found.version.startsWith(release))
        .max(
            Comparator.<Found>comparingInt(found -> found.part(0))
                .thenComparingInt(found -> found.part(1)));
  }

  /// Programs on PATH, and the interpreters that pyenv keeps without putting them on PATH. Shims of
  /// pyenv are left out: each is some sixty short processes, and names one of those interpreters.
  private static Stream<String> candidates() {
    var shims = pyenv().resolve("shims");
    var names =
        IntStream.rangeClosed(LEAST_MINOR, NEWEST_MINOR).mapToObj(minor -> "python3." + minor);
    var onPath =
        Stream.concat(Stream.of("python3", "python"), names)
            .flatMap(
                name -> Commands.onPath(name).filter(path -> !path.startsWith(shims)).limit(1));
    return Stream.concat(onPath, kept()).map(Path::toString);
  }

  private static Path pyenv() {
    var root = System.getenv("PYENV_ROOT");
    return root == null ? Path.of(System.getProperty("user.home"), ".pyenv") : Path.of(root);
  }

  private static Stream<Path> kept() {
    try (var versions = Files.list(pyenv().resolve("versions"))) {
      return versions
          .filter(version -> version.getFileName().toString().matches("3\\.1[1-9]\\.\\d+"))
          .map(version -> version.resolve("bin/python3"))
          .toList()
          .stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /// There may be no program of that name, or it may be a shim that refuses to run.
  private static Optional<Found> probe(String candidate) {
    var asked =
        Commands.run(
            PROBE,
            candidate,
            "-c",
            "import sys; print(sys.executable); print('%d.%d.%d' % sys.version_info[:3])");
    var lines = asked.out().strip().split("\\R");
    return asked.ok() && lines.length == 2
        ? Optional.of(new Found(Path.of(lines[0]), lines[1]))
        : Optional.empty();
  }
}
