//SOURCES Judgement.java
//SOURCES Observation.java
//SOURCES ../result/Host.java
//SOURCES ../result/Json.java
//SOURCES ../result/Texts.java
//SOURCES ../result/UserError.java

package semantics;

import module java.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import result.Host;
import result.Json;
import result.Texts;
import result.UserError;

/// What was observed of each backend by each probe: the file `results/semantics.json`.
///
/// @param schema version of this format
/// @param started ISO-8601
/// @param commit of the checkout; null outside of one
/// @param repeats how often each probe ran on each backend
public record Matrix(
    int schema, String started, String commit, Host host, int repeats, List<Cell> cells) {

  /// The version that this program writes.
  public static final int SCHEMA = 1;

  /// One probe on one backend.
  ///
  /// @param says what was observed; if runs differ, each observation with its number
  /// @param judgement the worst of all runs
  /// @param evidence of the first run with that judgement
  /// @param runs what each run has said, in the order of running, if they differ; else empty
  public record Cell(
      String probe,
      String backend,
      String says,
      Judgement judgement,
      String evidence,
      List<String> runs) {

    static Cell of(String probe, String backend, List<Observation> seen) {
      var worst = seen.stream().max(Comparator.comparing(Observation::judgement)).orElseThrow();
      var says = seen.stream().map(Observation::says).toList();
      boolean same = Set.copyOf(says).size() == 1;
      return new Cell(
          probe,
          backend,
          same ? says.getFirst() : counted(says),
          worst.judgement(),
          worst.evidence(),
          same ? List.of() : says);
    }

    /// Each observation with its number, the most frequent one first.
    private static String counted(List<String> runs) {
      return runs.stream()
          .collect(
              Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()))
          .entrySet()
          .stream()
          .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
          .map(one -> "%s (%d of %d runs)".formatted(one.getKey(), one.getValue(), runs.size()))
          .collect(Collectors.joining(", "));
    }

    /// The observations in words, of which there are several if runs differ.
    String words() {
      return runs.isEmpty() ? says : counted(runs);
    }

    /// Whether at least one run has said something that begins so.
    boolean anySays(String begin) {
      return (runs.isEmpty() ? List.of(says) : runs)
          .stream().anyMatch(one -> one.startsWith(begin));
    }
  }

  public Optional<Cell> cell(String probe, String backend) {
    return cells.stream()
        .filter(cell -> cell.probe().equals(probe) && cell.backend().equals(backend))
        .findFirst();
  }

  /// @throws UserError if it cannot be written
  public static void write(Path file, Matrix matrix) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Texts.bytes(file, matrix));
    } catch (IOException e) {
      throw new UserError(file + " cannot be written: " + e.getMessage());
    }
  }

  /// The backends, in the order of the file.
  public List<String> backends() {
    return cells.stream().map(Cell::backend).distinct().toList();
  }

  /// The probes, in the order of the file.
  public List<String> probes() {
    return cells.stream().map(Cell::probe).distinct().toList();
  }

  /// @throws UserError if the file cannot be read, or is no such file
  public static Matrix read(Path file) {
    try {
      var matrix = Json.read(Texts.read(file), Matrix.class);
      if (matrix == null || matrix.schema != SCHEMA || matrix.cells == null || matrix.host == null)
        throw new UserError(file + " is no file of ./jbang semantics, or one of another version.");
      return matrix;
    } catch (JsonProcessingException e) {
      throw new UserError(file + " is no file of ./jbang semantics: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UserError(
          file + " cannot be read. Type ./jbang semantics to observe, which writes it.");
    }
  }
}
