package semantics;

import module java.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// How an observation compares with the safe answer of its probe.
public enum Judgement {
  /// It is the safe answer.
  SAFE("safe"),
  /// It is not the safe answer, and the library's documentation describes a purpose for it.
  BY_DESIGN("differs by design"),
  /// The library has no such operation.
  NONE("no such thing"),
  /// It is not the safe answer.
  UNSAFE("unsafe"),
  /// The probe did not come to an end: it hung, crashed its process, or failed.
  BROKEN("no answer");

  private final String words;

  Judgement(String words) {
    this.words = words;
  }

  @JsonCreator
  static Judgement of(String words) {
    return Stream.of(values())
        .filter(one -> one.words.equals(words))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no judgement: " + words));
  }

  @Override
  @JsonValue
  public String toString() {
    return words;
  }
}
