//DEPS org.junit.jupiter:junit-jupiter:6.1.3

package test.support;

import module java.base;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The number of tests in a suite. It includes parameterized tests, which JUnit discovers only when
/// it runs them.
public final class Count {
  private Count() {}

  /// @param suite its class
  public static int of(Class<?> suite) {
    return Stream.of(suite.getDeclaredMethods()).mapToInt(Count::of).sum();
  }

  private static int of(Method method) {
    int count = method.isAnnotationPresent(Test.class) ? 1 : 0;
    var csv = method.getAnnotation(CsvSource.class);
    if (csv != null) count += csv.value().length + (int) csv.textBlock().lines().count();
    var values = method.getAnnotation(ValueSource.class);
    if (values != null) count += values.ints().length + values.strings().length;
    var source = method.getAnnotation(MethodSource.class);
    // The empty name, which is the default, is that of the method itself.
    if (source != null)
      for (var name : source.value())
        count += made(method.getDeclaringClass(), name.isEmpty() ? method.getName() : name);
    return count;
  }

  /// @param name of the method that provides the parameters; with its class if that is another one
  private static int made(Class<?> suite, String name) {
    try {
      var parts = name.split("#");
      var place = parts.length == 1 ? suite : Class.forName(parts[0]);
      var source = place.getDeclaredMethod(parts[parts.length - 1]);
      source.setAccessible(true);
      return switch (source.invoke(null)) {
        case Stream<?> made -> (int) made.count();
        case Collection<?> made -> made.size();
        case Object made -> throw new IllegalStateException(name + " makes a " + made.getClass());
      };
    } catch (ReflectiveOperationException e) {
      // Then one test fails and reports the reason.
      return 1;
    }
  }
}
