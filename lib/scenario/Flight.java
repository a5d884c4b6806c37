//SOURCES Recording.java
//SOURCES Wrong.java

package scenario;

import module java.base;

/// The items of one stream, from its source to its sink. An item `i` leaves the source as `i`, is
/// doubled, kept if it was even, and arrives as `2 i + 1`.
///
/// Each method is called by one thread at a time, so a counter has a single writer. Every item is
/// reported once: those that are not kept by the filter, the others by the sink.
public final class Flight {
  /// The most items that may be between the source and the sink: twice the largest buffer that a
  /// library has by default, a chunk of ZIO, and some. No other comes near.
  public static final int MOST = 10_000;

  private final int items;
  private final Recording record;
  private final Runnable[] ends;
  private final AtomicInteger dropped = new AtomicInteger();
  private final AtomicInteger arrived = new AtomicInteger();
  private int left;
  private int most;
  private long sum;

  public Flight(int items, Recording record) {
    this.items = items;
    this.record = record;
    ends = new Runnable[items];
  }

  /// The item leaves the source.
  public int left(int item) {
    if (item % 2 == 0) ends[item] = record.begun(item);
    most = Math.max(most, ++left - dropped.getAcquire() - arrived.getAcquire());
    return item;
  }

  /// Whether the filter keeps a doubled item.
  public boolean kept(int doubled) {
    if (doubled % 4 == 0) return true;
    record.done(doubled / 2);
    dropped.setRelease(dropped.getPlain() + 1);
    return false;
  }

  /// The item is at the sink.
  public void arrived(int answer) {
    ends[answer / 2].run();
    sum += answer;
    arrived.setRelease(arrived.getPlain() + 1);
  }

  /// Reports the most that were under way at once.
  ///
  /// @throws Wrong if these were too many, or if as many items as expected have arrived and have a
  ///     wrong sum
  public void check() throws Wrong {
    record.value("in_flight", most);
    if (most > MOST)
      throw new Wrong(
          "%,d items were under way at once, and not at most %,d".formatted(most, MOST));
    long expected = 0;
    for (long item = 0; item < items; item += 2) expected += 2 * item + 1;
    if (sum != expected && arrived.get() == (items + 1) / 2)
      throw new Wrong("the items at the sink have the sum %d, not %d".formatted(sum, expected));
  }
}
