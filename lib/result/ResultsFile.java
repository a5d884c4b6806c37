//SOURCES Calibration.java
//SOURCES Json.java
//SOURCES Results.java
//SOURCES Texts.java
//SOURCES UserError.java
//SOURCES Validation.java

package result;

import module java.base;

import com.fasterxml.jackson.core.JsonProcessingException;

/// Reads and writes results files.
public final class ResultsFile {
  private static final int MOST_LINKS = 40;

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

  /// Read before everything else: what a newer version writes may have another form.
  private record Version(int schema) {}

  private interface Check<T> {
    void on(T read) throws Validation.Impossible;
  }

  private static <T> T read(Path file, Class<T> type, String what, String command, Check<T> check) {
    var again = ". Measure again (%s) or name another file.".formatted(command);
    try {
      var text = Texts.read(file);
      var version = Json.read(text, Version.class);
      if (version == null) throw new Validation.Impossible("the file is null");
      if (version.schema() > Results.SCHEMA)
        throw new UserError(
            "%s: schema %d is newer than %d, the newest that this version reads. Update this project, then try again."
                .formatted(file, version.schema(), Results.SCHEMA));
      var read = Json.strict(text, type);
      check.on(read);
      return read;
    } catch (NoSuchFileException e) {
      throw new UserError(
          file + ": no such file. Measure first (%s), or name another file.".formatted(command));
    } catch (CharacterCodingException e) {
      throw new UserError(file + ": is not UTF-8, as JSON is. Save it as UTF-8.");
    } catch (JsonProcessingException e) {
      throw new UserError("%s: not %s: %s%s".formatted(file, what, Json.problem(e), again));
    } catch (Validation.Impossible e) {
      throw new UserError("%s: not %s: %s%s".formatted(file, what, e.getMessage(), again));
    } catch (IOException e) {
      throw new UserError(file + ": cannot be read: " + reason(e));
    }
  }

  /// Writes the whole file.
  ///
  /// @throws UserError if the file cannot be written
  public static void write(Path file, Object results) {
    try {
      replace(file, Texts.bytes(file, results), "--out or --json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a place holds what is written to it: a regular file, or one that is yet to be made. A
  /// device or a FIFO passes it on.
  ///
  /// @throws UserError if it is a folder
  public static boolean keeps(Path file) {
    if (Files.isDirectory(file)) throw new UserError(file + ": is a folder. Name a file in it.");
    return isRegular(target(file));
  }

  /// Writes beside the place and then moves the file there, so that readers see the old one or the
  /// new one. Symbolic links are followed. Into a device or a FIFO it writes directly.
  ///
  /// @param option by which another place is chosen
  /// @throws UserError if the place cannot be written
  public static void replace(Path file, byte[] bytes, String option) {
    try {
      var target = target(file);
      Files.createDirectories(target.toAbsolutePath().getParent());
      if (keeps(file)) move(target, bytes);
      else Files.write(target, bytes, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UserError(
          "%s: cannot be written: %s. Choose another place with %s."
              .formatted(file, reason(e), option));
    }
  }

  private static void move(Path target, byte[] bytes) throws IOException {
    // Not a temporary file of the JDK: those are readable by nobody else.
    var draft =
        target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      Files.write(draft, bytes);
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /// Where a chain of symbolic links ends. Those of the kernel name no file: they stay.
  private static Path target(Path file) {
    var target = file;
    for (int i = 0; i < MOST_LINKS && isLink(target); i++)
      try {
        target = target.resolveSibling(Files.readSymbolicLink(target));
      } catch (IOException e) {
        return target;
      }
    return target;
  }

  private static boolean isLink(Path file) {
    return Files.isSymbolicLink(file) && !isOfKernel(file);
  }

  private static boolean isOfKernel(Path file) {
    var path = file.toAbsolutePath().normalize();
    return path.startsWith("/dev") || path.startsWith("/proc");
  }

  private static boolean isRegular(Path target) {
    return !Files.exists(target) || Files.isRegularFile(target) && !isOfKernel(target);
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
