//SOURCES ../KotlinCoroutines.java
//SOURCES ../KotlinMachine.java

package backend.plain;

import module java.base;

import backend.KotlinCoroutines.Suspend;
import backend.KotlinMachine;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Deferred;
import kotlinx.coroutines.JobKt;
import kotlinx.coroutines.SupervisorKt;
import kotlinx.coroutines.selects.SelectKt;

/// The first racer that succeeds, as users of Kotlin coroutines write it: an `async` per racer in a
/// `supervisorScope`, so that a failure does not cancel the others, and `select` with an `onJoin`
/// for each that is left. `cancelChildren` cancels the losers, and the scope waits for their end.
/// If all fail, it fails with the last failure.
///
/// ```kotlin
/// supervisorScope {
///   val left = List(racers) { i -> async { racer(i) } }.toMutableList()
///   while (true) {
///     val ended = select { left.forEach { it.onJoin { it } } }
///     left.remove(ended)
///     try {
///       ended.await()
///       break
///     } catch (e: Exception) {
///       if (left.isEmpty()) throw e
///     }
///   }
///   coroutineContext.cancelChildren()
/// }
/// ```
final class KotlinRace extends KotlinMachine {
  private static final long serialVersionUID = 1;

  private final transient CoroutineScope scope;
  private final transient List<Deferred<Object>> left = new LinkedList<>();
  private boolean entered;

  private KotlinRace(
      CoroutineScope scope,
      int racers,
      IntFunction<Suspend> racer,
      Continuation<? super Unit> caller) {
    super(caller);
    this.scope = scope;
    for (int i = 0; i < racers; i++) {
      var body = racer.apply(i);
      left.add(
          BuildersKt.async(
              scope,
              EmptyCoroutineContext.INSTANCE,
              CoroutineStart.DEFAULT,
              (_, self) -> body.invoke(self)));
    }
  }

  static Suspend of(int racers, IntFunction<Suspend> racer) {
    return caller ->
        SupervisorKt.supervisorScope(
            (scope, self) -> new KotlinRace(scope, racers, racer, self).begin(), caller);
  }

  @Override
  protected Object enter() {
    while (true) {
      if (!entered) {
        entered = true;
        result = select();
        if (result == SUSPENDED) return SUSPENDED;
      }
      if (succeeded(result)) break;
      entered = false;
    }
    JobKt.cancelChildren(scope.getCoroutineContext(), (CancellationException) null);
    return Unit.INSTANCE;
  }

  private Object select() {
    return SelectKt.<Object>select(
        clauses -> {
          for (var one : left) clauses.invoke(one.getOnJoin(), _ -> one);
          return Unit.INSTANCE;
        },
        this);
  }

  /// `await` of a coroutine that has ended does not suspend.
  @SuppressWarnings("unchecked")
  private boolean succeeded(Object ended) {
    var racer = (Deferred<Object>) ended;
    left.remove(racer);
    try {
      racer.await(this);
      return true;
    } catch (Exception e) {
      if (left.isEmpty()) throw e;
      return false;
    }
  }
}
