//SOURCES ../process/Commands.java

package page;

import module java.base;

import process.Commands;

/// The browser of whoever sits at this machine.
public final class Viewer {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("xdg-open"), List.of("open"), List.of("rundll32", "url.dll,FileProtocolHandler"));

  /// A command that is still running then has opened a browser and waits for its end.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Viewer() {}

  /// Opens a page.
  ///
  /// @return what came of it, in a sentence without its full stop
  public static String open(Path page) {
    return open(page, Objects.toString(System.getenv("PATH"), ""));
  }

  /// @param path where the command is looked for: folders, as in PATH
  public static String open(Path page, String path) {
    for (var command : COMMANDS) {
      var program = Commands.onPath(command.getFirst(), path).findFirst();
      if (program.isEmpty()) continue;
      var rest = Stream.concat(command.stream().skip(1), Stream.of("" + page.toAbsolutePath()));
      var line = Stream.concat(program.stream().map(Path::toString), rest).toList();
      return opens(line)
          ? "Opened: " + page
          : "%s is written, but %s could not open it: open it in a browser"
              .formatted(page, command.getFirst());
    }
    return page + " is written. There is no xdg-open or open here: open it in a browser";
  }

  private static boolean opens(List<String> line) {
    try {
      var process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return !process.waitFor(PATIENCE) || process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
