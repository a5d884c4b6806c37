//SOURCES ../backend/Backends.java

package semantics;

import module java.base;

import backend.Backends;

/// Names of backends for a narrow column. Without the baseline, which is no library, and without
/// rows that differ by a setting alone. Backends that differ by their event loop alone have one
/// name if all of them are there.
final class LibraryNames {
  private static final Map<String, List<String>> FAMILIES =
      new TreeMap<>(
          Map.of(
              "asyncio", List.of("asyncio", "asyncio-uvloop"),
              "anyio", List.of("anyio-asyncio", "anyio-trio", "anyio-uvloop")));

  private LibraryNames() {}

  /// @param backend an id
  static boolean isLibrary(String backend) {
    return !backend.equals("bare")
        && Backends.find(backend).filter(one -> one.setting() != null).isEmpty();
  }

  /// @param backends ids
  static String of(List<String> backends) {
    var names = new ArrayList<>(backends);
    names.removeIf(Predicate.not(LibraryNames::isLibrary));
    FAMILIES.forEach((name, members) -> {
      if (!names.containsAll(members)) return;
      names.set(names.indexOf(members.getFirst()), name);
      members.stream().filter(member -> !member.equals(name)).forEach(names::remove);
    });
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
