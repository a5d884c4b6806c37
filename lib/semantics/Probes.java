//SOURCES Cancellations.java
//SOURCES Probe.java
//SOURCES Scopes.java

package semantics;

import module java.base;

/// Every probe, in the order of pages.
public final class Probes {
  private static final List<Probe> ALL =
      Stream.of(Scopes.all(), Cancellations.all()).flatMap(List::stream).toList();

  private Probes() {}

  public static List<Probe> all() {
    return ALL;
  }

  public static Optional<Probe> find(String id) {
    return ALL.stream().filter(probe -> probe.id().equals(id)).findFirst();
  }
}
