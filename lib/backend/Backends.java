//SOURCES Backend.java
//SOURCES CompletableFutures.java
//SOURCES EventLoop.java
//SOURCES Structured.java
//SOURCES ThreadPerTask.java

package backend;

import module java.base;

/// The list of backends: what the command line, the tests and the plots know of them.
public final class Backends {

  /// One row of the list. Its adapter and its library are loaded by {@link #open}, not before.
  ///
  /// @param id the name on the command line, in results and in plots
  /// @param runtime "jvm" or "python"
  /// @param library the name of the library
  /// @param version the release that is measured
  /// @param about what it is, in half a sentence
  /// @param factory makes an adapter
  public record Entry(
      String id,
      String runtime,
      String library,
      String version,
      String about,
      Supplier<Backend<?>> factory) {

    /// A new adapter. The caller closes it.
    ///
    /// Scenarios combine operations without looking into them, so the library's own type is of no use to them: it is
    /// dropped in this one place.
    @SuppressWarnings("unchecked")
    public Backend<Object> open() {
      return (Backend<Object>) factory.get();
    }
  }

  private static final String JDK = Runtime.version().toString().replaceFirst("[+-].*", "");

  private static final List<Entry> ALL =
      List.of(
          jdk(
              "platform-threads",
              "a thread of the operating system per task",
              () -> new ThreadPerTask(Thread.ofPlatform().factory())),
          jdk(
              "virtual-threads",
              "a virtual thread per task",
              () -> new ThreadPerTask(Thread.ofVirtual().factory())),
          jdk("structured", "virtual threads in a StructuredTaskScope", Structured::new),
          jdk(
              "completable-future",
              "CompletableFuture on the common pool",
              CompletableFutures::new),
          jdk("bare", "a hand-written single-thread event loop, the floor", EventLoop::new));

  private Backends() {}

  private static Entry jdk(String id, String about, Supplier<Backend<?>> factory) {
    return new Entry(id, "jvm", "OpenJDK", JDK, about, factory);
  }

  /// Every backend, in the order of help and legends.
  public static List<Entry> all() {
    return ALL;
  }

  /// Every id.
  public static List<String> ids() {
    return ALL.stream().map(Entry::id).toList();
  }

  /// The runtimes that the backends live on: "jvm", "python".
  public static List<String> runtimes() {
    return ALL.stream().map(Entry::runtime).distinct().toList();
  }

  /// The backend of that id, if there is one.
  public static Optional<Entry> find(String id) {
    return ALL.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }
}
