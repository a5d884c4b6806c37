//SOURCES ../result/UserError.java

package report;

import module java.base;

import result.UserError;

/// Pages whose text, in part, is written from what was measured. A part stands between two marks.
public final class Pages {
  private final Map<Path, String> texts = new TreeMap<>();
  private final String command;

  /// @param command that writes these pages, for messages
  public Pages(String command) {
    this.command = command;
  }

  /// A page all of whose text is written.
  public Pages whole(Path file, String text) {
    texts.put(file, text);
    return this;
  }

  /// A page with new text between the marks of each part.
  ///
  /// @param page a path within the project's folder
  /// @param parts the new text by the name of the part
  /// @throws UserError if the page is not there, or has no place for a part
  public Pages put(String page, Map<String, String> parts) throws IOException {
    var file = Path.of(page);
    if (!texts.containsKey(file) && !Files.exists(file))
      throw new UserError(file + ": no such file. Go to the project's folder.");
    var text = texts.containsKey(file) ? texts.get(file) : Files.readString(file);
    for (var part : parts.entrySet()) {
      var begin = "<!-- " + part.getKey() + ": written by " + command + " -->\n";
      var end = "<!-- end of " + part.getKey() + " -->\n";
      int from = text.indexOf(begin);
      int to = text.indexOf(end);
      if (from < 0 || to < from)
        throw new UserError(
            file
                + " has no place for this: add the lines "
                + begin.strip()
                + " and "
                + end.strip());
      text = text.substring(0, from) + begin + part.getValue() + text.substring(to);
    }
    return whole(file, text);
  }

  /// Writes the pages that have changed.
  ///
  /// @return exit code: 1 if a page links to a file that does not exist
  public int write() throws IOException {
    for (var page : texts.entrySet()) {
      boolean same = same(page);
      if (!same) {
        Files.createDirectories(page.getKey().toAbsolutePath().getParent());
        Files.writeString(page.getKey(), page.getValue());
      }
      System.out.println((same ? "Unchanged: " : "Written: ") + page.getKey());
    }
    return lacking();
  }

  /// Checks whether the pages are what would be written.
  ///
  /// @return exit code: 1 if one is not
  public int check() throws IOException {
    int wrong = lacking();
    for (var page : texts.entrySet()) {
      if (same(page)) continue;
      System.out.println(page.getKey() + " does not match the study. Type " + command);
      wrong = 1;
    }
    if (wrong == 0) System.out.println("Every page matches the study.");
    return wrong;
  }

  private static boolean same(Map.Entry<Path, String> page) throws IOException {
    return Files.exists(page.getKey()) && Files.readString(page.getKey()).equals(page.getValue());
  }

  /// Finds links to files of the study that do not exist. A page keeps such a link if an earlier
  /// run had more pictures, or more files.
  private int lacking() {
    var link = Pattern.compile("]\\(((?:\\.\\./|docs/)?study/[^)#]+)");
    int lacking = 0;
    for (var page : texts.entrySet()) {
      for (var found : link.matcher(page.getValue()).results().toList()) {
        var shown = page.getKey().resolveSibling(found.group(1));
        if (Files.exists(shown)) continue;
        System.out.printf(
            "%s shows %s, which is not there: take the link out, or publish a run that has it.%n",
            page.getKey(), shown);
        lacking = 1;
      }
    }
    return lacking;
  }
}
