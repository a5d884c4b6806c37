package lint;

import module java.base;

/// The JBang directives of one source file (`//JAVA 25`, `//DEPS …`) and what is wrong with them.
///
/// JBang silently ignores a directive that it does not understand. So a typo shows only when the
/// script runs on somebody else's machine. This check shows it at once. A file with a package is a
/// library file; any other file is a script. The check reads only one thing from the disk: whether
/// included files exist.
///
/// @param file path of the source; `//SOURCES` and `//FILES` are relative to its folder
/// @param lines of the source
public record Directives(Path file, List<String> lines) {

  /// A problem that must be fixed by hand.
  ///
  /// @param line counted from 1
  /// @param message what was given, what is allowed, and what to type
  public record Problem(Path file, int line, String message) {
    @Override
    public String toString() {
      return file + ":" + line + ": " + message;
    }
  }

  private record Directive(String name, String value) {
    static Stream<Directive> of(String line) {
      var found = DIRECTIVE.matcher(line).results();
      return found.map(m -> new Directive(m.group(1), Objects.requireNonNullElse(m.group(2), "")));
    }

    Stream<String> values() {
      return VALUE.matcher(value).results().map(MatchResult::group);
    }

    /// What may occur only once: an artifact in any version, a file, an option, or the name itself.
    List<String> keys() {
      if (SCRIPT_ONLY.contains(name)) return List.of(name);
      if (!name.matches("DEPS|SOURCES|FILES|REPOS")) return List.of(value);
      return values().map(v -> v.replaceFirst("^([\\w.-]+:[\\w.-]+):[^:@]*", "$1")).toList();
    }

    boolean repeats(Directive other) {
      return name.equals(other.name) && !Collections.disjoint(keys(), other.keys());
    }
  }

  /// The lines that a script begins with, in this order: as regular expressions, and in words.
  private static final List<String> BEGINNING =
      List.of(
          "///usr/.*", "//JAVA\\b.*", "//PREVIEW", "//DESCRIPTION.*", "//[A-Z_]{2,}\\b.*", "///.*");

  private static final List<String> NEEDED =
      List.of("///usr/bin/env jbang \"$0\" \"$@\" ; exit $?", "//JAVA ", "//DESCRIPTION ", "/// ");

  private static final String ORDER =
      "a script begins with shebang, //JAVA 25, //PREVIEW if it must, //DESCRIPTION and a sentence,"
          + " other directives, a /// paragraph";

  /// The constants of `dev.jbang.source.parser.Directives.Names` in JBang 0.132.1.
  private static final String KNOWN =
      "JAVA|PREVIEW|DESCRIPTION|DEPS|SOURCES|FILES|REPOS|COMPILE_OPTIONS|JAVAC_OPTIONS"
          + "|RUNTIME_OPTIONS|JAVA_OPTIONS|NATIVE_OPTIONS|MAIN|MODULE|GAV|DOCS|CDS|MANIFEST"
          + "|JAVAAGENT|NOINTEGRATIONS|GROOVY|KOTLIN";

  /// JBang takes these directives from the script and ignores them in the files that it includes.
  private static final Set<String> SCRIPT_ONLY =
      Set.of("JAVA", "PREVIEW", "DESCRIPTION", "MAIN", "MODULE", "GAV");

  /// A directive as JBang parses it. It begins in column 0, and slashes between blanks start a
  /// comment.
  private static final Pattern DIRECTIVE =
      Pattern.compile("^//(" + KNOWN + ")(?:\\s+(.*?))?\\s*(?:\\s//\\s.*)?$");

  /// A comment that JBang ignores although it looks like a directive: any other name in capitals,
  /// or a known name that is indented, comes after a blank, or has the wrong case.
  private static final Pattern IGNORED =
      Pattern.compile(
          "^//[A-Z_]{2,}\\b|^\\s*//(\\s*(%1$s)|/?(?i:%1$s))(?![\\w-])".formatted(KNOWN));

  /// JBang splits values at blanks, commas and semicolons. Here, a version range stays in one
  /// piece.
  private static final Pattern VALUE = Pattern.compile("[^\\s,;\"'\\[(]+([\\[(][^])]*[])]?)?");

  private static final Pattern EXACT =
      Pattern.compile("[\\w.-]+:[\\w.-]+:(?=[^:@]*\\d)[\\w.-]++(?<!SNAPSHOT)(:[\\w.-]+)?(@\\w+)?");

  private static final Pattern HEADER =
      Pattern.compile("(?m)((//.*|\\h*)\\R)*(///usr/.*|//[A-Z_]{2,}\\b.*)(\\s*^///.*(\\R///.*)*)?");

