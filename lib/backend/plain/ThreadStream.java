//SOURCES ../Action.java
//SOURCES ../Stages.java

package backend.plain;

import module java.base;

import backend.Action;
import backend.Stages;

/// A stream as threads of the JDK have it, which is no library of streams: one thread for each
/// stage, as many as its parallelism for the asynchronous one, and an `ArrayBlockingQueue` before
/// each. A full queue makes the stage before it wait.
final class ThreadStream {
  /// Items that a queue holds.
  private static final int CAPACITY = 256;

  /// Follows the last item.
  private static final int END = Integer.MIN_VALUE;

  private ThreadStream() {}

  /// One body for each thread of one run.
  static List<Action> threads(Stages stages) {
    var numbers = queue();
    var mapped = queue();
    var kept = queue();
    var answers = queue();
    var batches = new ArrayBlockingQueue<List<Integer>>(Math.ceilDiv(CAPACITY, stages.batch()));
    var working = new AtomicInteger(stages.parallelism());
    var threads = new ArrayList<Action>();
    threads.add(() -> {
      for (int i = 0; i < stages.items(); i++) numbers.put(stages.source().applyAsInt(i));
      numbers.put(END);
    });
    threads.add(() -> {
      for (int item; (item = numbers.take()) != END; ) mapped.put(stages.map().applyAsInt(item));
      mapped.put(END);
    });
    threads.add(() -> {
      for (int item; (item = mapped.take()) != END; )
        if (stages.filter().test(item)) kept.put(item);
      kept.put(END);
    });
    for (int i = 0; i < stages.parallelism(); i++) {
      threads.add(() -> {
        for (int item; (item = kept.take()) != END; ) {
          if (stages.delay().isPositive()) Thread.sleep(stages.delay());
          answers.put(stages.request().applyAsInt(item));
        }
        kept.put(END); // for the next of them
        if (working.decrementAndGet() == 0) answers.put(END);
      });
    }
    threads.add(() -> {
      var batch = new ArrayList<Integer>(stages.batch());
      for (int item; (item = answers.take()) != END; ) {
        batch.add(item);
        if (batch.size() < stages.batch()) continue;
        batches.put(batch);
        batch = new ArrayList<>(stages.batch());
      }
      if (!batch.isEmpty()) batches.put(batch);
      batches.put(List.of());
    });
    threads.add(() -> {
      for (List<Integer> batch; !(batch = batches.take()).isEmpty(); )
        batch.forEach(stages.sink()::accept);
    });
    return threads;
  }

  private static BlockingQueue<Integer> queue() {
    return new ArrayBlockingQueue<>(CAPACITY);
  }
}
