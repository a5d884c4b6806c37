//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED

package machine;

import module java.base;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Functions of the C library of Linux.
final class Native {
  private Native() {}

  /// A function that returns an int.
  ///
  /// @return null if there is none of that name, or if the system is not Linux
  @SuppressWarnings("restricted")
  static MethodHandle function(String name, MemoryLayout... arguments) {
    if (!System.getProperty("os.name").equals("Linux")) return null;
    var linker = Linker.nativeLinker();
    var type = FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments);
    return linker
        .defaultLookup()
        .find(name)
        .map(address -> linker.downcallHandle(address, type))
        .orElse(null);
  }
}
