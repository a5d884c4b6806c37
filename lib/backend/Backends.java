//DEPS org.slf4j:slf4j-nop:2.0.17
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
//SOURCES Backend.java
//SOURCES CatsEffect.java
//SOURCES CompletableFutures.java
//SOURCES EventLoop.java
//SOURCES Jox.java
//SOURCES KotlinCoroutines.java
//SOURCES Mutiny.java
//SOURCES Netty.java
//SOURCES Pekko.java
//SOURCES Reactor.java
//SOURCES RxJava.java
//SOURCES Structured.java
//SOURCES ThreadPerTask.java
//SOURCES Unsupported.java
//SOURCES VertX.java
//SOURCES Zio.java

package backend;

import module java.base;

/// The list of backends, with what the command line, the tests and the plots know about them.
public final class Backends {

  /// One row of the list. Its adapter and its library are loaded by {@link #open}, not before.
  ///
  /// @param id the name on the command line, in results and in plots
  /// @param runtime "jvm" or "python"
  /// @param library the name of the library
  /// @param version the release that is measured
  /// @param kind what a task is: a thread, a fiber, a call-back …
  /// @param about what it is, in half a sentence
  /// @param setting a documented setting of the library that is not its default; null if all
  ///     settings are the default
  /// @param factory makes an adapter
  public record Entry(
      String id,
      String runtime,
      String library,
      String version,
      String kind,
      String about,
      String setting,
      Supplier<Backend<?>> factory) {

    /// A new adapter. The caller closes it.
    ///
    /// Scenarios combine operations without looking into them, so they have no use for the
    /// library's own type. Only this method drops the type.
    @SuppressWarnings("unchecked")
    public Backend<Object> open() {
      return (Backend<Object>) factory.get();
    }

    /// The same library with another setting, which the factory applies.
    Entry with(String setting) {
      return new Entry(id, runtime, library, version, kind, about, setting, factory);
    }

    /// Whether a quick run measures it.
    public boolean core() {
      return CORE.contains(id);
    }
  }

  /// The setting of `pekko-1ms`.
  public static final String TICK = "pekko.scheduler.tick-duration = 1ms";

  private static final String JDK = Runtime.version().toString().replaceFirst("[+-].*", "");

  /// These are lambdas, because references to constructors would load every adapter.
  private static final List<Entry> ALL =
      List.of(
          jdk(
              "platform-threads",
              "thread",
              "a thread of the operating system per task",
              () -> ThreadPerTask.platform()),
          jdk(
              "virtual-threads",
              "virtual thread",
              "a virtual thread per task",
              () -> ThreadPerTask.virtual()),
          jdk(
              "structured",
              "virtual thread",
              "virtual threads in a StructuredTaskScope",
              () -> new Structured()),
          jdk(
              "completable-future",
              "stage",
              "CompletableFuture on the common pool; the adapter passes a cancellation on",
              () -> new CompletableFutures()),
          jvm(
              "kotlin-coroutines",
              "kotlinx.coroutines",
              "1.11.0",
              "coroutine",
              "coroutines on Dispatchers.Default",
              () -> new KotlinCoroutines()),
          jvm(
              "reactor",
              "Project Reactor",
              "3.8.8",
              "stream",
              "Mono on Schedulers.parallel()",
              () -> new Reactor()),
          jvm(
              "rxjava",
              "RxJava",
              "3.1.12",
              "stream",
              "Completable on Schedulers.computation()",
              () -> new RxJava()),
          jvm(
              "mutiny",
              "SmallRye Mutiny",
              "3.3.0",
              "stream",
              "Uni on its cached pool of threads",
              () -> new Mutiny()),
          jvm(
              "vertx",
              "Vert.x",
              "5.2.3",
              "call-back",
              "futures on the event loops of a verticle per processor",
              () -> VertX.perProcessor()),
          jvm(
                  "vertx-1",
                  "Vert.x",
                  "5.2.3",
                  "call-back",
                  "futures on the event loop of a single verticle",
                  () -> VertX.single())
              .with("one verticle"),
          jvm("pekko", "Apache Pekko", "1.7.0", "actor", "an actor per task", () -> new Pekko()),
          jvm(
                  "pekko-1ms",
                  "Apache Pekko",
                  "1.7.0",
                  "actor",
                  "an actor per task, timers in ticks of 1 ms",
                  () -> new Pekko(TICK))
              .with(TICK),
          jvm(
              "jox",
              "Jox",
              "0.5.0",
              "virtual thread",
              "virtual threads in a supervised scope",
              () -> new Jox()),
          jvm(
              "netty",
              "Netty",
              "4.2.20.Final",
              "call-back",
              "promises on a group of event loops",
              () -> new Netty()),
          jvm(
              "cats-effect",
              "Cats Effect",
              "3.7.1",
              "fiber",
              "fibers of IO, timers on a thread of their own (issue 4674)",
              () -> new CatsEffect()),
          jvm(
              "zio",
              "ZIO",
              "2.1.26",
              "fiber",
              "fibers of ZIO on the default runtime",
              () -> new Zio()),
          jdk(
              "bare",
              "call-back",
              "a hand-written single-thread event loop, the baseline",
              () -> new EventLoop()),
          python("asyncio", "asyncio", "of the Python", "a Task in a TaskGroup, the default loop"),
          python("asyncio-uvloop", "uvloop", "0.23.0", "asyncio on the event loop of libuv"),
          python("trio", "Trio", "0.35.0", "a task in a nursery"),
          python("anyio-asyncio", "AnyIO", "4.16.0", "a task in a task group on asyncio"),
          python("anyio-trio", "AnyIO", "4.16.0", "a task in a task group on Trio"),
          python("anyio-uvloop", "AnyIO", "4.16.0", "a task in a task group on uvloop"));

  /// The backends that a quick run measures: virtual threads, stages, coroutines and streams, and
  /// the three Python backends that the first study compared.
  private static final Set<String> CORE =
      Set.of(
          "virtual-threads",
          "completable-future",
          "kotlin-coroutines",
          "reactor",
          "asyncio",
          "trio",
          "anyio-asyncio");

  private Backends() {}

  private static Entry jdk(String id, String kind, String about, Supplier<Backend<?>> factory) {
    return jvm(id, "OpenJDK", JDK, kind, about, factory);
  }

  private static Entry jvm(
      String id,
      String library,
      String version,
      String kind,
      String about,
      Supplier<Backend<?>> factory) {
    return new Entry(id, "jvm", library, version, kind, about, null, factory);
  }

  /// A backend of Python. Its adapter is in `lib/python`.
  private static Entry python(String id, String library, String version, String about) {
    return new Entry(
        id,
        "python",
        library,
        version,
        "coroutine",
        about,
        null,
        () -> {
          throw new Unsupported(id + " lives in a Python process");
        });
  }

  /// Every backend, in the order of help and legends.
  public static List<Entry> all() {
    return ALL;
  }

  /// The backends of one runtime.
  public static List<Entry> on(String runtime) {
    return ALL.stream().filter(entry -> entry.runtime().equals(runtime)).toList();
  }

  /// Every id.
  public static List<String> ids() {
    return ALL.stream().map(Entry::id).toList();
  }

  /// The runtimes of the backends: "jvm", "python".
  public static List<String> runtimes() {
    return ALL.stream().map(Entry::runtime).distinct().toList();
  }

  /// The backend of that id, if there is one.
  public static Optional<Entry> find(String id) {
    return ALL.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }
}
