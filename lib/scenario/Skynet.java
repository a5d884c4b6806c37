//SOURCES Recording.java
//SOURCES Tree.java
//SOURCES Wrong.java
//SOURCES ../backend/Backend.java
//SOURCES ../result/UserError.java

package scenario;

import module java.base;

import backend.Backend;
import result.UserError;

/// `skynet`: ten children each, down to leaves that are numbered. Each task adds up what its
/// children have, and the root checks the sum.
///
/// @param leaves a power of ten
public record Skynet(int leaves) implements Tree {
  private static final int CHILDREN = 10;

  /// @throws UserError if it is no power of ten
  public static void check(int leaves) {
    int rest = leaves;
    while (rest % CHILDREN == 0) rest /= CHILDREN;
    if (rest != 1)
      throw new UserError("--leaves " + leaves + ": allowed are powers of ten, such as 1000.");
  }

  @Override
  public int tasks() {
    return (int) ((long) leaves * CHILDREN / (CHILDREN - 1));
  }

  @Override
  public Object program(Backend<Object> on, Recording record) {
    var root = new long[1];
    return on.then(task(on, record, root, 0, 0, leaves), on.call(() -> checkSum(root[0])));
  }

  /// @param sums of the parent's children
  /// @param child which of them it is
  /// @param first the number of its first leaf
  /// @param size how many leaves it has
  private static Object task(
      Backend<Object> on, Recording record, long[] sums, int child, int first, int size) {
    if (size == 1) {
      var done = record.begun(first);
      return on.call(() -> {
        sums[child] = first;
        done.run();
      });
    }
    var parts = new long[CHILDREN];
    int part = size / CHILDREN;
    return on.after(
        on.all(CHILDREN, i -> task(on, record, parts, i, first + i * part, part)),
        () -> {
          long sum = 0;
          for (long one : parts) sum += one;
          sums[child] = sum;
        });
  }

  private void checkSum(long sum) throws Wrong {
    long right = (long) leaves * (leaves - 1) / 2;
    if (sum != right)
      throw new Wrong("the leaves' numbers add up to %d instead of %d".formatted(sum, right));
  }
}
