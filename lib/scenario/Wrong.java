package scenario;

/// A backend did not do the work that was asked for. The cell fails with the message, which says
/// what was seen.
public final class Wrong extends Exception {
  private static final long serialVersionUID = 1;

  public Wrong(String seen) {
    super(seen);
  }
}
