package backend;

/// Thrown by an operation that a library does not have. Its cell says "n/a: reason" and holds no
/// number.
public final class Unsupported extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Unsupported(String reason) {
    super(reason);
  }
}
