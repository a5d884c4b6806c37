package lint;

import module java.base;

/// The JBang directives of one source file (`//JAVA 25`, `//DEPS …`) and what is wrong with them.
///
/// JBang silently ignores a directive that it does not understand, so a typo shows only when the
/// script runs on somebody else's machine. Here it shows at once. A file with a package is a library
/// file, any other is a script. The disk is asked for one thing only: do included files exist?
///
/// @param file where the source is; `//SOURCES` and `//FILES` are relative to its folder
/// @param lines the source
public record Directives(Path file, List<String> lines) {

  /// Something to mend by hand.
  ///
  /// @param file the file that it is in
  /// @param line the line, counted from 1
  /// @param message what was given, what is allowed, what to type
  public record Problem(Path file, int line, String message) {
    @Override
    public String toString() {
      return file + ":" + line + ": " + message;
    }
  }

  private record Directive(String name, String value) {
    boolean is(String... names) {
      return List.of(names).contains(name);
    }

    /// JBang splits at blanks, commas and semicolons; here a version range stays in one piece.
    Stream<String> values() {
      return VALUE.matcher(value).results().map(MatchResult::group);
    }

    Stream<String> artifacts() {
      return is("DEPS") ? values() : Stream.empty();
    }

    /// The included files, without the `target=` of `//FILES`.
    Stream<String> paths() {
      return is("SOURCES", "FILES")
          ? values().map(path -> path.replaceFirst(".*=", "")).filter(path -> !path.contains("://"))
          : Stream.empty();
    }

    boolean repeats(Directive other) {
      return name.equals(other.name) && !Collections.disjoint(keys(), other.keys());
    }

    /// What may come only once: an artifact in any version, a file, an option, the name itself.
    private List<String> keys() {
      if (is("DEPS")) return values().map(gav -> gav.replaceFirst("(:[^:]+):[^:@]*", "$1")).toList();
      if (is("SOURCES", "FILES", "REPOS")) return values().toList();
      return List.of(SCRIPT_ONLY.contains(name) ? name : value);
    }

    Part part() {
      return is("JAVA", "PREVIEW", "DESCRIPTION") ? Part.valueOf(name) : Part.OTHERS;
    }
  }

  /// What a script begins with, in this order.
  private enum Part {
    SHEBANG("///usr/bin/env jbang \"$0\" \"$@\" ; exit $?"),
    JAVA("//JAVA 25"),
    PREVIEW("//PREVIEW if need be"),
    DESCRIPTION("//DESCRIPTION and a sentence"),
    OTHERS("//DEPS, //SOURCES and the rest"),
    PARAGRAPH("a /// paragraph with the question, the unit and the command");

    private static final String ORDER =
        Stream.of(values()).map(part -> part.text).collect(Collectors.joining("; "));

    private final String text;

    Part(String text) {
      this.text = text;
    }
  }

  /// The constants of `dev.jbang.source.parser.Directives.Names` in JBang 0.132.1.
  private static final String KNOWN =
      "JAVA|PREVIEW|DESCRIPTION|DEPS|SOURCES|FILES|REPOS|COMPILE_OPTIONS|JAVAC_OPTIONS"
          + "|RUNTIME_OPTIONS|JAVA_OPTIONS|NATIVE_OPTIONS|MAIN|MODULE|GAV|DOCS|CDS|MANIFEST"
          + "|JAVAAGENT|NOINTEGRATIONS|GROOVY|KOTLIN";

  /// JBang takes these from the script and passes over them in the files that it includes.
  private static final List<String> SCRIPT_ONLY =
      List.of("JAVA", "PREVIEW", "DESCRIPTION", "MAIN", "MODULE", "GAV");

  /// As JBang parses it: in column 0, and slashes between blanks start a comment.
  private static final Pattern DIRECTIVE =
      Pattern.compile("^//(" + KNOWN + ")(?:\\s+(.*?))?\\s*(?:\\s//\\s.*)?$");

  private static final Pattern UNKNOWN = Pattern.compile("^//[A-Z_]{2,}\\b");

  /// A name that is indented, or comes after a blank or a third slash, or in the wrong case.
  private static final Pattern LOOKALIKE =
      Pattern.compile("^\\s*//(?:\\s*(?:%1$s)|/?(?i:%1$s))(?![\\w-])".formatted(KNOWN));

  private static final Pattern VALUE = Pattern.compile("[^\\s,;\"'\\[(]+(?:[\\[(][^])]*[])]?)?");

  private static final Predicate<String> EXACT =
      Pattern.compile("[\\w.-]+:[\\w.-]+:(?=[^:@]*\\d)[\\w.-]++(?<!SNAPSHOT)(:[\\w.-]+)?(@\\w+)?")
          .asMatchPredicate();

