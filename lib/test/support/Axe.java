//SOURCES ../../Library.java

package test.support;

import module java.base;

import cli.Caches;

/// axe-core, which finds what keeps people from using a page. npm fetches it once.
public final class Axe {
  private static final String PACKAGE = "axe-core";
  private static final String VERSION = "4.14.1";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// An expression: what axe finds fault with, a line each.
  public static final String VIOLATIONS =
      "axe.run({resultTypes: ['violations']}).then(it => it.violations.map(one =>"
          + " `${one.id}: ${one.nodes.length}, ${one.nodes[0].html.slice(0, 200)}"
          + " ${one.nodes[0].failureSummary}`).join('\\n'))";

  private Axe() {}

  /// Its source; empty if it is not there and cannot be had.
  public static Optional<String> source() {
    try {
      var kept = Caches.folder(PACKAGE + "-" + VERSION + ".js");
      if (!Files.exists(kept)) fetch(kept);
      return Optional.of(Files.readString(kept));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void fetch(Path kept) throws IOException {
    var folder = Files.createTempDirectory("axe");
    try {
      run(folder, "npm", "pack", "--silent", PACKAGE + "@" + VERSION);
      run(folder, "tar", "-xzf", PACKAGE + "-" + VERSION + ".tgz");
      Files.createDirectories(kept.getParent());
      Files.move(folder.resolve("package/axe.min.js"), kept, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Caches.delete(folder);
    }
  }

  private static void run(Path folder, String... line) throws IOException {
    var process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor(PATIENCE) && process.exitValue() == 0) return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new IOException(line[0] + " failed");
  }
}
