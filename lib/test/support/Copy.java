//SOURCES Command.java

package test.support;

import module java.base;

import org.opentest4j.TestAbortedException;

/// A copy of the project as a clone has it, for tests that change the project or leave files in it.
/// Results that a person measured in the project stay there and are not copied.
///
/// @param folder of the copy
public record Copy(Path folder) {
  private static final Set<String> OWN = Set.of(".git", "results", "plots");

  /// @param to the folder, which is created
  public static Copy of(Path project, Path to) throws IOException {
    try (var files = Files.walk(project)) {
      for (var file : files.toList()) {
        var path = project.relativize(file);
        if (!OWN.contains(path.getName(0).toString()))
          Files.copy(file, to.resolve(path), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return new Copy(to);
  }

  /// Lets the aliases of the copy start the scripts of the project. They are the same, and they
  /// have been built.
  public Copy withScriptsOf(Path project) throws IOException {
    var catalog = file("jbang-catalog.json");
    var scripts = "\"" + project.resolve("scripts") + "/";
    Files.writeString(catalog, Files.readString(catalog).replace("\"scripts/", scripts));
    return this;
  }

  public Path file(String path) {
    return folder.resolve(path);
  }

  /// Runs `./jbang` with these arguments.
  public Command jbang(String... args) {
    Command.build(args[0]);
    return Command.jbangIn(folder, args);
  }

  /// Puts the copy under version control and commits all of it.
  ///
  /// @throws TestAbortedException if there is no git
  public Copy underGit() {
    git("init", "--quiet", "--template=");
    git("add", "--all");
    git("-c", "user.name=A", "-c", "user.email=a@example.invalid", "commit", "-qm", "All of it");
    return this;
  }

  /// The paths that differ from the commit. New files are included, ignored files are not.
  public List<String> changed() {
    return git("status", "--porcelain", "--untracked-files=all", "--no-renames")
        .out()
        .lines()
        .map(line -> line.substring(3))
        .sorted()
        .toList();
  }

  /// Restores the committed state.
  public void restore() {
    git("reset", "--quiet", "--hard");
    git("clean", "-qfd");
  }

  /// Runs git independently of a person's settings. It works inside a git hook as well.
  private Command git(String... args) {
    var environment =
        Map.of(
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_SYSTEM", "/dev/null",
            "GIT_DIR", folder.resolve(".git").toString(),
            "GIT_WORK_TREE", folder.toString(),
            "GIT_INDEX_FILE", "",
            "GIT_OBJECT_DIRECTORY", "");
    if (Command.run(Map.of(), "", "sh", "-c", "command -v git").exit() != 0)
      throw new TestAbortedException("no git");
    var line = Stream.concat(Stream.of("git"), Stream.of(args)).toArray(String[]::new);
    return Command.start(folder, environment, line).end("").exits(0);
  }
}
