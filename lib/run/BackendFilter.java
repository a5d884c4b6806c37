//SOURCES ../backend/Backends.java
//SOURCES ../cli/Cli.java

package run;

import module java.base;

import backend.Backends;
import cli.Cli;

/// Finds the backends that `--backend` names.
public final class BackendFilter {
  private BackendFilter() {}

  /// The name for the backends of a quick run.
  static final String CORE = "core";

  /// @param names ids, runtimes, "core" or "all"
  /// @return each chosen backend once, in the order of the list
  /// @throws result.UserError if a name is unknown; it names what is allowed
  public static List<Backends.Entry> backends(List<String> names) {
    var allowed = new ArrayList<>(Backends.ids());
    allowed.addAll(Backends.runtimes());
    allowed.addAll(List.of(CORE, "all"));
    var wanted = names.stream().map(String::strip).toList();
    for (var name : wanted) Cli.oneOf("backend", name, allowed);
    return Backends.all().stream()
        .filter(entry ->
            wanted.contains("all")
                || wanted.contains(CORE) && entry.core()
                || wanted.contains(entry.runtime())
                || wanted.contains(entry.id()))
        .toList();
  }
}
