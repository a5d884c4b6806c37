package bench;

/// What the numbers of a metric are.
///
/// @param unit of all of them: "ms", "bytes"
/// @param better "higher" or "lower"
record Kind(String unit, String better) {}
