//SOURCES Observation.java
//SOURCES Probe.java
//SOURCES ../backend/Plain.java

package semantics;

import module java.base;

/// Probes of what a cancellation does.
final class Cancellations {
  private Cancellations() {}

  static List<Probe> all() {
    return List.of();
  }
}
