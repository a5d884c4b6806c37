//SOURCES PlainCatsEffect.java
//SOURCES PlainJox.java
//SOURCES PlainKotlin.java
//SOURCES PlainPekko.java
//SOURCES PlainStructured.java
//SOURCES PlainThreads.java
//SOURCES PlainZio.java
//SOURCES ../Backends.java
//SOURCES ../Plain.java
//SOURCES ../ThreadPerTask.java

package backend.plain;

import module java.base;

import backend.Backends;
import backend.Plain;
import backend.ThreadPerTask;

/// Every backend of the JVM as users have its library, by the id of the backend.
public final class PlainBackends {
  /// These are lambdas, because references to constructors would load every library.
  private static final Map<String, Supplier<Plain<?>>> ALL =
      Map.ofEntries(
          Map.entry("cats-effect", () -> new PlainCatsEffect()),
          Map.entry("jox", () -> new PlainJox()),
          Map.entry("kotlin-coroutines", () -> new PlainKotlin()),
          Map.entry("pekko", () -> new PlainPekko("")),
          Map.entry("pekko-1ms", () -> new PlainPekko(Backends.TICK)),
          Map.entry("platform-threads", () -> new PlainThreads(ThreadPerTask.platform())),
          Map.entry("structured", () -> new PlainStructured()),
          Map.entry("virtual-threads", () -> new PlainThreads(ThreadPerTask.virtual())),
          Map.entry("zio", () -> new PlainZio()));

  private PlainBackends() {}

  /// A new one. The caller closes it.
  ///
  /// Programs combine operations without looking into them, so they have no use for the library's
  /// own type. Only this method drops the type.
  @SuppressWarnings("unchecked")
  public static Plain<Object> open(String id) {
    return (Plain<Object>) ALL.get(id).get();
  }

  public static Set<String> ids() {
    return ALL.keySet();
  }
}
