//SOURCES Command.java
//SOURCES ../../Library.java

package test.support;

import module java.base;

import cli.Project;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import process.Python;

/// A section of docs/libraries.md: its text about a library, and the program below the text.
///
/// @param ids of the backends that the section is about
/// @param about the text above the program
/// @param language "java" or "python"
public record Snippet(List<String> ids, String about, String language, String code) {
  private static final Pattern SECTION =
      Pattern.compile("(?ms)^## ([a-z][\\w, -]*)\\n(.*?)^```(java|python)\\n(.*?)^```$");
  private static final Pattern PINNED = Pattern.compile("\"([\\w.-]+==[\\w.]+)\"");

  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  /// A single file manager for all snippets, because it caches the contents of the jars.
  private static final StandardJavaFileManager FILES =
      JAVAC.getStandardFileManager(null, null, StandardCharsets.UTF_8);

  /// Every section that has a program, from top to bottom.
  public static List<Snippet> all() throws IOException {
    var text = Files.readString(Project.root().resolve("docs/libraries.md"));
    return SECTION
        .matcher(text)
        .results()
        .map(found ->
            new Snippet(
                List.of(found.group(1).split(", ")),
                found.group(2).strip(),
                found.group(3),
                found.group(4)))
        .toList();
  }

  /// The releases that a source depends on: those of `//DEPS`, or of the header of a Python script
  /// (PEP 723).
  public static List<String> releases(String source) {
    return source
        .lines()
        .takeWhile(line -> !line.equals("# ///"))
        .flatMap(line ->
            line.startsWith("//DEPS ")
                ? Stream.of(line.substring("//DEPS ".length()))
                : line.startsWith("# ")
                    ? PINNED.matcher(line).results().map(found -> found.group(1))
                    : Stream.of())
        .toList();
  }

  /// Compiles and runs the program as a reader would, in a separate process.
  ///
  /// @param folder an empty folder for this program alone
  /// @throws AssertionError if the program does not compile, if it fails, or if it prints anything
  ///     but this line
  public void prints(String line, Path folder) throws IOException {
    var command = language.equals("java") ? java(folder) : python(folder);
    var said = Command.run(Map.of(), "", command.toArray(String[]::new)).exits(0).out();
    if (!said.equals(line + "\n"))
      throw new AssertionError("printed \"" + said.strip() + "\", not \"" + line + "\"");
  }

  private List<String> java(Path folder) throws IOException {
    if (!code.startsWith("//JAVA 25\n"))
      throw new AssertionError("begins without //JAVA 25:\n" + code);
    var preview = code.contains("\n//PREVIEW\n") ? List.of("--enable-preview") : List.<String>of();
    var source = Files.writeString(folder.resolve("Sum.java"), code);
    var classPath = System.getProperty("java.class.path");
    var options =
        new ArrayList<>(
            List.of(
                "--release=25",
                "-proc:none",
                "-Xlint:deprecation,rawtypes,unchecked",
                "-Werror",
                "--class-path=" + classPath,
                "-d",
                folder.toString()));
    options.addAll(preview);
    var said = new StringWriter();
    var task = JAVAC.getTask(said, FILES, null, options, null, FILES.getJavaFileObjects(source));
    if (!task.call()) throw new AssertionError("does not compile:\n" + said);
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--class-path=" + folder + File.pathSeparator + classPath));
    command.addAll(preview);
    command.add("Sum");
    return command;
  }

  private List<String> python(Path folder) throws IOException {
    var source = Files.writeString(folder.resolve("sum.py"), code);
    return List.of(Python.here(null).interpreter().toString(), source.toString());
  }

  @Override
  public String toString() {
    return String.join(", ", ids);
  }
}
