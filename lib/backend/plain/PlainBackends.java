//SOURCES PlainCatsEffect.java
//SOURCES PlainCompletableFutures.java
//SOURCES PlainJox.java
//SOURCES PlainKotlin.java
//SOURCES PlainMutiny.java
//SOURCES PlainNetty.java
//SOURCES PlainPekko.java
//SOURCES PlainReactor.java
//SOURCES PlainRxJava.java
//SOURCES PlainStructured.java
//SOURCES PlainThreads.java
//SOURCES PlainVertX.java
//SOURCES PlainZio.java
//SOURCES ../Backends.java
//SOURCES ../EventLoop.java
//SOURCES ../Plain.java
//SOURCES ../ThreadPerTask.java

package backend.plain;

import module java.base;

import backend.Backends;
import backend.EventLoop;
import backend.Plain;
import backend.ThreadPerTask;

/// Every backend of the JVM as users have its library, by the id of the backend.
public final class PlainBackends {
  /// These are lambdas, because references to constructors would load every library.
  private static final Map<String, Supplier<Plain<?>>> ALL =
      Map.ofEntries(
          Map.entry("bare", () -> new Plain<>(new EventLoop()) {}),
          Map.entry("cats-effect", () -> new PlainCatsEffect()),
          Map.entry("completable-future", () -> new PlainCompletableFutures()),
          Map.entry("jox", () -> new PlainJox()),
          Map.entry("kotlin-coroutines", () -> new PlainKotlin()),
          Map.entry("mutiny", () -> new PlainMutiny()),
          Map.entry("netty", () -> new PlainNetty()),
          Map.entry("pekko", () -> new PlainPekko("")),
          Map.entry("pekko-1ms", () -> new PlainPekko(Backends.TICK)),
          Map.entry("platform-threads", () -> new PlainThreads(ThreadPerTask.platform())),
          Map.entry("reactor", () -> new PlainReactor()),
          Map.entry("rxjava", () -> new PlainRxJava()),
          Map.entry("structured", () -> new PlainStructured()),
          Map.entry("vertx", () -> PlainVertX.perProcessor()),
          Map.entry("vertx-1", () -> PlainVertX.single()),
          Map.entry("virtual-threads", () -> new PlainThreads(ThreadPerTask.virtual())),
          Map.entry("zio", () -> new PlainZio()));

  private PlainBackends() {}

  /// A new one. The caller closes it. A backend that shows nothing beyond the operations of
  /// `Backend` has only those.
  ///
  /// Programs combine operations without looking into them, so they have no use for the library's
  /// own type. Only this method drops the type.
  @SuppressWarnings("unchecked")
  public static Plain<Object> open(String id) {
    var known = ALL.get(id);
    return known != null
        ? (Plain<Object>) known.get()
        : new Plain<>(Backends.find(id).orElseThrow().open()) {};
  }

  public static Set<String> ids() {
    return ALL.keySet();
  }
}