  /// The most columns of a line of code, and so of a comment.
  private static final int WIDTH = 100;

  /// Reads a file.
  ///
  /// @throws IOException if the file cannot be read, or is not UTF-8
  public static Directives of(Path file) throws IOException {
    return new Directives(file, Files.readAllLines(file));
  }

  /// The top of a source: shebang, directives and the `///` paragraph under them. A formatter must
  /// not change it. Empty if there is no directive.
  public static String header(String source) {
    var header = HEADER.matcher(source);
    return header.lookingAt() ? header.group() : "";
  }

  /// All problems of the file, from top to bottom.
  public List<Problem> problems() {
    var top = lines.subList(0, top());
    var missing =
        isLibrary()
            ? Stream.<String>empty()
            : NEEDED.stream().filter(part -> top.stream().noneMatch(line -> line.startsWith(part)));
    return Stream.concat(
            missing.map(part -> new Problem(file, 1, "no " + part.strip() + ": " + ORDER)),
            IntStream.range(0, lines.size()).boxed().flatMap(this::problems))
        .toList();
  }

  private Stream<Problem> problems(int at) {
    var text = lines.get(at);
    var given = Directive.of(text).toList();
    var wrong =
        given.isEmpty()
            ? Stream.concat(misspelt(at, text), tooWide(at, text))
            : misused(at, given.getFirst());
    return wrong.map(why -> new Problem(file, at + 1, text.strip() + ": " + why));
  }

  private Stream<String> misspelt(int at, String text) {
    // Below the top, an indented name is text, for example in a test that writes a script.
    var ignored = IGNORED.matcher(text).find() && (at < top() || text.startsWith("/"));
    return when(
        ignored,
        "JBang ignores this, type // and, without a blank, one of " + KNOWN.replace("|", ", "));
  }

  /// Finds a comment that is too wide, unless it is inside a text block.
  private Stream<String> tooWide(int at, String text) {
    boolean comment = text.strip().startsWith("//") && text.length() > WIDTH && !inText(at);
    return when(comment, "has %d columns, at most %d".formatted(text.length(), WIDTH));
  }

  private boolean inText(int at) {
    return lines.subList(0, at).stream().filter(line -> line.contains("\"\"\"")).count() % 2 == 1;
  }

  private Stream<String> misused(int at, Directive given) {
    var script = !isLibrary();
    var above = lines.subList(0, at);
    var late =
        script && at < top() && above.stream().anyMatch(line -> rank(line) > rank(lines.get(at)));
    var again = above.stream().flatMap(Directive::of).anyMatch(given::repeats);
    return Stream.of(
            when(at >= top(), "below the code, move it to the top of the file"),
            when(
                !script && SCRIPT_ONLY.contains(given.name),
                "counts in scripts only, delete it here"),
            when(late, "too late, " + ORDER),
            when(
                script && given.name.equals("JAVA") && !given.value.equals("25"), "type //JAVA 25"),
            when(again, "repeats a line above, delete one of them"),
            switch (given.name) {
              case "DEPS" ->
                  given
                      .values()
                      .flatMap(dep -> dep.endsWith(".java") ? missing(dep) : inexact(dep));
              case "SOURCES", "FILES" -> given.values().flatMap(this::missing);
              default -> Stream.<String>empty();
            })
        .flatMap(Function.identity());
  }

  private Stream<String> inexact(String gav) {
    return when(
        !EXACT.matcher(gav).matches(),
        gav + ": type group:artifact:version, no range, +, LATEST, RELEASE or SNAPSHOT");
  }

  private Stream<String> missing(String value) {
    var path = value.replaceFirst(".*=", "");
    // Such sources are included only to notice that one of them was edited, and nobody edits files
    // at a URL.
    if (value.endsWith("=**.java")) return Stream.empty();
    if (path.matches(".*[*?].*"))
      return Stream.of(path + " matches nothing when run from a URL, type each file");
    return when(
        !path.contains("://") && !Files.isRegularFile(file.resolveSibling(path)),
        path + " is no file, type a path from the folder of this one");
  }

  private static int rank(String line) {
    var parts = IntStream.range(0, BEGINNING.size());
    return parts.filter(part -> line.matches(BEGINNING.get(part))).findFirst().orElse(-1);
  }

  private static Stream<String> when(boolean wrong, String why) {
    return wrong ? Stream.of(why) : Stream.empty();
  }

  private boolean isLibrary() {
    return top() < lines.size() && lines.get(top()).startsWith("package ");
  }

  /// How many lines there are above the code.
  private int top() {
    return (int) lines.stream().takeWhile(line -> line.matches("\\s*(//.*)?")).count();
  }
}
