//SOURCES ../Action.java
//SOURCES ../Plain.java

package backend.plain;

import module java.base;

import backend.Action;
import backend.Plain;

/// A `ScopedValue`. The subtasks of scopes that are opened inside of `with` inherit it.
final class ScopedLocal implements Plain.Local<Action> {
  private final ScopedValue<Object> scoped = ScopedValue.newInstance();

  @Override
  public Action with(Object value, Action operation) {
    return () -> ScopedValue.where(scoped, value).call(operation.callable()::call);
  }

  @Override
  public Action read(Consumer<Object> reader) {
    return () -> reader.accept(scoped.isBound() ? scoped.get() : null);
  }
}
