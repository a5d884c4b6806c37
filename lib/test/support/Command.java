//SOURCES Catalog.java
//SOURCES Environment.java
//SOURCES ../../Library.java

package test.support;

import module java.base;

import cli.Project;

/// A command that has ended. It ran in the project's folder, as a person would run it.
///
/// @param exit its exit code
public record Command(int exit, String out, String err) {
  /// An option for workers whose numbers do not matter. With the quick compiler alone, a process
  /// takes half the time.
  public static final String CHEAP = "--jvm-arg=-XX:TieredStopAtLevel=1";

  /// The limit for a command that never ends. No machine is so slow that a correct command takes
  /// longer.
  private static final Duration PATIENCE = Duration.ofHours(1);

  /// The output of each script's first start, by script.
  private static final Map<String, Command> HELP = new HashMap<>();

  /// Runs `./jbang` with these arguments.
  public static Command jbang(String... args) {
    return jbang(Map.of(), args);
  }

  public static Command jbang(Map<String, String> environment, String... args) {
    build(args[0]);
    return run(environment, "", line(args));
  }

  /// Builds a script of the project before it is started for the first time. Builds run one after
  /// another, because JBang keeps its files in one place.
  ///
  /// @param script its alias or its path; for any other word nothing is built
  public static void build(String script) {
    boolean path = script.startsWith("scripts/");
    if (path || Catalog.aliases().stream().anyMatch(alias -> alias.name().equals(script)))
      help(script);
  }

  /// The output of a script of the project with `--help`.
  public static Command help(String script) {
    synchronized (HELP) {
      return HELP.computeIfAbsent(script, one -> run(Map.of(), "", line(one, "--help")));
    }
  }

  /// Runs `./jbang` in a {@link Copy} of the project.
  public static Command jbangIn(Path project, String... args) {
    return start(project, Map.of(), lineIn(project, args)).end("");
  }

  /// The command line that a person types.
  public static String[] line(String... args) {
    return lineIn(Project.root(), args);
  }

  private static String[] lineIn(Path project, String... args) {
    return Stream.concat(Stream.of(project.resolve("jbang").toString()), Stream.of(args))
        .toArray(String[]::new);
  }

  /// @param environment added to {@link Environment}; an empty value removes a variable
  /// @param input what the command reads from standard input
  public static Command run(Map<String, String> environment, String input, String... line) {
    return start(environment, line).end(input);
  }

  /// Starts a command and leaves its standard input open.
  public static Started start(Map<String, String> environment, String... line) {
    return start(Project.root(), environment, line);
  }

  /// Starts a command in another folder.
  public static Started start(Path folder, Map<String, String> environment, String... line) {
    try {
      var builder = new ProcessBuilder(line).directory(folder.toFile());
      var variables = builder.environment();
      variables.clear();
      variables.putAll(Environment.clean());
      variables.putAll(environment);
      variables.values().removeIf(String::isEmpty);
      var process = builder.start();
      return new Started(
          process,
          Output.of(process.getInputStream()),
          Output.of(process.getErrorStream()),
          List.of(line));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// A command that is still running.
  public record Started(Process process, Output out, Output err, List<String> line) {

    /// Writes the command's input and waits until it ends.
    public Command end(String input) {
      try (var stdin = process.outputWriter()) {
        stdin.write(input);
      } catch (IOException e) {
        // The command ended without reading its input.
      }
      return end();
    }

    /// Waits until the command ends.
    public Command end() {
      try {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          throw new AssertionError(
              "no end after " + PATIENCE.toSeconds() + " s: " + String.join(" ", line));
        }
        out.reader.join();
        err.reader.join();
        return new Command(process.exitValue(), out.text(), err.text());
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /// The output of a command so far.
  public record Output(ByteArrayOutputStream bytes, Thread reader) {
    private static Output of(InputStream stream) {
      var bytes = new ByteArrayOutputStream();
      Runnable read =
          () -> {
            try (stream) {
              stream.transferTo(bytes);
            } catch (IOException e) {
              // The command was killed. The output before that counts.
            }
          };
      return new Output(bytes, Thread.ofVirtual().start(read));
    }

    public String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  /// The ids of the processes whose command line contains the text.
  public static List<Long> running(String text) {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process).contains(text))
        .map(ProcessHandle::pid)
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      // The JDK truncates a long command line.
      return Files.readString(
          Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }

  /// Fails with the whole output of the command unless it ended with this exit code.
  public Command exits(int code) {
    if (exit != code)
      throw new AssertionError("exit code " + exit + ", not " + code + "\n" + out + err);
    return this;
  }

  /// Fails unless the output, both streams together, contains the text.
  public Command says(String text) {
    if (!(out + err).contains(text))
      throw new AssertionError("does not say \"" + text + "\":\n" + out + err);
    return this;
  }

  /// Fails unless the command ended with exit code 1, and says of each backend that it failed for a
  /// reason with this text.
  ///
  /// @param backends ids, comma separated
  public Command refuses(String backends, String text) {
    exits(1);
    for (var backend : backends.split(","))
      if ((out + err)
          .lines()
          .noneMatch(line -> line.contains(backend + ": failed: ") && line.contains(text)))
        throw new AssertionError(
            "does not say that " + backend + " failed: \"" + text + "\":\n" + out + err);
    return this;
  }

  /// Fails if the output contains a stack trace.
  public Command withoutTrace() {
    if ((out + err).contains("\tat "))
      throw new AssertionError("shows a stack trace:\n" + out + err);
    return this;
  }
}
