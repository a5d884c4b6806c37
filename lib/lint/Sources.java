package lint;

import module java.base;

/// Computes the `//SOURCES` of a library file: every file of the project whose type its code names,
/// and no other. A file that includes `Library.java` gets all packages from there, so it lists only
/// files of its own folder.
public final class Sources {
  private static final String DIRECTIVE = "//SOURCES ";
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+)");
  private static final Pattern IGNORED =
      Pattern.compile(
          "(?s)\"\"\".*?(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'"
              + "|//[^\\n]*|/\\*.*?\\*/");

  private Sources() {}

  /// The source with the `//SOURCES` that it needs, sorted, in place of those that it has. A script
  /// is returned unchanged.
  ///
  /// @param file path of the source, to find the files beside it
  /// @throws IOException if the folder cannot be read
  public static String mended(Path file, String source) throws IOException {
    var found = PACKAGE.matcher(source);
    if (!found.find()) return source;
    var lines = new ArrayList<>(source.lines().toList());
    var given = lines.stream().filter(line -> line.startsWith(DIRECTIVE)).toList();
    var wanted = wanted(file.toAbsolutePath().normalize(), found.group(1), source, given);
    if (wanted.equals(given)) return source;
    int at = lines.indexOf(given.isEmpty() ? "" : given.getFirst());
    if (given.isEmpty()) at = (int) lines.stream().takeWhile(l -> l.startsWith("//")).count();
    lines.removeAll(given);
    lines.addAll(at, wanted);
    if (given.isEmpty() && at == 0) lines.add(wanted.size(), "");
    return String.join("\n", lines) + "\n";
  }

  private static List<String> wanted(Path file, String name, String source, List<String> given)
      throws IOException {
    var root = file.getParent();
    for (var _ : name.split("\\.")) root = root.getParent();
    var kept =
        given.stream()
            .map(line -> line.substring(DIRECTIVE.length()).strip())
            .filter(path -> isLibrary(path) || !isPackaged(file.resolveSibling(path)))
            .toList();
    boolean library = kept.stream().anyMatch(Sources::isLibrary);
    var code = IGNORED.matcher(source).replaceAll(" ");
    var used = beside(file, code);
    // The library includes all of lib/ except the tests.
    var tests = root.resolve("test");
    used.addAll(
        imported(root, code).stream().filter(one -> !library || one.startsWith(tests)).toList());
    used.remove(file);
    var folder = file.getParent();
    return Stream.concat(used.stream().map(one -> folder.relativize(one).toString()), kept.stream())
        .distinct()
        .sorted(Comparator.comparing((String path) -> path.startsWith("..")).thenComparing(p -> p))
        .map(path -> DIRECTIVE + path)
        .toList();
  }

  private static boolean isLibrary(String path) {
    return path.endsWith("Library.java");
  }

  /// Whether it is a file of the library. A file without a package may be anything.
  private static boolean isPackaged(Path file) {
    try {
      return PACKAGE.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      return false;
    }
  }

  /// Files of the same folder whose type the code names.
  private static Set<Path> beside(Path file, String code) throws IOException {
    var words = Pattern.compile("(?<![\\w.])[A-Z]\\w*").matcher(code).results();
    var named = words.map(MatchResult::group).collect(Collectors.toSet());
    try (var files = Files.list(file.getParent())) {
      return files
          .filter(one -> one.toString().endsWith(".java"))
          .filter(one -> named.contains(one.getFileName().toString().replace(".java", "")))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /// Files of the types that the code imports, or whose members it imports.
  private static Set<Path> imported(Path root, String code) {
    var files = new TreeSet<Path>();
    for (var found : IMPORT.matcher(code).results().toList()) {
      var path = root;
      for (var part : found.group(1).split("\\.")) {
        var file = path.resolve(part + ".java");
        if (Files.isRegularFile(file)) {
          files.add(file);
          break;
        }
        path = path.resolve(part);
      }
    }
    return files;
  }
}
