package scenario;

import module java.base;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A user's arguments. The scenario's own numbers and choices may be lists:
/// `--tasks 100,1000 --after 1ms` is the same scenario twice, with other arguments.
public final class Variants {
  private static final Set<Class<?>> NUMBERS =
      Set.of(
          int.class,
          long.class,
          double.class,
          Integer.class,
          Long.class,
          Double.class,
          Duration.class);

  private Variants() {}

  /// Every combination of the values. The value of the last option varies first. Whether an option
  /// may have a value is not checked here.
  ///
  /// @param script holds the scenario's own options
  /// @param args as typed: "--tasks 1,2" or "--tasks=1,2"
  /// @return argument lists without lists of values; a single one if there were none
  public static List<List<String>> of(Object script, List<String> args) {
    var names =
        CommandSpec.forAnnotatedObject(script).options().stream()
            .filter(option -> NUMBERS.contains(option.type()) || option.type().isEnum())
            .map(OptionSpec::longestName)
            .collect(Collectors.toSet());
    List<List<String>> variants = List.of(List.of());
    boolean value = false;
    for (var arg : args) {
      int equals = arg.indexOf('=');
      boolean both = equals > 0 && names.contains(arg.substring(0, equals));
      var prefix = both ? arg.substring(0, equals + 1) : "";
      var choices =
          value || both
              ? Stream.of(arg.substring(prefix.length()).split(",", -1)).distinct().toList()
              : List.of(arg);
      value = !value && names.contains(arg);
      variants =
          variants.stream()
              .flatMap(before ->
                  choices.stream()
                      .map(choice ->
                          Stream.concat(before.stream(), Stream.of(prefix + choice)).toList()))
              .toList();
    }
    return variants;
  }
}
