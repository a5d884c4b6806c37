//SOURCES SystemFile.java

package machine;

import module java.base;

/// What the system allows this process: processors, open files, processes.
public final class Allowed {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path LIMITS = Path.of("/proc/self/limits");

  private Allowed() {}

  /// The numbers of the processors that it may run on, ascending. Empty where the system does not
  /// tell.
  public static List<Integer> processors() {
    return value(STATUS, "Cpus_allowed_list:\\s*(\\S+)").map(Allowed::numbers).orElse(List.of());
  }

  /// "0-2,8" is 0, 1, 2, 8.
  public static List<Integer> numbers(String list) {
    var numbers = new ArrayList<Integer>();
    for (var part : list.split(",")) {
      var ends = part.split("-");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int i = Integer.parseInt(ends[0]); i <= last; i++) numbers.add(i);
    }
    return numbers;
  }

  /// How many files it may have open; empty without a limit.
  public static OptionalLong files() {
    return limit("Max open files");
  }

  /// How many processes and threads its user may have; empty without a limit. The system does not
  /// hold user 0 to it.
  public static OptionalLong processes() {
    boolean isRoot = value(STATUS, "Uid:\\s+(\\d+)").filter("0"::equals).isPresent();
    return isRoot ? OptionalLong.empty() : limit("Max processes");
  }

  private static OptionalLong limit(String name) {
    return value(LIMITS, name + "\\s+(\\d+)")
        .map(Long::parseLong)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  private static Optional<String> value(Path file, String pattern) {
    var wanted = Pattern.compile(pattern);
    return SystemFile.lines(file).stream()
        .map(wanted::matcher)
        .filter(Matcher::lookingAt)
        .map(found -> found.group(1))
        .findFirst();
  }
}
