//SOURCES SystemFile.java

package machine;

import module java.base;

/// What the control groups of a process grant it: Linux's version 1 and 2, the group of
/// `/proc/self/cgroup` and all of its parents. In a container, the group may be missing in the
/// folder that the container sees; then its root counts.
public final class ControlGroup {
  private static final long PERIOD_US = 100_000;

  /// Folders from the process's own group up to the root of its hierarchy, for one controller.
  private final Path root;

  private final List<String> lines;

  /// @param root folder of the system's files: `/`, or a copy of some of them
  public ControlGroup(Path root) {
    this.root = root;
    this.lines = SystemFile.lines(root.resolve("proc/self/cgroup"));
  }

  public static ControlGroup own() {
    return new ControlGroup(Path.of("/"));
  }

  /// The number of processors whose time is granted; empty without a limit.
  public OptionalDouble processors() {
    var second = folders("").stream().map(ControlGroup::max);
    var first = folders("cpu").stream().map(ControlGroup::quota);
    return Stream.concat(second, first)
        .flatMapToDouble(OptionalDouble::stream)
        .filter(processors -> processors > 0)
        .min();
  }

  /// How many processes and threads are granted; empty without a limit.
  public OptionalLong tasks() {
    return Stream.concat(folders("").stream(), folders("pids").stream())
        .map(folder -> SystemFile.number(folder.resolve("pids.max")))
        .flatMapToLong(OptionalLong::stream)
        .min();
  }

  /// In how many periods the processes of the group have been stopped so far, because their time
  /// was used up; 0 where nobody counts.
  public long throttled() {
    return Stream.concat(folders("").stream(), folders("cpu").stream())
        .flatMap(folder -> SystemFile.lines(folder.resolve("cpu.stat")).stream())
        .filter(line -> line.startsWith("nr_throttled "))
        .mapToLong(line -> SystemFile.number(line.substring("nr_throttled ".length())).orElse(0))
        .max()
        .orElse(0);
  }

  /// `cpu.max` of version 2: "50000 100000", "50000", or "max 100000".
  private static OptionalDouble max(Path folder) {
    var text = SystemFile.first(folder.resolve("cpu.max"));
    if (text == null) return OptionalDouble.empty();
    var parts = text.split("\\s+");
    var quota = SystemFile.number(parts[0]);
    var period = parts.length > 1 ? SystemFile.number(parts[1]) : OptionalLong.of(PERIOD_US);
    return share(quota, period);
  }

  private static OptionalDouble quota(Path folder) {
    return share(
        SystemFile.number(folder.resolve("cpu.cfs_quota_us")),
        SystemFile.number(folder.resolve("cpu.cfs_period_us")));
  }

  private static OptionalDouble share(OptionalLong quota, OptionalLong period) {
    return quota.isEmpty() || period.isEmpty() || quota.getAsLong() <= 0 || period.getAsLong() <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) quota.getAsLong() / period.getAsLong());
  }

  /// The process's own group and its parents. Version 2 has one hierarchy for all controllers,
  /// whose line names none.
  ///
  /// @param controller of version 1; empty for version 2
  private List<Path> folders(String controller) {
    var folders = new ArrayList<Path>();
    if (lines.isEmpty() && controller.isEmpty()) folders.add(root.resolve("sys/fs/cgroup"));
    for (var line : lines) {
      var parts = line.split(":", 3);
      if (parts.length < 3) continue;
      var controllers = List.of(parts[1].split(","));
      if (!controllers.contains(controller)) continue;
      var mount = root.resolve("sys/fs/cgroup");
      if (!controller.isEmpty())
        mount =
            Stream.of(parts[1], controller)
                .map(mount::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(mount);
      folders.addAll(up(mount, mount.resolve(parts[2].replaceFirst("^/+", "")).normalize()));
    }
    return folders;
  }

  private static List<Path> up(Path mount, Path own) {
    var folders = new ArrayList<Path>();
    for (var folder = own; folder != null && folder.startsWith(mount); folder = folder.getParent())
      folders.add(folder);
    if (folders.isEmpty()) folders.add(mount);
    return folders;
  }
}
