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
  var untidy = 0;
  var problems = new ArrayList<Problem>();
  for (var file : files) {
    try {
      problems.addAll(Directives.of(file).problems());
      var source = Files.readString(file);
      var formatted = format(source);
      ...
    } 
  }
}
