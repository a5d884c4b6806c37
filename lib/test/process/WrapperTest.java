//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cli.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import test.support.Command;

/// `./jbang` itself. The tests run it with the wrapper's own JBang even if another one is on PATH.
@DisplayName("Wrapper")
public class WrapperTest {
  @TempDir static Path folder;

  private static final String ECHO =
      """
      void main(String... args) throws Exception {
        for (var arg : args) IO.println("[" + arg + "]");
        IO.println("{" + new String(System.in.readAllBytes()) + "}");
        if (args.length > 1 && args[0].equals("exit")) System.exit(Integer.parseInt(args[1]));
      }
      """;

  private static Path script;

  @BeforeAll
  static void write() throws IOException {
    script = Files.writeString(folder.resolve("echo.java"), ECHO);
    Command.jbang("build", script.toString()).exits(0);
  }

  private static Command echo(String input, String... args) {
    var line = new String[args.length + 2];
    line[0] = Project.root().resolve("jbang").toString();
    line[1] = script.toString();
    System.arraycopy(args, 0, line, 2, args.length);
    return Command.run(Map.of(), input, line);
  }

  @Test
  @DisplayName("passes arguments and standard input untouched")
  void argumentsPassUntouched() {
    var args =
        List.of(
            "two words",
            "it's",
            "\"quoted\"",
            "$HOME",
            "`id`",
            "$(id)",
            "a\\b",
            "*",
            "",
            "; true",
            "--",
            "é");
    var input = "line 1\n  line $2 'x'\n";
    var expected =
        args.stream().map(arg -> "[" + arg + "]\n").collect(Collectors.joining())
            + "{"
            + input
            + "}\n";
    assertEquals(expected, echo(input, args.toArray(String[]::new)).exits(0).out());
  }

  @Test
  @DisplayName("an alias that was started before starts as it is now, with its arguments untouched")
  void restartedAliasRunsAsItIsNow() throws IOException {
    var project = project("again");
    var echo = Files.writeString(project.resolve("scripts/echo.java"), ECHO);
    var args = List.of("echo", "two words", "it's", "$HOME", "*", "", "é").toArray(String[]::new);
    var said = Command.jbangIn(project, args).exits(0);
    assertEquals(said.out(), Command.jbangIn(project, args).exits(0).out());
    Files.writeString(echo, ECHO.replace("\"[\"", "\"<\""));
    assertEquals(said.out().replace("[", "<"), Command.jbangIn(project, args).exits(0).out());
    Files.writeString(echo, "void main() { no }");
    Command.jbangIn(project, args).exits(1).says("error");
  }

  @Test
  @DisplayName("a change in lib/ is noticed by every script that includes lib/Library.java")
  void libraryChangeIsNoticed() throws IOException {
    var project = project("library");
    Files.copy(Project.root().resolve("lib/Library.java"), project.resolve("lib/Library.java"));
    Files.writeString(
        project.resolve("lib/compiled.java"),
        """
        //JAVA 25
        //SOURCES Part.java
        interface compiled {}
        """);
    var part =
        """
        package lib;

        public interface Part {
          static String text() {
            return "before";
          }
        }
        """;
    Files.writeString(project.resolve("lib/Part.java"), part);
    Files.writeString(
        project.resolve("scripts/echo.java"),
        """
        //JAVA 25
        //SOURCES ../lib/Library.java
        void main() { IO.println(lib.Part.text()); }
        """);
    for (var script : List.of("echo", "scripts/echo.java"))
      Command.jbangIn(project, script).exits(0).says("before");
    Files.writeString(project.resolve("lib/Part.java"), part.replace("before", "after"));
    for (var script : List.of("echo", "scripts/echo.java"))
      assertEquals("after\n", Command.jbangIn(project, script).exits(0).out());
  }

