package http;

/// What the server saw a client do in a pattern. All times are the server's.
///
/// @param passed whether the client did what the pattern asks for
/// @param words what it did wrong; empty if it passed
/// @param losers connections that had no answer when the winner was answered
/// @param closedMedianMs from the winner's answer until a loser's connection was closed, in
///     milliseconds: the median of those that were; 0 if there was none
/// @param closedLastMs the same for the last one
/// @param connectionsOpen losers that were still open when the server stopped waiting
/// @param resourcesOpen resources that were opened and not closed by then
/// @param requestsLater requests that came after the winner's answer and had no purpose
public record RaceVerdict(
    boolean passed,
    String words,
    int losers,
    double closedMedianMs,
    double closedLastMs,
    int connectionsOpen,
    int resourcesOpen,
    int requestsLater) {

  /// For a pattern without losers.
  static RaceVerdict of(String words) {
    return new RaceVerdict(words.isEmpty(), words, 0, 0, 0, 0, 0, 0);
  }
}
