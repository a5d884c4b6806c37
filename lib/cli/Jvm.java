//SOURCES Caches.java

package cli;

import module java.base;

/// Starts a Java process with the class path of this one.
public final class Jvm {
  /// The environment variables from which every JVM takes options.
  public static final Set<String> VARIABLES =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /// A command of Windows has at most 32,767 characters. The rest is for other options.
  private static final int LONGEST = 24_000;

  private Jvm() {}

  /// A builder of a process in which no JVM takes options from the environment.
  public static ProcessBuilder process(List<String> command) {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(VARIABLES);
    return builder;
  }

  /// The JVM options of every such process. It keeps no counters for other tools: they are a file
  /// in the temporary folder, which stays behind if the process is killed.
  ///
  /// @param options additional options
  public static List<String> flags(List<String> options) {
    var flags =
        List.of(
            "--enable-preview",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:-UsePerfData");
    return Stream.of(flags, unpacking(), options).flatMap(List::stream).toList();
  }

  /// Netty unpacks its native code into a file, loads it, and deletes it. If the process is killed
  /// meanwhile, the file stays behind: here, not in the temporary folder.
  private static List<String> unpacking() {
    var folder = Caches.folder("native");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      return List.of();
    }
    Caches.deleteOld(folder, Duration.ofDays(1));
    return List.of("-Dio.netty.native.workdir=" + folder);
  }

  /// The command that starts such a process. The caller may append the program's arguments.
  ///
  /// @param options of the JVM, such as `-Xmx1g`
  /// @param main class that the JVM runs
  public static List<String> command(List<String> options, String main) {
    return command(options, System.getProperty("java.class.path"), main);
  }

  /// The same with another class path.
  public static List<String> command(List<String> options, String classPath, String main) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags(options));
    command.addAll(classPath(classPath));
    command.add(main);
    return command;
  }

  /// The class path as options. One that is too long for a command of Windows is in a file.
  private static List<String> classPath(String path) {
    if (path.length() < LONGEST || !File.separator.equals("\\")) return List.of("-cp", path);
    try {
      var file = Files.createTempFile("class-path", ".txt");
      file.toFile().deleteOnExit();
      Files.writeString(file, "-cp \"" + path.replace("\\", "\\\\") + "\"");
      return List.of("@" + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a program that measures, in a process of its own: what a person starts has only the quick
  /// compiler, because it lives shortly.
  ///
  /// @param main class that the JVM runs
  /// @return the lines that it prints
  /// @throws IOException if it fails; it has then said why on stderr
  public static List<String> measured(String main) throws IOException {
    var process =
        process(command(List.of(), main)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    try (var out = process.inputReader()) {
      var lines = out.lines().toList();
      if (process.waitFor() != 0)
        throw new IOException(main + " ended with exit code " + process.exitValue());
      return lines;
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }
}
