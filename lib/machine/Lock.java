package machine;

import module java.base;

/// The lock that a run holds while it measures, so that a second run on the same machine is
/// noticed. The operating system releases the lock when the process ends, for whatever reason.
public final class Lock {
  /// One file for the machine.
  public static final Path FILE = folder().resolve("concurrency-bench.lock");

  private static final List<FileChannel> HELD = new ArrayList<>();

  private Lock() {}

  /// Where all users may write, and where no setting of one of them leads: the system's folder for
  /// locks if it is for all, otherwise its temporary folder.
  private static Path folder() {
    var locks = Path.of("/run/lock");
    var temporary = Path.of("/tmp");
    try {
      if (Files.getPosixFilePermissions(locks).contains(PosixFilePermission.OTHERS_WRITE))
        return locks;
    } catch (IOException | UnsupportedOperationException e) {
      // Not every system has it.
    }
    return Files.isDirectory(temporary) ? temporary : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /// Takes the lock for the rest of this process.
  ///
  /// @return a message that names the holder, if the lock is not free
  public static Optional<String> take() {
    try {
      var channel = open();
      if (channel.tryLock() == null) {
        var holder = Files.readString(FILE).strip();
        channel.close();
        return Optional.of(
            "another run is going on (process "
                + holder
                + "): both measure each other. Wait until it has ended");
      }
      channel
          .truncate(0)
          .write(
              ByteBuffer.wrap(
                  Long.toString(ProcessHandle.current().pid())
                      .getBytes(StandardCharsets.US_ASCII)));
      // An open channel without any reference may be garbage collected, and the lock with it.
      HELD.add(channel);
      return Optional.empty();
    } catch (IOException | OverlappingFileLockException e) {
      return Optional.of(
          "no lock could be taken in "
              + FILE
              + " ("
              + e.getMessage()
              + "): another run would not be noticed");
    }
  }

  /// One lock for all users. Linux lets nobody open another user's file for creation in a folder
  /// that all may write to, so a file that is there is opened without it. A link that somebody put
  /// there is not followed.
  private static FileChannel open() throws IOException {
    try {
      var made =
          FileChannel.open(
              FILE,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      // On Windows, the file is in a folder of the user's own.
      if (FILE.getFileSystem().supportedFileAttributeViews().contains("posix"))
        Files.setPosixFilePermissions(FILE, PosixFilePermissions.fromString("rw-rw-rw-"));
      return made;
    } catch (FileAlreadyExistsException e) {
      return FileChannel.open(
          FILE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
