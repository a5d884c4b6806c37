package machine;

import module java.base;

/// Files in which the system describes itself, such as those below `/proc` and `/sys`. What cannot
/// be read is not there. A file is read by one reader: the kernel does not return the rest of such
/// a file to a second one.
public final class SystemFile {
  private SystemFile() {}

  /// All lines; none where the file cannot be read.
  static List<String> lines(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      return reader.lines().toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /// The first line; null where there is none.
  static String first(Path file) {
    return lines(file).stream().findFirst().map(String::strip).orElse(null);
  }

  /// The number in the first line; empty where there is none, as for "max".
  public static OptionalLong number(Path file) {
    return number(first(file));
  }

  static OptionalLong number(String text) {
    try {
      return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
