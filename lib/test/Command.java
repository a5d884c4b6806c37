//SOURCES ../Library.java

package test;

import module java.base;

import cli.Project;

/// A command that has ended, run in the project's folder as a person would.
///
/// @param exit its exit code
record Command(int exit, String out, String err) {
  /// An option for workers whose numbers do not matter: with the quick compiler alone, a process takes half the time.
  static final String CHEAP = "--jvm-arg=-XX:TieredStopAtLevel=1";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// Scripts that were started before.
  private static final Set<String> BUILT = ConcurrentHashMap.newKeySet();

  /// `./jbang` with these arguments.
  static Command jbang(String... args) {
    return jbang(Map.of(), args);
  }

  static Command jbang(Map<String, String> environment, String... args) {
    return first(args[0], () -> run(environment, "", line(args)));
  }

  /// Runs a command that starts this script. The first start builds it, so one first start waits for the other: JBang keeps
  /// its files in one place.
  static <R> R first(String script, Supplier<R> command) {
    if (!BUILT.contains(script)) {
      synchronized (BUILT) {
        if (!BUILT.contains(script)) {
          var ended = command.get();
          BUILT.add(script);
          return ended;
        }
      }
    }
    return command.get();
  }

  /// The same in a {@link Copy} of the project.
  static Command jbangIn(Path project, String... args) {
    return start(project, Map.of(), lineIn(project, args)).end("");
  }

  /// What a person types.
  static String[] line(String... args) {
    return lineIn(Project.root(), args);
  }

  private static String[] lineIn(Path project, String... args) {
    return Stream.concat(Stream.of(project.resolve("jbang").toString()), Stream.of(args))
        .toArray(String[]::new);
  }

  /// @param environment added to this process's own; an empty value removes a variable
  /// @param input what the command reads from standard input
  static Command run(Map<String, String> environment, String input, String... line) {
    return start(environment, line).end(input);
  }

  /// Starts a command and leaves its standard input open.
  static Started start(Map<String, String> environment, String... line) {
    return start(Project.root(), environment, line);
  }

  /// The same in another folder.
  static Started start(Path folder, Map<String, String> environment, String... line) {
    try {
      var builder = new ProcessBuilder(line).directory(folder.toFile());
      environment.forEach((name, value) -> {
        if (value.isEmpty()) builder.environment().remove(name);
        else builder.environment().put(name, value);
      });
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

  /// A command that still runs.
  record Started(Process process, Output out, Output err, List<String> line) {

    /// Writes its input and waits for its end.
    Command end(String input) {
      try (var stdin = process.outputWriter()) {
        stdin.write(input);
      } catch (IOException e) {
        // It ended without reading.
      }
      return end();
    }

    /// Waits for its end.
    Command end() {
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

  /// What a command has written so far.
  record Output(ByteArrayOutputStream bytes, Thread reader) {
    private static Output of(InputStream stream) {
      var bytes = new ByteArrayOutputStream();
      Runnable read =
          () -> {
            try (stream) {
              stream.transferTo(bytes);
            } catch (IOException e) {
              // It was killed; what it wrote before counts.
            }
          };
      return new Output(bytes, Thread.ofVirtual().start(read));
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  /// Ids of the processes whose command line holds the text.
  static List<Long> running(String text) {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process).contains(text))
        .map(ProcessHandle::pid)
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      // The JDK cuts a long one.
      return Files.readString(
          Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }

  /// Fails with all that the command wrote unless it ended with that code.
  Command exits(int code) {
    if (exit != code)
      throw new AssertionError("exit code " + exit + ", not " + code + "\n" + out + err);
    return this;
  }

  /// Fails unless both streams together hold the text.
  Command says(String text) {
    if (!(out + err).contains(text))
      throw new AssertionError("does not say \"" + text + "\":\n" + out + err);
    return this;
  }

  /// Fails if a stack trace is shown.
  Command withoutTrace() {
    if ((out + err).contains("\tat "))
      throw new AssertionError("shows a stack trace:\n" + out + err);
    return this;
  }
}
