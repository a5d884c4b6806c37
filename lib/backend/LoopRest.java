package backend;

import module java.base;

/// How the thread of a hand-written event loop waits. It is parked, to the nanosecond, until a
/// client needs sockets. From then on, it waits in a selector, in whole milliseconds, rounded up.
final class LoopRest {
  private volatile Selector selector;

  /// The selector for keys with a `Runnable` attached. When a key is ready, its `Runnable` runs on
  /// the loop's thread. The thread that starts programs calls this method, and must then wake the
  /// loop's thread.
  Selector selector() {
    try {
      if (selector == null) selector = Selector.open();
      return selector;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits on the loop's thread. With 0 or less, it only checks what is ready.
  void rest(long nanos) {
    if (selector == null) {
      if (nanos > 0) LockSupport.parkNanos(this, nanos);
      return;
    }
    try {
      if (nanos <= 0) selector.selectNow(LoopRest::ready);
      else selector.select(LoopRest::ready, (nanos - 1) / 1_000_000 + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ready(SelectionKey key) {
    ((Runnable) key.attachment()).run();
  }

  /// Ends the current wait of that thread, or its next one.
  void wake(Thread thread) {
    LockSupport.unpark(thread);
    if (selector != null) selector.wakeup();
  }

  void close() {
    try {
      if (selector != null) selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
