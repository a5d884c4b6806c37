//DEPS io.vertx:vertx-core:5.2.3

package http;

import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/// Vert.x unpacks files of the class path into a folder of its own, which stays behind if its
/// process is killed. Nothing here reads such files, so the folder is not made.
public final class VertxFiles {
  private VertxFiles() {}

  /// The default options, without that folder.
  public static VertxOptions none() {
    return new VertxOptions()
        .setFileSystemOptions(
            new FileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false));
  }
}