  /// A project with this wrapper and the alias `echo`, whose script does not exist yet.
  private static Path project(String name) throws IOException {
    var project = Files.createDirectories(folder.resolve(name));
    for (var part : List.of("scripts", "lib")) Files.createDirectories(project.resolve(part));
    Files.copy(
        Project.root().resolve("jbang"),
        project.resolve("jbang"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(
        project.resolve("jbang-catalog.json"),
        """
        {
          "aliases": {
            "echo": {
              "script-ref": "scripts/echo.java"
            }
          }
        }
        """);
    return project;
  }

  @ParameterizedTest(name = "passes exit code {0}")
  @ValueSource(ints = {0, 1, 2, 42, 255})
  void exitCodePasses(int code) {
    echo("", "exit", "" + code).exits(code);
  }

  /// A PATH with these commands alone. Each one calls the machine's own command.
  private static Map<String, String> path(String name, String... commands) throws IOException {
    var bin = Files.createDirectories(folder.resolve(name));
    for (var command : commands) {
      for (var place : System.getenv("PATH").split(":")) {
        if (!Files.isExecutable(Path.of(place, command))) continue;
        put(bin, command, "exec " + Path.of(place, command) + " \"$@\"");
        break;
      }
    }
    var home = Files.createDirectories(folder.resolve(name + "-home"));
    return new HashMap<>(
        Map.of(
            "PATH",
            bin.toString(),
            "HOME",
            home.toString(),
            "JBANG_WRAPPER_CACHE",
            "",
            "JAVA_HOME",
            System.getProperty("java.home")));
  }

  private static void put(Path bin, String command, String body) throws IOException {
    var file = Files.writeString(bin.resolve(command), "#!/bin/sh\n" + body + "\n");
    if (!file.toFile().setExecutable(true))
      throw new IOException(file + " cannot be made executable");
  }

  private static final String[] TOOLS = {
    "sh",
    "readlink",
    "grep",
    "sed",
    "mkdir",
    "mktemp",
    "cat",
    "rm",
    "mv",
    "dirname",
    "find",
    "head",
    "env",
    "sort",
    "cksum",
    "tr",
    "touch",
    "sha256sum",
    "shasum",
    "openssl"
  };

  private static Command start(Map<String, String> environment) {
    return Command.run(
        environment, "", Project.root().resolve("jbang").toString(), script.toString());
  }

  @Test
  @DisplayName("says how to install JBang where there is neither JBang nor Maven")
  void withoutMavenSaysHowToInstall() throws IOException {
    start(path("bare", TOOLS))
        .exits(2)
        .says("neither JBang nor Maven")
        .says("next: install JBang")
        .withoutTrace();
  }

  @Test
  @DisplayName("says how to go on where there is no Java")
  void withoutJavaSaysHowToGoOn() throws IOException {
    var environment = path("unjava", TOOLS);
    environment.put("JAVA_HOME", "");
    var said = start(environment);
    // If a machine has a JDK 25 in its usual folder, Java is always found. There, only Maven is
    // missing.
    said.exits(2).says("next: install JBang").withoutTrace();
  }

  @Test
  @DisplayName("says what to do when Maven cannot get JBang")
  void withoutNetworkSaysWhatToDo() throws IOException {
    var environment = path("cut", TOOLS);
    put(
        Path.of(environment.get("PATH")),
        "mvn",
        "echo '[ERROR] Could not transfer artifact: Unknown host'; exit 1");
    start(environment)
        .exits(2)
        .says("Could not transfer artifact: Unknown host")
        .says("next: check network");
  }

  @Test
  @DisplayName("refuses a JBang whose checksum is wrong, and keeps nothing of it")
  void wrongChecksumIsRefused() throws IOException {
    var environment = path("forged", TOOLS);
    put(
        Path.of(environment.get("PATH")),
        "mvn",
        """
        while [ "$1" != -f ]; do shift; done
        mkdir "${2%/*}/lib" && echo forged > "${2%/*}/lib/jbang-cli-0.132.1.jar\"\
        """);
    start(environment).exits(2).says("is not used, its SHA-256 is").says("next: rm -r");
    try (var left = Files.walk(Path.of(environment.get("HOME")))) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  @DisplayName("hands over to a JBang that is on PATH")
  void jbangOnPathIsUsed() throws IOException {
    var environment = path("real", TOOLS);
    put(Path.of(environment.get("PATH")), "jbang", "echo real \"$@\"; exit 7");
    start(environment).exits(7).says("real " + script);
  }
}
