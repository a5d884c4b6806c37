//SOURCES Kind.java
//SOURCES Parameters.java
//SOURCES Recording.java
//SOURCES ../backend/Backend.java

package scenario;

import module java.base;

import backend.Backend;

/// What a scenario is: one program for every backend, what is counted in it, and how it is
/// measured. Suppliers are called after the parameters have been set, and after `prepare`.
///
/// @param id the scenario's main class
/// @param parameters its own options
/// @param unit what a unit of work is called
/// @param expected units of work in one repetition
/// @param measures what a repetition is about: "throughput", "settle", or one of the values
/// @param values by name, what each repetition reports of its own
/// @param prepare draws what the program needs from the seed, once per process
/// @param inputs what was drawn, by name, for workers that cannot run the program itself
/// @param asked delays that the program requests from a timer, or some that stand for them
/// @param ideal by metric name, what a machine without any cost would reach
/// @param resource what the programs of a process share
/// @param longestWarmUp the longest time for which the compilers are watched
/// @param least repetitions that a process measures at least, unless they take very long
/// @param leavesNothing whether what a repetition leaves behind must be gone when its clock stops
/// @param library whether the program needs a library as its users have it: a
///     {@link backend.Plain}
/// @param procedure one repetition
public record Scenario(
    String id,
    Parameters parameters,
    String unit,
    IntSupplier expected,
    String measures,
    Map<String, Kind> values,
    LongConsumer prepare,
    Supplier<Map<String, Object>> inputs,
    Supplier<List<Duration>> asked,
    Supplier<Map<String, Double>> ideal,
    Resource resource,
    Duration longestWarmUp,
    int least,
    boolean leavesNothing,
    boolean library,
    Procedure procedure) {

  /// A repetition that starts its program itself and determines which section is measured.
  public interface Procedure {
    void on(Backend<Object> backend, Recording recording) throws Exception;
  }

  /// What the programs of a process share, such as a client of a server. It is opened before the
  /// first program and closed after the last.
  public interface Resource {
    AutoCloseable open(Backend<Object> backend) throws Exception;
  }
}
