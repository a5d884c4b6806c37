//SOURCES ../result/Cell.java

package page;

import module java.base;

import result.Cell;

/// What each flag means for a reader who is about to use the number.
final class Flags {
  private static final Map<String, String> MEANINGS =
      Map.of(
          "early-wakes",
          "sleeps ended before their delay was over, so the row did less and has no rank",
          "short-timer",
          "the timer of the idle library ends this scenario's delays early, so the row has no rank",
          "still-compiling",
          "the compilers of the JVM were still at work, so a longer run may be faster",
          "no-steady-state",
          "the second half of a process was not as fast as the first",
          "noisy",
          "waking a thread took longer than usual: others used the machine",
          "throttled",
          "the control group was stopped, because its processor time was used up",
          "discarded",
          "repetitions met a defect of something else and were measured again",
          "one-round",
          "a single process has no interval, so nothing can be told apart",
          "setting",
          "this is not the library's default: who merely installs it gets other numbers");

  private Flags() {}

  static String meaning(String flag) {
    return MEANINGS.getOrDefault(kind(flag), "");
  }

  /// The word before the colon.
  static String kind(String flag) {
    return flag.split(":")[0];
  }

  /// The words for the narrow column: the setting itself, or the kind of the flag.
  static String brief(String flag) {
    return flag.startsWith(Cell.SETTING) ? flag : kind(flag);
  }
}
