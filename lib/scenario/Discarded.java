package scenario;

/// A repetition that tells nothing of the backend, because a known defect of something else met it.
/// It is measured again, and told in the results.
public final class Discarded extends Exception {
  private static final long serialVersionUID = 1;

  public Discarded(String defect) {
    super(defect);
  }
}
