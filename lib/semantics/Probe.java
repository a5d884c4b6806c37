//SOURCES Lost.java
//SOURCES Observation.java
//SOURCES ../backend/Plain.java

package semantics;

import module java.base;

import backend.Plain;

/// A question that a user would ask of a library, and a short program that answers it by running.
///
/// @param id on the command line and in files: lower case, with hyphens
/// @param question as a user would ask it
/// @param safe the safe answer, and why it is safe
/// @param body the program; null for a probe that only the parent of the worker can run
public record Probe(String id, String question, String safe, Body body) {

  /// The program of a probe.
  public interface Body {
    /// @param on a fresh backend, which the caller closes
    /// @param lost what the process and the library hear of failures that reach nobody
    /// @throws backend.Unsupported if the library lacks an operation that the probe needs
    Observation on(Plain<Object> on, Lost lost) throws Exception;
  }

  @Override
  public String toString() {
    return id;
  }
}
