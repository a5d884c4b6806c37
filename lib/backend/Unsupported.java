package backend;

/// Thrown by an operation that a library does not have. Its cell in the results says "n/a: reason"
/// and holds no number.
public final class Unsupported extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Unsupported(String reason) {
    super(reason);
  }
}
