//SOURCES Cell.java
//SOURCES Json.java
//SOURCES Results.java
//SOURCES Texts.java
//SOURCES UserError.java

package result;

import module java.base;

import com.fasterxml.jackson.core.JsonProcessingException;

/// Reads and writes results files.
public final class ResultsFile {
  private ResultsFile() {}

  /// @throws UserError if the file cannot be read or is not a results file
  public static Results read(Path file) {
    Results results;
    try {
      results = Json.read(Texts.read(file), Results.class);
    } catch (NoSuchFileException e) {
      throw new UserError(
          file + ": no such file. Measure first (./jbang bench), or name another results file.");
    } catch (JsonProcessingException e) {
      var at = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw new UserError(
          file
              + at
              + ": not a results file, or a truncated one: "
              + e.getOriginalMessage().lines().findFirst().orElse("")
              + ". Measure again (./jbang bench) or name another file.");
    } catch (IOException e) {
      throw new UserError(file + ": cannot be read: " + reason(e));
    }
    if (results == null
        || results.schema() < 1
        || results.cells() == null
        || results.config() == null) {
      throw new UserError(
          file
              + ": JSON, but not a results file: it lacks \"schema\", \"config\" or \"cells\". "
              + "Measure (./jbang bench) or name another file.");
    }
    for (var cell : results.cells()) {
      var gap = gap(cell);
      if (gap != null)
        throw new UserError(
            file
                + ": not a results file, or an edited one: "
                + gap
                + ". Measure again (./jbang bench).");
    }
    if (results.schema() > Results.SCHEMA) {
      throw new UserError(
          file
              + ": schema "
              + results.schema()
              + " is newer than "
              + Results.SCHEMA
              + ", the newest that this version reads. Update this project, then try again.");
    }
    return results;
  }

  /// The part that a cell lacks although every reader relies on it; null if the cell is complete.
  private static String gap(Cell cell) {
    if (cell == null || cell.scenario() == null || cell.backend() == null)
      return "a cell without scenario or backend";
    var name = cell.scenario() + " " + cell.backend();
    if (!cell.scenario().matches("[\\w-]+"))
      return name + ": a scenario is named in letters, digits, _ and -";
    if (cell.status() == null
        || cell.metrics() == null
        || cell.flags() == null
        || cell.params() == null
        || cell.rounds() == null) {
      return name + " lacks status, params, metrics, flags or rounds";
    }
    if (cell.ok() && (cell.rounds().isEmpty() || !cell.metrics().containsKey(cell.headline()))) {
      return name + " is ok and has no numbers";
    }
    return null;
  }

  /// Writes the whole file under another name in the same folder and then moves it to its place.
  /// Readers therefore see either the old file or the new one.
  ///
  /// @throws UserError if the file cannot be written
  public static void write(Path file, Object results) {
    var folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
      // A temporary file of the JDK would be readable only by its owner.
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

  /// The reason why a file cannot be read or written, in words.
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
