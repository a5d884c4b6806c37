//SOURCES Recording.java
//SOURCES Tree.java
//SOURCES TreeShape.java
//SOURCES Wrong.java
//SOURCES ../backend/Backend.java

package scenario;

import module java.base;

import backend.Backend;

/// pyperformance's `async_tree`: six children each, down to leaves that do nothing, wait, wait for
/// one of a hundred answers of which ninety are remembered, or half of them compute 500! instead.
///
/// What is remembered is forgotten before each tree. In pyperformance, a tree finds what those
/// before it have left, so that up to ninety fewer leaves wait.
///
/// @param io how long a leaf waits that waits
/// @param data what each leaf asks for, from 1 to 100; 0 if it computes
record AsyncTree(TreeShape shape, int depth, Duration io, int[] data) implements Tree {
  private static final int CHILDREN = 6;
  private static final int REMEMBERED = 90;
  private static final int FACTORIAL = 500;
  private static final int FACTORIAL_BITS = 3768;

  static AsyncTree draw(TreeShape shape, int depth, Duration io, long seed) {
    var random = new SplittableRandom(seed);
    boolean alike = shape == TreeShape.NONE || shape == TreeShape.IO;
    var data = new int[alike ? 0 : leaves(depth)];
    for (int i = 0; i < data.length; i++)
      data[i] = shape == TreeShape.MIXED && random.nextBoolean() ? 0 : random.nextInt(1, 101);
    return new AsyncTree(shape, depth, io, data);
  }

  private static int leaves(int levels) {
    return (int) Math.pow(CHILDREN, levels);
  }

  @Override
  public int leaves() {
    return leaves(depth);
  }

  @Override
  public int tasks() {
    return (leaves(depth + 1) - 1) / (CHILDREN - 1);
  }

  @Override
  public List<Duration> asked() {
    return shape == TreeShape.NONE ? List.of() : List.of(io);
  }

  @Override
  public Object program(Backend<Object> on, Recording record) {
    Set<Integer> known = ConcurrentHashMap.newKeySet();
    var waiting = on.sleep(io);
    return task(on, depth, 0, unit -> leaf(on, waiting, known, unit, record.begun(unit)));
  }

  /// @param first the number of its first leaf
  private static Object task(Backend<Object> on, int levels, int first, IntFunction<Object> leaf) {
    if (levels == 0) return leaf.apply(first);
    int below = leaves(levels - 1);
    return on.all(CHILDREN, i -> task(on, levels - 1, first + i * below, leaf));
  }

  private Object leaf(
      Backend<Object> on, Object waiting, Set<Integer> known, int unit, Runnable done) {
    return switch (shape) {
      case NONE -> on.call(done::run);
      case IO -> on.after(waiting, done);
      // Whether it waits is decided when it runs, not when it is asked for.
      default ->
          on.repeat(
              1,
              _ ->
                  waits(unit, known)
                      ? on.after(waiting, done)
                      : on.call(() -> {
                        if (data[unit] == 0) compute();
                        done.run();
                      }));
    };
  }

  private boolean waits(int unit, Set<Integer> known) {
    int wanted = data[unit];
    return wanted > REMEMBERED || wanted > 0 && known.add(wanted);
  }

  /// Python has a factorial of its own. The JDK has none.
  private static void compute() throws Wrong {
    var product = BigInteger.ONE;
    for (int i = 2; i <= FACTORIAL; i++) product = product.multiply(BigInteger.valueOf(i));
    if (product.bitLength() != FACTORIAL_BITS)
      throw new Wrong("500! has %d bits, not %d".formatted(product.bitLength(), FACTORIAL_BITS));
  }
}
