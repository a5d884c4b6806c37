//SOURCES ../backend/Plain.java
//SOURCES ../backend/plain/DecoratedPlain.java

package worker;

import module java.base;

import backend.Plain;
import backend.plain.DecoratedPlain;

/// Libraries whose channels or semaphores are wrong.
final class ChannelMutants {
  static final Map<String, UnaryOperator<Plain<Object>>> WAYS =
      Map.ofEntries(
          Map.entry("doubles-message", DoublesMessage::new),
          Map.entry("drops-message", DropsMessage::new),
          Map.entry("leaks-permit", LeaksPermit::new),
          Map.entry("lets-one-more-in", LetsOneMoreIn::new),
          Map.entry("swaps-messages", SwapsMessages::new),
          Map.entry("unbounded-channel", UnboundedChannel::new));

  private ChannelMutants() {}

  /// A channel that sends in another way.
  private abstract static class Sends extends DecoratedPlain {
    Sends(Plain<Object> good) {
      super(good);
    }

    /// @param number how many messages were sent before
    abstract Object send(Channel<Object> inner, int number, Object message);

    @Override
    public Channel<Object> channel(int capacity) {
      var inner = whole.channel(capacity);
      var sent = new AtomicInteger();
      return new Channel<>() {
        @Override
        public Object send(Object message) {
          return Sends.this.send(inner, sent.getAndIncrement(), message);
        }

        @Override
        public Object receive(Consumer<Object> receiver) {
          return inner.receive(receiver);
        }
      };
    }
  }

  private static final class DropsMessage extends Sends {
    DropsMessage(Plain<Object> good) {
      super(good);
    }

    @Override
    Object send(Channel<Object> inner, int number, Object message) {
      return number == 30 ? call(() -> {}) : inner.send(message);
    }
  }

  private static final class DoublesMessage extends Sends {
    DoublesMessage(Plain<Object> good) {
      super(good);
    }

    @Override
    Object send(Channel<Object> inner, int number, Object message) {
      var send = inner.send(message);
      return number == 30 ? then(send, inner.send(message)) : send;
    }
  }

  /// The message after the thirtieth comes before it.
  private static final class SwapsMessages extends Sends {
    private Object kept;

    SwapsMessages(Plain<Object> good) {
      super(good);
    }

    @Override
    Object send(Channel<Object> inner, int number, Object message) {
      if (number == 30) {
        kept = message;
        return call(() -> {});
      }
      var send = inner.send(message);
      return number == 31 ? then(send, inner.send(kept)) : send;
    }
  }

  /// A channel for a million messages in place of a few. The first is received when there are more
  /// than there may be.
  private static final class UnboundedChannel extends DecoratedPlain {
    UnboundedChannel(Plain<Object> good) {
      super(good);
    }

    @Override
    public Channel<Object> channel(int capacity) {
      var inner = whole.channel(1_000_000);
      var sent = new AtomicInteger();
      var wait =
          repeat(
              1_000,
              _ -> sent.get() > capacity + 200 ? call(() -> {}) : sleep(Duration.ofMillis(1)));
      return new Channel<>() {
        @Override
        public Object send(Object message) {
          sent.incrementAndGet();
          return inner.send(message);
        }

        @Override
        public Object receive(Consumer<Object> receiver) {
          var receive = inner.receive(receiver);
          return repeat(1, _ -> sent.get() > capacity + 200 ? receive : then(wait, receive));
        }
      };
    }
  }

  private static final class LetsOneMoreIn extends DecoratedPlain {
    LetsOneMoreIn(Plain<Object> good) {
      super(good);
    }

    @Override
    public Limiter<Object> limiter(int permits) {
      return whole.limiter(permits + 1);
    }
  }

  /// Somebody keeps a permit.
  private static final class LeaksPermit extends DecoratedPlain {
    LeaksPermit(Plain<Object> good) {
      super(good);
    }

    @Override
    public Limiter<Object> limiter(int permits) {
      var inner = whole.limiter(permits);
      start(inner.within(sleep(Duration.ofHours(1))));
      return inner;
    }
  }
}
