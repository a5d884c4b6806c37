//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backends;
import cli.Project;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import process.Python;
import test.support.Command;

/// The table of primitives in docs/libraries.md: each name in it exists in the release that is
/// measured.
@DisplayName("Primitives")
public class PrimitivesTest {
  private static final String HEADING = "## Concurrency primitives at a glance\n";
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w-]+)` \\|(.*)\\|$");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final Pattern PLACES = Pattern.compile("(?m)^([\\w-]+): (.+)$");

  private static final String LOOK =
      """
      import importlib, sys
      for name in sys.argv[1:]:
          module, *path = name.split(".")
          try:
              thing = importlib.import_module(module)
              for part in path:
                  thing = getattr(thing, part)
          except (AttributeError, ImportError):
              print(name)
      """;

  /// The section, up to the next heading.
  private static String section() throws IOException {
    var text = Files.readString(Project.root().resolve("docs/libraries.md"));
    return text.substring(text.indexOf(HEADING) + HEADING.length()).split("\n## ", 2)[0];
  }

  private static Stream<MatchResult> rows() throws IOException {
    return ROW.matcher(section()).results();
  }

  /// The places in which the names of each JVM row are looked up: packages, and classes whose
  /// members they are.
  private static Map<String, List<String>> places() throws IOException {
    var places = new HashMap<String, List<String>>();
    PLACES
        .matcher(Files.readString(Project.root().resolve("lib/test/docs/primitives.txt")))
        .results()
        .forEach(line -> places.put(line.group(1), List.of(line.group(2).split(" "))));
    return places;
  }

  /// The names in these cells that do not exist on the class path or in Python's modules.
  private static List<String> missing(String cells, List<String> places) {
    var names = NAME.matcher(cells).results().map(name -> name.group(1)).distinct().toList();
    if (places != null)
      return names.stream()
          .filter(name -> places.stream().noneMatch(place -> exists(name, place)))
          .toList();
    var command = new ArrayList<>(List.of(Python.here(null).interpreter().toString(), "-c", LOOK));
    command.addAll(names);
    return Command.run(Map.of(), "", command.toArray(String[]::new))
        .exits(0)
        .out()
        .lines()
        .toList();
  }

  private static boolean exists(String name, String place) {
    var parts = name.split("\\.");
    var type = load(place);
    int next = 0;
    if (type == null) type = load(place + "." + parts[next++]);
    if (type == null) return false;
    while (next < parts.length) {
      var inner = load(type.getName() + "$" + parts[next]);
      if (inner == null) break;
      type = inner;
      next++;
    }
    return next == parts.length || next == parts.length - 1 && member(type, parts[next]);
  }

  /// Whether the class has this member. Members of a Scala companion object count as well.
  private static boolean member(Class<?> type, String name) {
    return Stream.of(type, load(type.getName() + "$"))
        .flatMap(one ->
            one == null
                ? Stream.of()
                : Stream.concat(
                    Arrays.stream(one.getMethods()).map(Method::getName),
                    Arrays.stream(one.getFields()).map(Field::getName)))
        .anyMatch(name::equals);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PrimitivesTest.class.getClassLoader());
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      return null;
    }
  }

  @Test
  @DisplayName("has a row of eight cells for every library, none of them empty")
  void everyLibraryHasFullRow() throws IOException {
    var ids = rows().map(row -> row.group(1)).toList();
    for (var id : Backends.ids())
      assertTrue(id.equals("bare") || ids.stream().anyMatch(id::startsWith), id);
    for (var row : rows().toList()) {
      var cells = row.group(2).split("\\|");
      assertEquals(7, cells.length, row.group());
      for (var cell : cells) assertTrue(!cell.isBlank(), row.group());
    }
  }

  @Test
  @DisplayName("has no name that is not there")
  void everyNameExists() throws IOException {
    var places = places();
    var missing = new TreeMap<String, List<String>>();
    var python = new StringBuilder();
    for (var row : rows().toList()) {
      if (places.containsKey(row.group(1)))
        missing.put(row.group(1), missing(row.group(2), places.get(row.group(1))));
      else python.append(row.group(2));
    }
    missing.put("python", missing(python.toString(), null));
    missing.values().removeIf(List::isEmpty);
    assertEquals(Map.of(), missing);
  }

  @Test
  @DisplayName("finds what is wrong")
  void wrongNamesAreFound() throws IOException {
    var places = places();
    assertEquals(
        List.of("Mono.timeOut", "Momo", "Mono.timeout.not"),
        missing(
            "`Mono.timeOut`, `Momo`, `Mono.timeout`, `Mono.timeout.not`", places.get("reactor")));
    assertEquals(
        List.of("lunch", "Mutex.lok"),
        missing("`launch` `lunch` `Mutex.lok` `Mutex.lock`", places.get("kotlin-coroutines")));
    assertEquals(
        List.of("IO.begin", "Fiber.stop"),
        missing("`IO.start` `IO.begin` `Fiber.stop` `IO.sleep`", places.get("cats-effect")));
    assertEquals(
        List.of("trio.lock", "tiro.Lock"), missing("`trio.Lock` `trio.lock` `tiro.Lock`", null));
  }
}
