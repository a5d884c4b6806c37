//SOURCES ../backend/Plain.java
//SOURCES ../backend/Stages.java
//SOURCES ../backend/plain/DecoratedPlain.java

package worker;

import module java.base;

import backend.Plain;
import backend.Stages;
import backend.plain.DecoratedPlain;

/// Libraries whose streams do other work than they are asked for.
final class StreamMutants {
  static final Map<String, UnaryOperator<Plain<Object>>> WAYS =
      Map.ofEntries(
          Map.entry("doubles-an-item", DoublesItem::new),
          Map.entry("drops-an-item", DropsItem::new),
          Map.entry("floods", Floods::new),
          Map.entry("skips-requests", SkipsRequests::new));

  private StreamMutants() {}

  /// A library whose streams do other work than they are asked for.
  private abstract static class Streams extends DecoratedPlain {
    Streams(Plain<Object> good) {
      super(good);
    }

    @Override
    public final Object stream(Stages stages) {
      return whole.stream(
          new Stages(
              stages.items(),
              source(stages),
              stages.map(),
              filter(stages),
              stages.parallelism(),
              stages.delay(),
              request(stages),
              stages.batch(),
              sink(stages)));
    }

    IntUnaryOperator source(Stages stages) {
      return stages.source();
    }

    IntPredicate filter(Stages stages) {
      return stages.filter();
    }

    IntUnaryOperator request(Stages stages) {
      return stages.request();
    }

    IntConsumer sink(Stages stages) {
      return stages.sink();
    }
  }

  /// The first item never comes to the sink.
  private static final class DropsItem extends Streams {
    DropsItem(Plain<Object> good) {
      super(good);
    }

    @Override
    IntPredicate filter(Stages stages) {
      return item -> stages.filter().test(item) && item != 0;
    }
  }

  /// The first item comes to the sink twice.
  private static final class DoublesItem extends Streams {
    DoublesItem(Plain<Object> good) {
      super(good);
    }

    @Override
    IntConsumer sink(Stages stages) {
      return item -> {
        stages.sink().accept(item);
        if (item == 1) stages.sink().accept(item);
      };
    }
  }

  /// A buffer without a bound: the source gives all items when it is asked for the first.
  private static final class Floods extends Streams {
    Floods(Plain<Object> good) {
      super(good);
    }

    @Override
    IntUnaryOperator source(Stages stages) {
      return item -> {
        if (item == 0) for (int i = 0; i < stages.items(); i++) stages.source().applyAsInt(i);
        return item;
      };
    }
  }

  /// The asynchronous stage passes its items on and does nothing.
  private static final class SkipsRequests extends Streams {
    SkipsRequests(Plain<Object> good) {
      super(good);
    }

    @Override
    IntUnaryOperator request(Stages stages) {
      return item -> item;
    }
  }
}
