//SOURCES Calibration.java
//SOURCES Json.java
//SOURCES Results.java
//SOURCES Texts.java
//SOURCES UserError.java
//SOURCES Validation.java

package result;

import module java.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;

/// Reads and writes results files.
public final class ResultsFile {
  private ResultsFile() {}

  /// @throws UserError if the file cannot be read, is not one of ours, or has values that no run
  ///     measures; it names file, cell and field
  public static Results read(Path file) {
    return read(file, Results.class, "a results file", "./jbang bench", Validation::check);
  }

  /// @throws UserError if there is none, or it is something else
  public static Calibration calibration(Path file) {
    return read(file, Calibration.class, "a calibration", "./jbang calibrate", Validation::check);
  }

  private interface Check<T> {
    void on(T read) throws Validation.Impossible;
  }

  private static <T> T read(
      Path file, Class<T> type, String what, String command, Check<T> check) {
    var again = ". Measure again (%s) or name another file.".formatted(command);
    try {
      var read = Json.strict(Texts.read(file), type);
      check.on(read);
      return read;
    } catch (NoSuchFileException e) {
      throw new UserError(
          file
              + ": no such file. Measure first (%s), or name another file.".formatted(command));
    } catch (CharacterCodingException e) {
      throw new UserError(file + ": is not UTF-8, as JSON is. Save it as UTF-8.");
    } catch (JsonProcessingException e) {
      throw new UserError("%s: not %s: %s%s".formatted(file, what, words(e), again));
    } catch (Validation.Impossible e) {
      throw new UserError("%s: not %s: %s%s".formatted(file, what, e.getMessage(), again));
    } catch (IOException e) {
      throw new UserError(file + ": cannot be read: " + reason(e));
    }
  }

  /// "line 3, cells[0].rounds[1].cpu_ns: ...".
  private static String words(JsonProcessingException e) {
    var at = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ", ";
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty())
      at +=
          mapping.getPath().stream()
                  .map(part ->
                      part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                  .collect(Collectors.joining())
                  .substring(1)
              + ": ";
    return at + e.getOriginalMessage().lines().findFirst().orElse("");
  }

  /// Writes the whole file beside its place and then moves it there, so that readers see the old
  /// one or the new one.
  ///
  /// @throws UserError if the place cannot be written
  public static void write(Path file, Object results) {
    var folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
      // Not a temporary file of the JDK: those are readable by nobody else.
      var draft =
          file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
      try {
        Files.write(draft, Texts.bytes(file, results));
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UserError(
          file
              + ": cannot be written: "
              + reason(e)
              + ". Choose another place with --out or --json.");
    }
  }

  /// Why a file cannot be read or written, in words.
  public static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException exists -> exists.getFile() + " is a file, not a folder";
      case NotDirectoryException not -> not.getFile() + " is not a folder";
      case NoSuchFileException _ -> "the system lets nobody make a file there";
      case FileSystemException fs when fs.getReason() != null -> fs.getReason();
      default -> e.getMessage();
    };
  }
}
