package test.support;

import module java.base;

/// The instructions in chapters of a guide: what the reader writes and types. The line above a
/// block of code ends with an instruction for it: "Write `FILE`:", or "In `FILE`, after `LINE`,
/// add:" (or before it). FILE may be a folder in which exactly one file has that line. Blocks of
/// `sh` are commands. Blocks of `text` show output.
///
/// @param edits in the order of the text
/// @param commands in the order of the text: the words after `./jbang`
public record Guide(List<Edit> edits, List<List<String>> commands) {
  private static final Pattern BLOCK =
      Pattern.compile(
          "((?:^[^\n]+\n)+)\n```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern WRITE = Pattern.compile("Write `([^`]+)`:$");
  private static final Pattern ADD =
      Pattern.compile("In `([^`]+)`, (after|before) (`+) ?(.+?) ?\\3, add:$");

  /// A block of code and its place.
  ///
  /// @param place file or folder, relative to the project's folder
  /// @param line the line after or before which the text is inserted; null if the text is a whole
  ///     file
  public record Edit(String place, boolean after, String line, String text) {

    /// Applies this edit to a project.
    public void in(Path project) throws IOException {
      if (line == null) {
        Files.writeString(project.resolve(place), text, StandardOpenOption.CREATE_NEW);
        return;
      }
      var file = file(project.resolve(place));
      var lines = new ArrayList<>(Files.readAllLines(file));
      lines.addAll(lines(file).getFirst() + (after ? 1 : 0), text.lines().toList());
      Files.write(file, lines);
    }

    private Path file(Path file) throws IOException {
      try (var files = Files.walk(file)) {
        var having =
            files.filter(Files::isRegularFile).filter(one -> !lines(one).isEmpty()).toList();
        if (having.size() != 1 || lines(having.getFirst()).size() != 1)
          throw new AssertionError(place + " has not one line " + line + ", but " + having);
        return having.getFirst();
      }
    }

    /// The positions of the line in a file, whatever its indentation.
    private List<Integer> lines(Path file) {
      try {
        var lines = Files.readAllLines(file);
        return IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).strip().equals(line))
            .boxed()
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// @param titles of chapters in which every block must be an edit, a command or output
  public static Guide of(Path file, String... titles) throws IOException {
    var edits = new ArrayList<Edit>();
    var commands = new ArrayList<List<String>>();
    for (var title : titles) {
      var blocks = BLOCK.matcher(chapter(Files.readString(file), title));
      while (blocks.find()) {
        var text = blocks.group(3);
        switch (blocks.group(2)) {
          case "sh" -> text.lines().map(Guide::words).forEach(commands::add);
          case "text" -> {}
          default -> edits.add(edit(blocks.group(1).strip().replace("\n", " "), text));
        }
      }
    }
    return new Guide(edits, commands);
  }

  private static String chapter(String text, String title) {
    var chapter =
        Pattern.compile("\n## " + Pattern.quote(title) + "\n(.*?)(?=\n## |\\z)", Pattern.DOTALL)
            .matcher(text);
    if (!chapter.find()) throw new AssertionError("no chapter " + title);
    return chapter.group(1);
  }

  private static List<String> words(String command) {
    var words = List.of(command.split(" +"));
    if (!words.getFirst().equals("./jbang")) throw new AssertionError("not ./jbang: " + command);
    return words.subList(1, words.size());
  }

  private static Edit edit(String above, String text) {
    var write = WRITE.matcher(above);
    if (write.find()) return new Edit(write.group(1), false, null, text);
    var add = ADD.matcher(above);
    if (add.find()) return new Edit(add.group(1), add.group(2).equals("after"), add.group(4), text);
    throw new AssertionError("a block without a place: " + above + "\n" + text);
  }

  /// The only command that begins with this word.
  public List<String> command(String word) {
    var found =
        commands.stream().filter(words -> words.getFirst().equals(word)).distinct().toList();
    if (found.size() != 1) throw new AssertionError("not one command " + word + ": " + found);
    return found.getFirst();
  }
}
