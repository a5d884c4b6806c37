///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DESCRIPTION Format every Java file of the project and check its JBang directives
//DEPS com.google.googlejavaformat:google-java-format:2.0.0
//DEPS info.picocli:picocli:4.7.7
//SOURCES ../lib/lint/Directives.java
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.code=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.parser=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.tree=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED
/// Is every file laid out alike, and does JBang understand its directives? Counted in files.
/// `./jbang scripts/fmt.java` formats them all, `./jbang scripts/fmt.java --check` only looks.

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import lint.Directives;
import lint.Directives.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Option(names = "--check", description = "change nothing, list what is not formatted, exit with 1 if anything is")
boolean check;

@Option(names = "--verbose", description = "print the stack trace of a failure too")
boolean verbose;

@Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
boolean help;

@Parameters(paramLabel = "PATH", description = "files or folders (default: scripts and lib of this project)")
List<Path> paths = List.of();

// The project's documentation is Markdown: its lines stay as they were written.
final Formatter layout = new Formatter(JavaFormatterOptions.builder().formatJavadoc(false).build());

final CommandLine cli = new CommandLine(this);

void main(String... args) {
  cli.setCommandName("fmt").getCommandSpec().usageMessage()
      .description("Formats Java files (google-java-format) and checks their JBang directives.")
      .footer("", "Examples:", "  ./jbang scripts/fmt.java", "  ./jbang scripts/fmt.java --check lib/bench");
  // A compact script is not a Runnable, which is what execute() would call.
  cli.setExecutionStrategy(parsed -> Objects.requireNonNullElseGet(CommandLine.executeHelpRequest(parsed), this::run));
  System.exit(cli.execute(args));
}

int run() {
  var files = (paths.isEmpty() ? ownFolders() : paths.stream()).flatMap(this::javaFiles).distinct().toList();
  var untidy = new ArrayList<Path>();
  var problems = new ArrayList<Problem>();
  for (var file : files)
    try {
      problems.addAll(Directives.of(file).problems());
      var source = Files.readString(file);
      var formatted = format(source);
      if (formatted.equals(source)) continue;
      if (!check) replace(file, formatted);
      untidy.add(file);
    } catch (FormatterException | IOException | RuntimeException e) {
      problems.addAll(explain(file, e));
    }
  problems.forEach(System.err::println);
  untidy.forEach(IO::println);
  var command = paths.stream().map(path -> " " + path).collect(Collectors.joining("", "./jbang scripts/fmt.java", ""));
  if (check && !untidy.isEmpty()) IO.println(untidy.size() + " of " + files.size() + " files are not formatted: type " + command);
  else IO.println(check ? files.size() + " files are formatted" : "formatted " + untidy.size() + " of " + files.size() + " files");
  if (!problems.isEmpty()) IO.println(problems.size() + " problems to mend by hand: then type " + command + " --check");
  return problems.isEmpty() && (untidy.isEmpty() || !check) ? 0 : 1;
}

String format(String written) throws FormatterException {
  var source = written.replace("\r\n", "\n");
  var header = Directives.header(source);
  // Empty lines in place of the header keep the line numbers of syntax errors right.
  var code = "\n".repeat((int) header.lines().count()) + source.substring(header.length());
  return Stream.of(header, layout.formatSourceAndFixImports(code))
      .map(String::strip)
      .filter(Predicate.not(String::isEmpty))
      .map(part -> part + "\n")
      .collect(Collectors.joining("\n"));
}

/// A reader, or a kill, at any moment finds the old file or the new one, with its permissions.
void replace(Path file, String text) throws IOException {
  var target = file.toRealPath();
  var draft = target.resolveSibling(target.getFileName() + ".tmp");
  try {
    Files.copy(target, draft, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(draft, text);
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
  } finally {
    Files.deleteIfExists(draft);
  }
}

List<Problem> explain(Path file, Exception failure) {
  if (verbose) failure.printStackTrace();
  return switch (failure) {
    case FormatterException syntax -> syntax.diagnostics().stream().map(d -> new Problem(file, Math.max(1, d.line()), d.message())).toList();
    case CharacterCodingException _ -> List.of(new Problem(file, 1, "not UTF-8, save it as UTF-8"));
    default -> List.of(new Problem(file, 1, failure.toString()));
  };
}

/// A script is not told where it is: the project is where the catalog is, here or above.
Stream<Path> ownFolders() {
  var root = Stream.iterate(Path.of(""), up -> up.resolve(".."))
      .limit(Path.of("").toAbsolutePath().getNameCount() + 1)
      .filter(up -> Files.exists(up.resolve("jbang-catalog.json")))
      .findFirst()
      .orElseThrow(() -> new ParameterException(cli, "No jbang-catalog.json here or above: run this inside the project, or give files or folders"));
  return Stream.of("scripts", "lib").map(root::resolve);
}

Stream<Path> javaFiles(Path path) {
  try (var walk = Files.walk(path)) {
    var files = walk.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    if (!files.isEmpty()) return files.stream();
  } catch (IOException e) { // reported below
  }
  throw new ParameterException(cli, path + ": no Java file there, give .java files or folders");
}
