//SOURCES RaceRequest.java
//SOURCES RaceVerdict.java

package http;

import module java.base;

/// One run of a pattern: the server's part in it, and what the server saw the client do.
interface RacePattern {

  /// A request has come. It is answered later, or never.
  void arrived(RaceRequest request);

  /// The client has closed the connection of a request that had no answer yet.
  void gone(RaceRequest request);

  /// Called when the client has finished. Waits a moment for what has still to be closed, then ends
  /// the run. What is left of it gets status 500: a `GET` whose connection is cut may be sent again
  /// and disturb the next run.
  ///
  /// @param got what the client takes for the answer of the pattern
  RaceVerdict verdict(String got) throws InterruptedException;
}
