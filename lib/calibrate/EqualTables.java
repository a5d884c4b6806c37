//SOURCES Trial.java
//SOURCES ../backend/Backends.java
//SOURCES ../result/Calibration.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Comparison.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/Results.java
//SOURCES ../result/Round.java
//SOURCES ../result/UserError.java

package calibrate;

import module java.base;

import backend.Backends;
import result.Calibration.Check;
import result.Cell;
import result.Comparison;
import result.Ranking;
import result.Results;
import result.Round;
import result.UserError;

/// Draws tables of equal rows from the processes of one backend, and counts how many of them have a
/// false verdict. A process occurs at most once in a table. Tables that are drawn from the same
/// processes are not independent of each other.
public final class EqualTables {
  public static final int ROWS = Trial.ROWS;

  /// Processes per row.
  public static final List<Integer> SIZES = List.of(2, 3, 5);

  /// The number of processes that must be measured, so that a table of each size can be drawn.
  public static final int PROCESSES = ROWS * Collections.max(SIZES);

  private static final int MOST_NAMED = 5;

  /// The backends that are measured if all are chosen: each is of another kind.
  private static final Set<String> KINDS = Set.of("virtual-threads", "netty", "asyncio");

  private final int tables;
  private final Random random;
  private final Map<Integer, Integer> cut = new TreeMap<>();
  private final Map<Integer, Integer> wrong = new TreeMap<>();
  private final List<String> verdicts = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();

  /// @param tables how many tables of each size are drawn from a cell
  public EqualTables(int tables, Random random) {
    this.tables = tables;
    this.random = random;
  }

  /// The chosen backends that are measured.
  public static List<Backends.Entry> kinds(List<Backends.Entry> chosen) {
    var few = chosen.stream().filter(backend -> KINDS.contains(backend.id())).toList();
    return few.isEmpty() ? chosen.subList(0, Math.min(KINDS.size(), chosen.size())) : few;
  }

  /// Whether a trial still has too few processes. Prints its progress from time to time.
  static boolean wants(Trial trial) {
    if (trial.size() % ROWS == 0)
      System.err.printf("  %s: %d of %d processes%n", trial, trial.size(), PROCESSES);
    return trial.size() < PROCESSES;
  }

  /// Draws tables from the cells of a run, and prints what they show.
  ///
  /// @return the exit code: 0 if every target was met
  int print(PrintStream out, Results run) {
    for (var cell : run.cells()) if (cell.ok()) cut(cell);
    if (checks().isEmpty())
      throw new UserError(
          "No cell has the %d processes that the smallest table takes. Measure with --rounds %d."
              .formatted(ROWS * Collections.min(SIZES), PROCESSES));
    for (var check : checks()) out.println(check.name() + ": " + check.detail());
    return checks().stream().allMatch(Check::met) ? 0 : 1;
  }

  /// Draws tables from the processes of a cell, for each size for which there are enough processes.
  public void cut(Cell cell) {
    sources.add(cell.scenario() + " on " + cell.backend() + " (" + cell.rounds().size() + ")");
    for (int size : SIZES) {
      for (int i = 0; i < tables && cell.rounds().size() >= ROWS * size; i++) {
        cut.merge(size, 1, Integer::sum);
        var said = verdicts(table(cell, size));
        if (said.isEmpty()) continue;
        wrong.merge(size, 1, Integer::sum);
        verdicts.add(cell.scenario() + ", " + size + " processes: " + said.getFirst());
      }
    }
  }

  /// A table of rows with this many processes each. The rows are named by their numbers. As in a
  /// run, each row has one process in each round. A round consists of as many consecutive processes
  /// as there are rows, assigned to the rows at random.
  private List<Cell> table(Cell cell, int size) {
    var rounds = new ArrayList<List<Round>>();
    for (int end = ROWS; end <= cell.rounds().size(); end += ROWS)
      rounds.add(new ArrayList<>(cell.rounds().subList(end - ROWS, end)));
    Collections.shuffle(rounds, random);
    var drawn = rounds.subList(0, size);
    drawn.forEach(round -> Collections.shuffle(round, random));
    return IntStream.range(0, ROWS)
        .mapToObj(
            row -> cell.named("row " + (row + 1), drawn.stream().map(r -> r.get(row)).toList()))
        .toList();
  }

  private static List<String> verdicts(List<Cell> rows) {
    var ranking = Ranking.of(rows);
    return IntStream.range(0, ROWS)
        .boxed()
        .flatMap(i ->
            rows.subList(0, i).stream()
                .map(other -> ranking.compare(rows.get(i).backend(), other.backend())))
        .filter(verdict -> verdict.better() || verdict.worse())
        .map(Comparison::sentence)
        .toList();
  }

  /// One check per size of which a table was drawn.
  public List<Check> checks() {
    return cut.keySet().stream().map(this::check).toList();
  }

  private Check check(int size) {
    int all = cut.get(size);
    int bad = wrong.getOrDefault(size, 0);
    return Check.atMost(
        5,
        "A/A: tables with a false verdict, " + size + " processes a row",
        100.0 * bad / all,
        "%",
        bad
            + " of "
            + all
            + " tables of "
            + ROWS
            + " equal rows, dealt out at random, round by round, from the processes of "
            + String.join(", ", sources)
            + verdicts.stream()
                .filter(verdict -> verdict.contains(", " + size + " processes"))
                .limit(MOST_NAMED)
                .map(verdict -> "; " + verdict)
                .collect(Collectors.joining()));
  }
}
