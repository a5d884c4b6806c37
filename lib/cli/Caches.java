package cli;

import module java.base;

import java.nio.channels.FileChannel;

/// Files that are kept between runs, outside of the project.
public final class Caches {
  private Caches() {}

  /// The folder of that name, which may not exist yet.
  public static Path folder(String name) {
    var home = System.getenv("XDG_CACHE_HOME");
    var root =
        home == null || !home.startsWith("/")
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(home);
    return root.resolve("concurrency-measured").resolve(name);
  }

  /// A short name that stands for these texts and for no others.
  public static String key(String... texts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var text : texts) digest.update((text + "\0").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Takes a lock that one process holds at a time. So two first runs at the same time do not fill
  /// a folder together.
  public static FileChannel lock(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    var channel =
        FileChannel.open(
            folder.resolveSibling(folder.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    channel.lock();
    return channel;
  }

  /// Deletes the files in a folder that were written longer ago than that.
  public static void deleteOld(Path folder, Duration kept) {
    var oldest = Instant.now().minus(kept).toEpochMilli();
    var files = folder.toFile().listFiles(file -> file.lastModified() < oldest);
    if (files != null) Stream.of(files).forEach(File::delete);
  }

  public static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // The folder does not exist.
    }
  }
}
