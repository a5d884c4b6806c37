package scenario;

/// The kind of numbers that a metric has.
///
/// @param unit of all of them: "ms", "bytes"
/// @param better "higher" or "lower"
public record Kind(String unit, String better) {}
