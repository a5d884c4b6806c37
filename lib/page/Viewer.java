//SOURCES ../process/Commands.java

package page;

import module java.base;

import process.Commands;

/// The browser of whoever sits at this machine.
public final class Viewer {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("xdg-open"),
          List.of("open"),
          List.of("rundll32.exe", "url.dll,FileProtocolHandler"));

  /// A command that is still running then has opened a browser and waits for its end.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Viewer() {}

  /// Opens a page.
  ///
  /// @return what came of it, in a sentence
  public static String open(Path page) {
    var command =
        COMMANDS.stream()
            .filter(one -> Commands.onPath(one.getFirst()).findFirst().isPresent())
            .findFirst();
    if (command.isEmpty())
      return page + " is written. There is no xdg-open or open here: open it in a browser.";
    var line = Stream.concat(command.get().stream(), Stream.of("" + page.toAbsolutePath()));
    return opens(line.toList())
        ? "Opened: " + page
        : "%s is written, but %s could not open it: open it in a browser."
            .formatted(page, command.get().getFirst());
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
