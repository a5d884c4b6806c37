//DEPS info.picocli:picocli:4.7.7
//SOURCES ../cli/Durations.java

package scenario;

import module java.base;

import cli.Durations;
import picocli.CommandLine.Option;

/// The scenario's own options, which are fields of its script. A worker reads and sets them without
/// a command line, because parsing one would take a third of the time until the worker measures.
public final class Parameters {

  /// @param name without dashes
  /// @param hidden whether it is not a parameter of the scenario, but an option for those who test
  ///     it
  private record Parameter(String name, boolean hidden, Field field) {}

  private final Object script;
  private final List<Parameter> all = new ArrayList<>();

  private Parameters(Object script) {
    this.script = script;
    for (var field : script.getClass().getDeclaredFields()) {
      var option = field.getAnnotation(Option.class);
      if (option == null) continue;
      field.setAccessible(true);
      var longest =
          Stream.of(option.names()).max(Comparator.comparingInt(String::length)).orElseThrow();
      all.add(new Parameter(longest.replaceFirst("^-+", ""), option.hidden(), field));
    }
  }

  /// @param script holds the `@Option` fields
  public static Parameters of(Object script) {
    return new Parameters(script);
  }

  /// The values as a user would type them, by name. Hidden ones are left out.
  public Map<String, String> texts() {
    return values(Parameters::text);
  }

  /// The values by name, with durations in nanoseconds. Hidden ones are left out.
  public Map<String, Object> values() {
    return values(value ->
        switch (value) {
          case Duration duration -> duration.toNanos();
          case Enum<?> choice -> choice.toString();
          case null, default -> value;
        });
  }

  private <V> Map<String, V> values(Function<Object, V> form) {
    var values = new LinkedHashMap<String, V>();
    for (var one : all) if (!one.hidden) values.put(one.name, form.apply(get(one)));
    return values;
  }

  /// All of them, as arguments of a worker.
  public List<String> args() {
    return all.stream()
        .filter(one -> get(one) != null)
        .map(one -> "--" + one.name + "=" + text(get(one)))
        .toList();
  }

  /// Takes the scenario's own options from the arguments of a worker, and leaves the others.
  public void take(Map<String, String> args) {
    for (var one : all) {
      var text = args.remove(one.name);
      if (text != null) set(one, value(one.field.getType(), text));
    }
  }

  private static Object value(Class<?> type, String text) {
    if (type.isEnum())
      return Stream.of(type.getEnumConstants())
          .filter(choice -> choice.toString().equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(text + " is none of its choices"));
    return switch (type.getSimpleName()) {
      case "int", "Integer" -> Integer.valueOf(text);
      case "long", "Long" -> Long.valueOf(text);
      case "double", "Double" -> Double.valueOf(text);
      case "boolean", "Boolean" -> Boolean.valueOf(text);
      case "Duration" -> new Durations().convert(text);
      case "String" -> text;
      default ->
          throw new IllegalArgumentException(
              "an option of a scenario cannot be a "
                  + type
                  + ": make it a number, a choice or a text");
    };
  }

  private static String text(Object value) {
    return value instanceof Duration duration ? Durations.text(duration) : "" + value;
  }

  private Object get(Parameter one) {
    try {
      return one.field.get(script);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private void set(Parameter one, Object value) {
    try {
      one.field.set(script, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
