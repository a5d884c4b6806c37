package process;

import module java.base;

import java.nio.channels.FileChannel;

/// What is kept between runs, outside of the project.
final class Caches {
  private Caches() {}

  /// A folder of that name; it may not exist yet.
  static Path folder(String name) {
    var home = System.getenv("XDG_CACHE_HOME");
    var root =
        home == null || !home.startsWith("/")
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(home);
    return root.resolve("concurrency-measured").resolve(name);
  }

  /// A short name for these texts and no others.
  static String key(String... texts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var text : texts) digest.update((text + "\0").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Held by one process at a time: two first runs at once do not fill a folder together.
  static FileChannel lock(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    var channel =
        FileChannel.open(
            folder.resolveSibling(folder.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    channel.lock();
    return channel;
  }

  static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // It is not there.
    }
  }
}
