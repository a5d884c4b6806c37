//SOURCES Backend.java

package backend;

import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.ContinuationImpl;

/// The body of a suspend function, as the Kotlin compiler translates it. It is entered again with
/// the result of each function for which it waited.
public abstract class KotlinMachine extends ContinuationImpl {
  private static final long serialVersionUID = 1;

  /// What a suspend function returns if it has not ended yet.
  public static final Object SUSPENDED = IntrinsicsKt.getCOROUTINE_SUSPENDED();

  /// What the function for which it waited has returned.
  protected transient Object result;

  @SuppressWarnings("unchecked")
  protected KotlinMachine(Continuation<? super Unit> caller) {
    super((Continuation<Object>) (Continuation<?>) caller);
  }

  /// @return {@link #SUSPENDED} if it waits, anything else if it has ended
  protected abstract Object enter() throws Throwable;

  /// Called when the function for which it waited has failed. It throws, or it ends as if that
  /// function had not failed.
  protected void failed(Throwable failure) throws Throwable {
    throw failure;
  }

  @Override
  protected final Object invokeSuspend(Object result) {
    try {
      try {
        ResultKt.throwOnFailure(result);
        this.result = result;
        var next = enter();
        return next == SUSPENDED ? next : Unit.INSTANCE;
      } catch (Throwable failure) {
        failed(failure);
        return Unit.INSTANCE;
      }
    } catch (Throwable failure) {
      throw Backend.<RuntimeException>sneaky(failure);
    }
  }

  public final Object begin() {
    return invokeSuspend(Unit.INSTANCE);
  }

  @SuppressWarnings("unchecked")
  protected final Continuation<Unit> self() {
    return (Continuation<Unit>) (Continuation<?>) this;
  }
}
