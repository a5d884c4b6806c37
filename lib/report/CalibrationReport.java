//SOURCES ../cli/Table.java
//SOURCES ../result/Calibration.java
//SOURCES ../result/Grain.java
//SOURCES ../result/Numbers.java

package report;

import static java.util.stream.Collectors.joining;

import module java.base;

import cli.Table;
import result.Calibration;
import result.Grain;
import result.Numbers;

/// A calibration in words and tables.
public record CalibrationReport(Calibration calibration) {

  /// For a terminal: one row per check, then the details of the missed targets.
  public String text() {
    var checks = calibration.checks();
    var table = new Table(1).row("check", "value", "unit", "target", "");
    for (var check : checks)
      table.row(
          check.name(),
          Numbers.text(check.value()),
          check.unit(),
          check.target() == null ? "" : check.target(),
          outcome(check));
    return table.text()
        + checks.stream()
            .filter(check -> !check.met())
            .map(check ->
                "! %s: %s%s\n"
                    .formatted(
                        check.name(),
                        check.detail(),
                        check.why() == null ? "" : ". Why: " + check.why()))
            .collect(joining());
  }

  private static String outcome(Calibration.Check check) {
    if (check.target() == null) return "";
    return check.met() ? "met" : check.settled() ? "missed, see below" : "MISSED";
  }

  /// Three lines for README: false verdicts, missed differences, and what others measure.
  public String trust() {
    return Stream.of(aa(), power(), others()).filter(line -> !line.isEmpty()).collect(joining());
  }

  private static final String PAGE = "docs/experiments/calibration.md";

  private static String line(String what, String said) {
    return "- **[%s](%s):** %s\n".formatted(what, PAGE, said);
  }

  private List<Calibration.Check> named(String begin) {
    return calibration.checks().stream().filter(check -> check.name().startsWith(begin)).toList();
  }

  private String aa() {
    var checks = named("A/A: ");
    if (checks.isEmpty()) return "";
    return line(
        "A/A",
        "where all rows of a table are equal, %s %% of tables had a false verdict (aim: %s; %s)."
            .formatted(values(checks), checks.getFirst().target(), met(checks)));
  }

  private String power() {
    var checks = named("power: ").stream().filter(check -> check.target() != null).toList();
    if (checks.isEmpty()) return "";
    return line(
        "Power",
        "where one row does 10 %% more work, %s %% of trials found it (aim: %s; %s)."
            .formatted(values(checks), checks.getFirst().target(), met(checks)));
  }

  private String others() {
    var over = Pattern.compile(Calibration.WITNESS.replace("%s", ".+"));
    var checks =
        calibration.checks().stream()
            .filter(check -> over.matcher(check.name()).matches())
            .toList();
    if (checks.isEmpty()) return "";
    long met = checks.stream().filter(Calibration.Check::met).count();
    return line(
        "JMH and pyperf",
        "they find %sx of the level that this project finds, within %sx in %d of %d backends%s."
            .formatted(
                values(checks),
                checks.getFirst().target(),
                met,
                checks.size(),
                met == checks.size() ? "" : "; why not in the others is said there"));
  }

  /// "2.39 to 3.22", "90.0".
  private static String values(List<Calibration.Check> checks) {
    var all = checks.stream().mapToDouble(Calibration.Check::value).summaryStatistics();
    return Numbers.range(Numbers.text(all.getMin()), Numbers.text(all.getMax()));
  }

  private static String met(List<Calibration.Check> checks) {
    return checks.stream().allMatch(Calibration.Check::met) ? "met" : "missed";
  }

  /// For the published table: for which backends JMH and pyperf find the same level, and why they
  /// find another one for the others. Empty if no backend was compared with them.
  public String witnesses() {
    var name = Pattern.compile(Pattern.quote(Calibration.WITNESS).replace("%s", "\\E(.+)\\Q"));
    var same = new ArrayList<String>();
    var other = new StringBuilder();
    for (var check : calibration.checks()) {
      var parts = name.matcher(check.name());
      if (!parts.matches()) continue;
      var backend = "`" + parts.group(2) + "`";
      if (check.met()) same.add(backend);
      else
        other.append(
            "- %s finds %s of the level of %s. Why: %s.\n"
                .formatted(
                    parts.group(1),
                    Numbers.text(check.value()) + "x",
                    backend,
                    check.why() == null ? "not known" : check.why()));
    }
    if (same.isEmpty() && other.isEmpty()) return "";
    return "\n"
        + "`task_spawn` as users write it, measured by JMH or pyperf, is within 5 % of this"
        + " project's level with "
        + (same.isEmpty() ? "none" : String.join(", ", same))
        + (other.isEmpty() ? ".\n" : ". Otherwise:\n\n" + other);
  }

  /// How late timers end, for a page: two rows per backend, at rest and under load, and one column
  /// per length. Empty if the timers were not measured.
  public String timers() {
    var grains = calibration.timers();
    var asked = grains.stream().map(Grain::askedUs).distinct().sorted().toList();
    var head = new ArrayList<>(List.of("Backend", "Beside it"));
    for (var us : asked) head.add((us / 1e3 + " ms").replace(".0 ", " "));
    var table = new Table(2).row(head);
    for (var backend : grains.stream().map(Grain::backend).distinct().toList())
      for (var load : List.of(false, true)) {
        var row = new ArrayList<>(List.of("`" + backend + "`", load ? "load" : "nothing"));
        for (var us : asked) row.add(grain(backend, load, us));
        table.row(row);
      }
    return table.markdown();
  }

  private String grain(String backend, boolean load, long askedUs) {
    return calibration.timers().stream()
        .filter(
            one -> one.backend().equals(backend) && one.load() == load && one.askedUs() == askedUs)
        .findFirst()
        .map(Grain::words)
        .orElse("");
  }
}
