//SOURCES ../../Library.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import cli.Project;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Packages")
public class PackagesTest {

  /// From the bottom up: a package uses only packages that come before it in this list.
  private static final List<String> ORDER =
      List.of(
          "lib",
          "result",
          "cli",
          "lint",
          "chart",
          "machine",
          "http",
          "backend",
          "laws",
          "scenario",
          "worker",
          "process",
          "report",
          "export",
          "history",
          "semantics",
          "page",
          "run",
          "bench",
          "calibrate.baseline",
          "calibrate",
          "jmh",
          "test.support",
          "test.unit",
          "test.process",
          "test.docs",
          "test");

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+);");
  private static final Pattern SOURCE = Pattern.compile("(?m)^//SOURCES (.+)$");

  /// The files of lib/ that have a package, with their text.
  private static Map<Path, String> files() throws IOException {
    var files = new TreeMap<Path, String>();
    try (var all = Files.walk(Project.root().resolve("lib"))) {
      for (var file : all.filter(path -> path.toString().endsWith(".java")).toList()) {
        var text = Files.readString(file);
        if (PACKAGE.matcher(text).find()) files.put(file, text);
      }
    }
    return files;
  }

  /// The package in the list that contains this name; empty if the name is not from this project.
  private static Optional<String> room(String name) {
    return ORDER.stream()
        .filter(room -> name.equals(room) || name.startsWith(room + "."))
        .max(Comparator.comparingInt(String::length));
  }

  @Test
  @DisplayName("each uses only what stands before it")
  void packagesUseOnlyEarlierOnes() throws IOException {
    var wrong = new ArrayList<String>();
    files()
        .forEach((file, text) -> {
          var own = PACKAGE.matcher(text).results().findFirst().orElseThrow().group(1);
          int place = ORDER.indexOf(room(own).orElse(""));
          if (place < 0) wrong.add(own + " is not in the list");
          for (var used : IMPORT.matcher(text).results().map(found -> found.group(1)).toList())
            if (room(used).isPresent() && ORDER.indexOf(room(used).get()) > place)
              wrong.add(file.getFileName() + " in " + own + " uses " + used);
        });
    assertEquals(List.of(), wrong);
  }

  /// The `//SOURCES` of each file name the files that it uses. `fmt` writes these lines.
  @Test
  @DisplayName("no two files of lib/ need each other, directly or through others")
  void filesHaveNoCycles() throws IOException {
    var uses = new HashMap<Path, Set<Path>>();
    var files = files();
    files.forEach((file, text) ->
        uses.put(
            file,
            SOURCE
                .matcher(text)
                .results()
                .map(found -> file.resolveSibling(found.group(1)).normalize())
                .filter(files::containsKey)
                .collect(Collectors.toSet())));
    var circles = files.keySet().stream().filter(file -> reaches(uses, file, file)).toList();
    assertEquals(List.of(), circles);
  }

  private static boolean reaches(Map<Path, Set<Path>> uses, Path from, Path to) {
    var open = new ArrayDeque<>(uses.get(from));
    var seen = new HashSet<Path>();
    while (!open.isEmpty()) {
      var next = open.pop();
      if (next.equals(to)) return true;
      if (seen.add(next)) open.addAll(uses.get(next));
    }
    return false;
  }
}
