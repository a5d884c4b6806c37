package result;

/// One repetition of a scenario inside a worker process.
///
/// @param elapsedNs wall time of the measured section
/// @param ops units of work that were counted in it
/// @param cpuNs processor time that the process used in it, all threads; -1 if unknown
/// @param gcNs time that garbage collectors reported for it
public record Repetition(long elapsedNs, long ops, long cpuNs, long gcNs) {}
