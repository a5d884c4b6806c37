//SOURCES ../cli/Caches.java

package process;

import module java.base;

import cli.Caches;

/// The parsed classes of the libraries that a backend loads. With them, a worker starts in half the
/// processor time. The first worker of a backend writes them when it ends; those of all scripts use
/// them, because a script's own jar is not on the class path (`worker.Start`).
///
/// @param file null if there is no place for it
record ClassArchive(Path file) {
  private static final Duration KEPT = Duration.ofDays(7);

  /// Arguments that say nothing about classes.
  private static final Pattern OTHER = Pattern.compile("-D.*|-Xm[sx].*|-XX:TieredStopAtLevel=.*");

  /// @param classPath of the workers, without the script's jar
  /// @param jvmArgs of the workers. With some of them, such as another collector, an archive is of
  ///     no use
  static ClassArchive of(String backend, String classPath, List<String> jvmArgs) {
    var flags = jvmArgs.stream().filter(arg -> !OTHER.matcher(arg).matches()).toList();
    var key = Caches.key(System.getProperty("java.vm.version"), classPath, "" + flags);
    var folder = Caches.folder("classes");
    try {
      Files.createDirectories(folder);
      return new ClassArchive(folder.resolve(backend + "-" + key + ".jsa"));
    } catch (IOException e) {
      return new ClassArchive(null);
    }
  }

  private Path written() {
    return file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
  }

  /// Options of the JVM of a worker. What it prints about an archive is not a failure. Checksums
  /// show whether a file is damaged; without them, the JVM would crash.
  List<String> options() {
    var quiet = Stream.of("-Xlog:disable", "-Xlog:all=error,cds*=off:stderr");
    if (file == null) return quiet.toList();
    var use =
        Files.exists(file)
            ? Stream.of("-XX:SharedArchiveFile=" + file, "-XX:+VerifySharedSpaces")
            : Stream.of("-XX:ArchiveClassesAtExit=" + written());
    return Stream.concat(use, quiet).toList();
  }

  /// Takes over what a worker has written at its end.
  ///
  /// @param whole whether that worker has ended by itself
  void keep(boolean whole) {
    if (file == null) return;
    try {
      if (!Files.exists(written())) return;
      if (whole) {
        Files.move(written(), file, StandardCopyOption.ATOMIC_MOVE);
        Caches.deleteOld(file.getParent(), KEPT);
      } else Files.delete(written());
    } catch (IOException e) {
      // Another worker will write one.
    }
  }
}