  private static final Predicate<String> GLOB = Pattern.compile("[*?]").asPredicate();

  private static final Pattern HEADER =
      Pattern.compile(
          "(?:(?://.*|\\h*)\\R)*(?:///usr/.*|//[A-Z_]{2,}\\b.*)(?:\\s*^///.*)*", Pattern.MULTILINE);

  /// Reads a file.
  ///
  /// @throws IOException if it cannot be read, or is not UTF-8
  public static Directives of(Path file) throws IOException {
    return new Directives(file, Files.readAllLines(file));
  }

  /// The top of a source, which a formatter must leave alone: shebang, directives and the `///`
  /// paragraph under them. Empty where there is no directive.
  public static String header(String source) {
    var header = HEADER.matcher(source);
    return header.lookingAt() ? header.group() : "";
  }

  /// Everything that is wrong, from top to bottom.
  public List<Problem> problems() {
    var missing = EnumSet.complementOf(EnumSet.of(Part.PREVIEW, Part.OTHERS));
    parts(top()).forEach(missing::remove);
    if (isLibrary()) missing.clear();
    return Stream.concat(
            missing.stream().map(part -> new Problem(file, 1, "a script needs " + part.text)),
            numbers(lines.size()).flatMap(this::problems))
        .toList();
  }

  private Stream<Problem> problems(int line) {
    return wrong(line).map(why -> new Problem(file, line, text(line).strip() + ": " + why));
  }

  private Stream<String> wrong(int line) {
    var given = directive(line);
    if (given.isPresent()) return given.stream().flatMap(it -> wrong(line, it));
    if (UNKNOWN.matcher(text(line)).find())
      return Stream.of("JBang ignores this, it knows " + KNOWN.replace("|", ", "));
    // Below the top an indented one is text, as in a test that writes a script.
    return when(
        LOOKALIKE.matcher(text(line)).find() && (line <= top() || text(line).startsWith("/")),
        "JBang ignores this, type //NAME in capitals at the very start of the line");
  }

  private Stream<String> wrong(int line, Directive given) {
    var scriptOnly = SCRIPT_ONLY.contains(given.name);
    var late = parts(line - 1).anyMatch(part -> part.compareTo(given.part()) > 0);
    var again = directives(line - 1).anyMatch(given::repeats);
    return Stream.of(
            when(line > top(), "below the code, move it to the top of the file"),
            when(isLibrary() && scriptOnly, "counts in scripts only, delete it here"),
            when(!isLibrary() && late, "too late, the order is " + Part.ORDER),
            when(given.is("JAVA") && !given.value.equals("25"), "type //JAVA 25"),
            when(again, "repeats a line above, delete one of them"),
            given.artifacts().filter(Predicate.not(EXACT)).map(gav -> gav + " has no exact version, type group:artifact:version without range, +, LATEST, RELEASE or SNAPSHOT"),
            given.paths().filter(GLOB).map(path -> path + " matches nothing when the script runs from a URL, type each file"),
            given.paths().filter(Predicate.not(GLOB)).filter(path -> !exists(path)).map(path -> path + " is no file, type a path relative to the folder of this one"))
        .flatMap(Function.identity());
  }

  private static Stream<String> when(boolean wrong, String why) {
    return wrong ? Stream.of(why) : Stream.empty();
  }

  private boolean isLibrary() {
    return top() < lines.size() && text(top() + 1).startsWith("package ");
  }

  /// How many lines there are above the code.
  private int top() {
    return (int) lines.stream().map(String::strip).takeWhile(s -> s.isEmpty() || s.startsWith("//")).count();
  }

  private Stream<Part> parts(int upTo) {
    return numbers(upTo).flatMap(line -> {
      var text = text(line);
      if (text.equals(Part.SHEBANG.text) && line == 1) return Stream.of(Part.SHEBANG);
      if (text.startsWith("///") && !text.startsWith("///usr/")) return Stream.of(Part.PARAGRAPH);
      return directive(line).map(Directive::part).stream();
    });
  }

  private Stream<Directive> directives(int upTo) {
    return numbers(upTo).flatMap(line -> directive(line).stream());
  }

  private Optional<Directive> directive(int line) {
    return DIRECTIVE.matcher(text(line)).results().findAny().map(m -> new Directive(m.group(1), Objects.requireNonNullElse(m.group(2), "")));
  }

  private String text(int line) {
    return lines.get(line - 1);
  }

  private static Stream<Integer> numbers(int upTo) {
    return IntStream.rangeClosed(1, upTo).boxed();
  }
  private boolean exists(String path) { return Files.isRegularFile(file.resolveSibling(path)); }
}
