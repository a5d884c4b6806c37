package result;

/// A mistake that the user can correct. Only its message is shown, and the exit code is 2.
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message what was given, what is allowed, what to type next
  public UserError(String message) {
    super(message);
  }
}
