//SOURCES Recording.java
//SOURCES Wrong.java
//SOURCES ../backend/Backend.java
//SOURCES ../backend/Plain.java
//SOURCES ../backend/Unsupported.java
//SOURCES ../result/UserError.java

package scenario;

import module java.base;

import backend.Backend;
import backend.Plain;
import backend.Unsupported;
import result.UserError;

/// Values that tasks carry in the library's own context, each task those of its own.
public final class Carried {
  private final Plain<Object> on;
  private final List<Plain.Local<Object>> locals;
  private final List<List<String>> values;

  private Carried(Plain<Object> on, List<Plain.Local<Object>> locals, List<List<String>> values) {
    this.on = on;
    this.locals = locals;
    this.values = values;
  }

  /// @param values how many each task carries
  /// @throws Unsupported with the reason, if tasks of the library cannot have values of their own
  public static Carried open(Plain<Object> on, int values, int tasks) {
    var locals = Stream.generate(on::local).limit(values).toList();
    for (var local : locals)
      local
          .shared()
          .ifPresent(reason -> {
            throw new Unsupported(reason);
          });
    var texts =
        IntStream.range(0, tasks)
            .mapToObj(task ->
                IntStream.range(0, values)
                    .mapToObj(value -> "value %d of task %d".formatted(value, task))
                    .toList())
            .toList();
    return new Carried(on, locals, texts);
  }

  /// @throws UserError if not every value would be read
  public static void check(int values, int hops) {
    if (hops < values)
      throw new UserError(
          "--hops %d: a hop reads one value, and there are --values %d.".formatted(hops, values));
  }

  /// Runs the operation with the values of a task.
  public Object with(int task, Object operation) {
    for (int i = 0; i < locals.size(); i++)
      operation = locals.get(i).with(values.get(task).get(i), operation);
    return operation;
  }

  /// Starts two children that read a value, waits for them, and reads the value, too. A single
  /// child, some libraries run in place. Without values, the program is the same and reads nothing.
  ///
  /// @param hop which value it is: they take turns
  /// @param unit of work that the hop is
  public Object hop(Recording record, int task, int hop, int unit) {
    var done = record.begun(unit);
    return on.then(
        on.all(2, i -> place(task, hop, "in its child", i == 0 ? done : () -> {})),
        place(task, hop, "after its child", () -> {}));
  }

  /// Reads the value, or nothing without values, and then runs the code.
  private Object place(int task, int hop, String where, Runnable code) {
    if (locals.isEmpty()) return on.call(code::run);
    int turn = hop % locals.size();
    var value = values.get(task).get(turn);
    return locals
        .get(turn)
        .read(seen -> {
          expect(value, seen, where);
          code.run();
        });
  }

  private static void expect(String value, Object seen, String place) {
    if (value != seen)
      throw Backend.<RuntimeException>sneaky(
          new Wrong("%s: saw %s %s".formatted(value, seen == null ? "none" : seen, place)));
  }
}
