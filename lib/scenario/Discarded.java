package scenario;

/// Thrown for a repetition that says nothing about the backend, because a known defect of something
/// else affected it. It is measured again, and the results mention it.
public final class Discarded extends Exception {
  private static final long serialVersionUID = 1;

  public Discarded(String defect) {
    super(defect);
  }
}
