package scenario;

/// What the numbers of a metric are.
///
/// @param unit of all of them: "ms", "bytes"
/// @param better "higher" or "lower"
public record Kind(String unit, String better) {}
