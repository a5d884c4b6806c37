package result;

/// A mistake that the person at the keyboard can mend: shown as its message alone, exit code 2.
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message what was given, what is allowed, what to type next
  public UserError(String message) {
    super(message);
  }
}
