//SOURCES Command.java

package test.support;

import module java.base;

import org.opentest4j.TestAbortedException;

/// A real file system of 1 MiB in memory, mounted on a folder. It needs permission to mount.
public record Disk(Path folder) implements AutoCloseable {

  public static Disk on(Path folder) {
    var mount =
        Command.run(
            Map.of(), "", "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString());
    if (mount.exit() != 0)
      throw new TestAbortedException(
          "no disk can be filled without the right to mount one: test as root on Linux. "
              + mount.err());
    return new Disk(folder);
  }

  /// The results file on this disk.
  public Path file() {
    return folder.resolve("latest.json");
  }

  /// Fills all space that is left.
  public void fill() throws IOException {
    try (var filler =
        Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (var page = new byte[4096]; ; ) filler.write(page);
    } catch (IOException e) {
      if (!"No space left on device".equals(e.getMessage())) throw e;
    }
  }

  public void free() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  /// The unfinished files: those that are neither the results nor the filler nor a dated copy.
  public List<Path> drafts() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }

  @Override
  public void close() {
    Command.run(Map.of(), "", "umount", "-l", folder.toString()).exits(0);
  }
}
