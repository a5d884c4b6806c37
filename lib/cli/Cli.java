//COMPILE_OPTIONS -Xlint:all,-classfile,-preview -Werror -XDsuppressNotes -J-XX:TieredStopAtLevel=1
//DEPS info.picocli:picocli:4.7.7
//DEPS org.apache.commons:commons-text:1.15.0
//SOURCES Durations.java
//SOURCES Project.java
//SOURCES ../result/UserError.java

package cli;

import module java.base;

import org.apache.commons.text.similarity.LevenshteinDistance;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import result.UserError;

/// The command line of a script: its `@Option` fields and those of shared groups, its help, and its
/// exit codes. Exit code 0 is success, 1 is a failed cell or a regression, and 2 is wrong usage. A
/// stack trace is shown only with `--verbose`.
public final class Cli {

  /// What the script does after its options have been set.
  public interface Body {
    /// @return the exit code
    int run() throws Exception;
  }

  static final class Common {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "show this help and end")
    boolean help;

    @Option(
        names = {"-V", "--version"},
        versionHelp = true,
        description = "show the version and end")
    boolean version;

    @Option(names = "--verbose", description = "show stack traces and what workers write to stderr")
    boolean verbose;
  }

  /// Exit code where the arguments, a file or the machine do not allow what was asked for.
  private static final int WRONG = 2;

  /// Exit code of a mistake of the project itself: that of the system's own "internal software
  /// error".
  private static final int MISTAKE = 70;

  /// Exit code where the reader of standard output has gone, as `head` does: that of a process
  /// that the system ends by SIGPIPE.
  private static final int CLOSED = 141;

  /// Bits of a file's mode in Unix: its type, and two types that have a reader.
  private static final int TYPE = 0170000;

  private static final int FIFO = 0010000;
  private static final int SOCKET = 0140000;

  private final CommandSpec spec;
  private final Common common = new Common();

  private Cli(Object script, String name) {
    spec = CommandSpec.forAnnotatedObject(script).name(name).version(Project.VERSION);
    spec.addMixin("common", CommandSpec.forAnnotatedObject(common));
  }

  /// @param script holds the `@Option` fields
  /// @param name the command that a person types
  public static Cli of(Object script, String name) {
    return new Cli(script, name);
  }

  /// Adds the options of a group that several scripts share.
  public Cli with(Object options) {
    spec.addMixin(options.getClass().getName(), CommandSpec.forAnnotatedObject(options));
    return this;
  }

  /// Sets what the script is for, and examples of commands.
  public Cli about(String description, String... examples) {
    spec.usageMessage().description(description.replace("%", "%%"));
    if (examples.length > 0) {
      var footer =
          Stream.concat(Stream.of("", "Examples:"), Arrays.stream(examples).map(e -> "  " + e));
      spec.usageMessage()
          .footer(footer.map(line -> line.replace("%", "%%")).toArray(String[]::new));
    }
    return this;
  }

  public boolean verbose() {
    return common.verbose;
  }

  /// Sets the options from the arguments, runs the body and ends the process with its exit code.
  public void run(String[] args, Body body) {
    int code = exitCode(args, body);
    // What could not be written, as onto a full disk, is known to the stream alone.
    if (System.out.checkError()) code = isRead() ? CLOSED : unwritten();
    System.exit(code);
  }

  private static int unwritten() {
    System.err.println("Standard output could not be written to its end.");
    return WRONG;
  }

  /// Whether a reader, and no disk, takes standard output. Such an output is never full, so that
  /// what fails to write to it has no reader any more.
  private static boolean isRead() {
    try {
      int type = (int) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & TYPE;
      return type == FIFO || type == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  /// The same, but does not end the process.
  public int exitCode(String[] args, Body body) {
    // With this locale, numbers look the same wherever they are printed.
    Locale.setDefault(Locale.ROOT);
    try {
      var line = parse(args);
      if (line.isUsageHelpRequested()) {
        line.usage(System.out);
        return 0;
      }
      if (line.isVersionHelpRequested()) {
        line.printVersionHelp(System.out);
        return 0;
      }
      return body.run();
    } catch (CommandLine.ParameterException e) {
      System.err.println(e.getMessage());
      CommandLine.UnmatchedArgumentException.printSuggestions(e, new PrintWriter(System.err, true));
      System.err.println("Type " + spec.name() + " --help for what is allowed.");
      return trace(e, WRONG);
    } catch (UserError e) {
      System.err.println(e.getMessage());
      return trace(e, WRONG);
    } catch (Exception | Error e) {
      System.err.println("Failed: " + e);
      System.err.println(
          "This is a mistake of the project. Please report it, with what --verbose shows.");
      return trace(e, MISTAKE);
    }
  }

  /// Sets the options from the arguments and forgets all that was set before. A body may call it
  /// again with other arguments.
  ///
  /// @throws CommandLine.ParameterException if the arguments cannot be understood
  public CommandLine parse(String... args) {
    var line =
        new CommandLine(spec)
            .registerConverter(Duration.class, new Durations())
            .setUsageHelpAutoWidth(true)
            .setAbbreviatedOptionsAllowed(false)
            .setOverwrittenOptionsAllowed(true);
    line.parseArgs(args);
    return line;
  }

  private int trace(Throwable e, int code) {
    if (common.verbose) e.printStackTrace();
    return code;
  }

  /// Checks that a value is one of a list.
  ///
  /// @throws UserError if it is not; the message names the nearest of the allowed values
  public static String oneOf(String what, String given, Collection<String> allowed) {
    if (allowed.contains(given)) return given;
    var word = given.toLowerCase(Locale.ROOT);
    var edits = LevenshteinDistance.getDefaultInstance();
    var nearest =
        allowed.stream()
            .min(
                Comparator.comparingInt(
                    candidate -> edits.apply(word, candidate.toLowerCase(Locale.ROOT))))
            .filter(candidate -> {
              int distance = edits.apply(word, candidate.toLowerCase(Locale.ROOT));
              return distance < word.length() && distance <= Math.max(2, candidate.length() / 3);
            });
    throw new UserError(
        "Unknown "
            + what
            + " '"
            + given
            + "'."
            + nearest.map(candidate -> " Did you mean '" + candidate + "'?").orElse("")
            + " Allowed: "
            + String.join(", ", allowed)
            + ".");
  }

  /// Checks that a number lies in a range.
  public static <N extends Comparable<N>> void between(String option, N given, N least, N most) {
    if (given != null && (given.compareTo(least) < 0 || given.compareTo(most) > 0)) {
      throw new UserError(
          option
              + " "
              + show(given)
              + " is out of range: allowed are "
              + show(least)
              + " to "
              + show(most)
              + ".");
    }
  }

  private static Object show(Object value) {
    return value instanceof Duration duration ? Durations.text(duration) : value;
  }
}
