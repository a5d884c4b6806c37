package process;

import module java.base;

/// Runs short commands of other tools.
public final class Commands {
  public static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  /// A file that is always empty.
  private static final String NOTHING = WINDOWS ? "NUL" : "/dev/null";

  private Commands() {}

  /// @param error the last line that the command wrote to stderr, or why it could not be run; empty
  ///     if it succeeded
  public record Ended(boolean ok, String out, String error) {}

  /// Runs a command to its end, without input.
  ///
  /// @param words of the command; a collection stands for all of its elements
  public static Ended run(Duration patience, Object... words) {
    var line =
        Stream.of(words)
            .flatMap(word -> word instanceof Collection<?> all ? all.stream() : Stream.of(word))
            .map(Object::toString)
            .toList();
    try {
      var builder =
          new ProcessBuilder(line).redirectInput(ProcessBuilder.Redirect.from(new File(NOTHING)));
      // These variables change an interpreter, or prevent it from starting. Workers do not get them
      // either.
      builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
      var process = builder.start();
      var out = new FutureTask<>(() -> text(process.getInputStream()));
      var err = new FutureTask<>(() -> text(process.getErrorStream()));
      Thread.ofVirtual().start(out);
      Thread.ofVirtual().start(err);
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return new Ended(
            false, "", line.getFirst() + " did not end within " + patience.toSeconds() + " s");
      }
      boolean ok = process.exitValue() == 0;
      return new Ended(ok, out.get(), ok ? "" : last(err.get()));
    } catch (IOException | ExecutionException e) {
      return new Ended(false, "", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ended(false, "", "interrupted");
    }
  }

  /// The programs that PATH has under that name. The first is the one that a shell would start.
  public static Stream<Path> onPath(String name) {
    // Only this way of asking finds the variable where it is called Path.
    return onPath(name, Objects.requireNonNullElse(System.getenv("PATH"), ""));
  }

  /// @param path folders to look in, as in PATH
  public static Stream<Path> onPath(String name, String path) {
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, WINDOWS ? name + ".exe" : name))
        .filter(Files::isExecutable);
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String last(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce("", (_, line) -> line);
  }
}
