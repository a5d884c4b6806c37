//SOURCES ../cli/Project.java
//SOURCES ../result/UserError.java

package page;

import module java.base;

import cli.Project;
import result.UserError;

/// The adapters' own lines, as they stand in the project's files. What is not found is left out:
/// a page can be written of results whose adapters are gone.
final class Adapters {
  /// The operations that say how a library works, in the order of pages.
  private static final List<String> OPERATIONS =
      List.of(
          "all",
          "sleep",
          "repeat",
          "onCancel",
          "on_cancel",
          "blocking",
          "blockingCall",
          "timeout",
          "race",
          "channel",
          "stream",
          "limiter",
          "local",
          "http");

  /// How often the file of a base class is searched in turn.
  private static final int MOST_PARENTS = 4;

  private static final String PYTHON = "lib/python/";
  private static final String PYTHON_LIST = PYTHON + "backends.py";

  /// @param file within the project
  record Lines(String file, String text) {}

  private final Path root;
  private final Map<String, Map<String, Lines>> known = new HashMap<>();

  private Adapters(Path root) {
    this.root = root;
  }

  /// Those of the project in whose folder this process runs.
  static Adapters here() {
    try {
      return new Adapters(Project.root());
    } catch (UserError e) {
      return new Adapters(null);
    }
  }

  /// The file of an adapter within the project, such as `lib/backend/Netty.java`.
  Optional<String> file(String backend) {
    return java("lib/backend/", "Backends", backend)
        .or(() -> made(backend).flatMap(name -> imported(name, read(PYTHON_LIST).orElse(""))));
  }

  /// The lines of each operation that the adapter, or a class that it extends, writes.
  Map<String, Lines> operations(String backend) {
    return known.computeIfAbsent(backend, this::find);
  }

  private Map<String, Lines> find(String backend) {
    var files = Stream.of(file(backend), plain(backend)).flatMap(Optional::stream).toList();
    var found = new LinkedHashMap<String, Lines>();
    for (var name : OPERATIONS)
      for (var file : files)
        lines(file, name, MOST_PARENTS).ifPresent(lines -> found.putIfAbsent(name, lines));
    return found;
  }

  /// The adapter's file and, of a scenario's operations, the names beside the files that have their
  /// lines: "lib/backend/Netty.java: all, sleep; lib/backend/plain/PlainNetty.java: channel".
  String words(String backend, String scenario) {
    var files = new LinkedHashMap<String, List<String>>();
    for (var name : used(scenario)) {
      var lines = operations(backend).get(name);
      if (lines != null) files.computeIfAbsent(lines.file, _ -> new ArrayList<>()).add(name);
    }
    if (files.isEmpty()) return file(backend).orElse("not in this project");
    return files.entrySet().stream()
        .map(file -> file.getKey() + ": " + String.join(", ", file.getValue()))
        .collect(Collectors.joining("; "));
  }

  /// The operations of {@link #operations} that a scenario uses: its script, and what the script
  /// imports of the scenarios' own classes.
  List<String> used(String scenario) {
    var script = read("scripts/" + scenario + ".java").orElse("");
    var imported =
        Pattern.compile("import scenario\\.(\\w+);")
            .matcher(script)
            .results()
            .map(found -> read("lib/scenario/" + found.group(1) + ".java").orElse(""));
    var text = Stream.concat(Stream.of(script), imported).collect(Collectors.joining());
    return OPERATIONS.stream()
        .filter(name -> {
          var inJava = name.equals("on_cancel") ? "onCancel" : name;
          return Pattern.compile("\\bon(\\.|::)" + inJava + "\\b").matcher(text).find();
        })
        .toList();
  }

  /// The file of what a library has beyond the operations of every backend.
  private Optional<String> plain(String backend) {
    return java("lib/backend/plain/", "PlainBackends", backend)
        .or(() -> {
          var list = read(PYTHON + "plain_backends.py").orElse("");
          return made(backend)
              .flatMap(name -> first(Pattern.compile("\\b" + name + ": (\\w+)"), list))
              .flatMap(name -> imported(name, list));
        });
  }

  /// The file of the class of which a list in the same folder makes the backend.
  private Optional<String> java(String folder, String list, String backend) {
    var made =
        Pattern.compile("\"" + Pattern.quote(backend) + "\",[\\s\\S]*?\\(\\) -> (?:new )?(\\w+)");
    return first(made, read(folder + list + ".java").orElse(""))
        .map(name -> folder + name + ".java")
        .filter(this::exists);
  }

  /// The name of the class of which Python's list makes the backend.
  private Optional<String> made(String backend) {
    var made = Pattern.compile("\"" + Pattern.quote(backend) + "\": (?:partial\\()?(\\w+)");
    return first(made, read(PYTHON_LIST).orElse(""));
  }

  /// The file of the module from which a program of Python imports a name.
  private Optional<String> imported(String name, String program) {
    return first(Pattern.compile("from (\\w+) import .*\\b" + name + "\\b"), program)
        .map(module -> PYTHON + module + ".py")
        .filter(this::exists);
  }

  private Optional<Lines> lines(String file, String operation, int parents) {
    var text = read(file).orElse("");
    boolean java = file.endsWith(".java");
    var own =
        java
            ? "(?m)^  (?:public |default )?[\\w<>\\[\\], ?.]+ " + operation + "\\([\\s\\S]*?^  \\}$"
            : "(?m)^    (?:async )?def "
                + operation
                + "\\(.*\\n(?:(?: {5,}.*)?\\n)*?(?=^ {0,4}\\S|\\z)";
    var found = Pattern.compile(own).matcher(text);
    if (found.find())
      return Optional.of(new Lines(file, java ? found.group().stripIndent() : bare(found.group())));
    if (parents == 0) return Optional.empty();
    return parents(file, text).stream()
        .map(parent -> lines(parent, operation, parents - 1))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// Without the documentation of the function.
  private static String bare(String python) {
    return python.replaceFirst("(?s)\\n\\s*\"\"\".*?\"\"\"", "").stripIndent().stripTrailing();
  }

  /// The files of the types that a class extends or implements.
  private List<String> parents(String file, String text) {
    var folder = file.substring(0, file.lastIndexOf('/') + 1);
    if (file.endsWith(".java"))
      return Pattern.compile("(?m)^public .*?(?:extends|implements) (.*)\\{")
          .matcher(text)
          .results()
          .flatMap(found -> Pattern.compile("\\w+").matcher(found.group(1)).results())
          .map(name -> folder + name.group() + ".java")
          .filter(path -> !path.endsWith("/Backend.java") && exists(path))
          .toList();
    return Pattern.compile("(?m)^class \\w+\\((\\w+)\\)")
        .matcher(text)
        .results()
        .flatMap(found -> imported(found.group(1), text).stream())
        .distinct()
        .toList();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).findFirst();
  }

  private boolean exists(String file) {
    return root != null && Files.isRegularFile(root.resolve(file));
  }

  /// @param file within the project; a name from a results file leads nowhere else
  private Optional<String> read(String file) {
    if (!file.matches("[\\w./]+") || file.contains("..") || !exists(file)) return Optional.empty();
    try {
      return Optional.of(Files.readString(root.resolve(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
