//SOURCES Judgement.java

package semantics;

import module java.base;

/// What one run of a probe has shown.
///
/// @param says what was observed, in about three words, without numbers that change from run to run
/// @param evidence counts, times, the type of an exception; empty if there is nothing to add
public record Observation(String says, Judgement judgement, String evidence) {

  public static Observation safe(String says, String evidence) {
    return new Observation(says, Judgement.SAFE, evidence);
  }

  public static Observation unsafe(String says, String evidence) {
    return new Observation(says, Judgement.UNSAFE, evidence);
  }

  public static Observation byDesign(String says, String evidence) {
    return new Observation(says, Judgement.BY_DESIGN, evidence);
  }

  /// @param reason why the library has no such operation
  public static Observation none(String reason) {
    return new Observation("no such thing", Judgement.NONE, reason);
  }

  public static Observation broken(String says, String evidence) {
    return new Observation(says, Judgement.BROKEN, evidence);
  }
}
