package worker;

import module java.base;

import java.lang.reflect.Modifier;

/// Runs a script whose jar is not on the class path. So the class path of all scripts is the same,
/// and their workers can share an archive of parsed classes.
public final class Start {
  private Start() {}

  /// @param args the script's jar, its main class, and its own arguments
  static void main(String... args) throws Throwable {
    var loader = new URLClassLoader(new URL[] {Path.of(args[0]).toUri().toURL()});
    script(loader.loadClass(args[1]), Arrays.copyOfRange(args, 2, args.length));
  }

  /// Runs the main method of a script, which needs an instance of it.
  ///
  /// @throws Throwable what the script throws
  static void script(Class<?> type, String... args) throws Throwable {
    try {
      var main = type.getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      Object script = null;
      if (!Modifier.isStatic(main.getModifiers())) {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        script = constructor.newInstance();
      }
      main.invoke(script, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
