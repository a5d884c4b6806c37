///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DESCRIPTION Formats the Java files of this project and checks their directives
//DEPS com.google.googlejavaformat:google-java-format:2.0.0
//SOURCES ../lib/cli/Cli.java
//SOURCES ../lib/cli/Project.java
//SOURCES ../lib/lint/Aliases.java
//SOURCES ../lib/lint/Directives.java
//SOURCES ../lib/lint/Sources.java
//SOURCES ../lib/result/UserError.java
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.code=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.parser=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.tree=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED

/// Does every Java file have the same layout, does it name the files that it uses, and does JBang
/// understand its directives?
///
/// `./jbang fmt --check`

import static java.nio.file.StandardCopyOption.*;

import cli.Cli;
import cli.Project;
import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import lint.Aliases;
import lint.Directives;
import lint.Directives.Problem;
import lint.Sources;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import result.UserError;

static final String COMMAND = "./jbang fmt";

@Option(names = "--check", description = "change nothing, exit with 1 if there is anything to do")
boolean check;

@Parameters(paramLabel = "PATH", description = "files, folders (default: scripts and lib)")
List<Path> paths = List.of();

// Comments are Markdown, and the formatter leaves them as they were written.
final Formatter layout = new Formatter(JavaFormatterOptions.builder().formatJavadoc(false).build());
final Cli cli = Cli.of(this, COMMAND);

void main(String... args) {
  cli.about(
          "Formats the Java files of this project and checks their directives.",
          COMMAND,
          COMMAND + " --check lib/bench")
      .run(args, this::run);
}

int run() {
  var files = (paths.isEmpty() ? ownFolders() : paths).stream().flatMap(this::javaFiles).toList();
  var problems = new ArrayList<Problem>();
  var untidy = new ArrayList<Path>();
  for (var file : files)
    try {
      problems.addAll(Directives.of(file).problems());
      if (!isTidy(file)) untidy.add(file);
    } catch (FormatterException | IOException | RuntimeException e) {
      if (cli.verbose()) e.printStackTrace();
      problems.addAll(explain(file, e));
    }
  if (paths.isEmpty() && !hasAliases(catalog())) untidy.add(catalog());
  problems.forEach(System.err::println);
  untidy.forEach(IO::println);
  IO.println(
      "%d of %d files %s. Problems to mend by hand: %d."
          .formatted(
              untidy.size(),
              files.size() + (paths.isEmpty() ? 1 : 0),
              check ? "need formatting" : "were formatted",
              problems.size()));
  if (!problems.isEmpty() || check && !untidy.isEmpty())
    IO.println(
        "Type "
            + paths.stream().map(path -> " " + path).collect(Collectors.joining("", COMMAND, "")));
  return problems.isEmpty() && (untidy.isEmpty() || !check) ? 0 : 1;
}

boolean isTidy(Path file) throws FormatterException, IOException {
  var source = Files.readString(file);
  var formatted = format(Sources.mended(file, source));
  if (!check && !formatted.equals(source)) replace(file, formatted);
  return formatted.equals(source);
}

Path catalog() {
  return Project.root().resolve("jbang-catalog.json");
}

/// Whether the catalog has every script, with the description from the script itself.
boolean hasAliases(Path catalog) {
  try {
    var scripts = javaFiles(catalog.resolveSibling("scripts")).toList();
    var mended = Aliases.mended(catalog, scripts);
    boolean has = mended.equals(Files.readString(catalog));
    if (!check && !has) replace(catalog, mended);
    return has;
  } catch (IOException e) {
    throw new UserError("Cannot mend " + catalog + ": " + e.getMessage());
  }
}

String format(String written) throws FormatterException {
  var source = written.replace("\r\n", "\n");
  var header = Directives.header(source);
  // The header's lines are emptied but kept, so that a syntax error is reported at the right line.
  var code = header.replaceAll(".", "") + source.substring(header.length());
  return Stream.of(header.strip(), layout.formatSourceAndFixImports(code).strip())
      .filter(part -> !part.isEmpty())
      .map(part -> part + "\n")
      .collect(Collectors.joining("\n"));
}

/// Replaces a file and keeps its permissions. At any moment, either the old file or the new one is
/// there.
void replace(Path file, String text) throws IOException {
  var target = file.toRealPath();
  var draft = target.resolveSibling(target.getFileName() + ".part");
  try {
    Files.copy(target, draft, COPY_ATTRIBUTES, REPLACE_EXISTING);
    Files.writeString(draft, text);
    Files.move(draft, target, ATOMIC_MOVE);
  } finally {
    Files.deleteIfExists(draft);
  }
}

List<Problem> explain(Path file, Exception failure) {
  return switch (failure) {
    case FormatterException syntax ->
        syntax.diagnostics().stream()
            .map(d -> new Problem(file, Math.max(1, d.line()), d.message()))
            .toList();
    case CharacterCodingException _ -> List.of(new Problem(file, 1, "save it as UTF-8"));
    default -> List.of(new Problem(file, 1, failure.toString()));
  };
}

List<Path> ownFolders() {
  return List.of(Project.root().resolve("scripts"), Project.root().resolve("lib"));
}

Stream<Path> javaFiles(Path path) {
  try (var walk = Files.walk(path)) {
    var files = walk.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    if (!files.isEmpty()) return files.stream();
  } catch (IOException | UncheckedIOException e) {
    throw new UserError("Cannot read " + e.getMessage() + ": give files or folders that exist.");
  }
  throw new UserError("No Java file in " + path + ": give .java files, or folders with some.");
}
