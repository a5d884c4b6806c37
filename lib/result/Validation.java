//SOURCES Calibration.java
//SOURCES Cell.java
//SOURCES Histograms.java
//SOURCES Metric.java
//SOURCES Nullable.java
//SOURCES Results.java
//SOURCES Round.java
//SOURCES UserError.java

package result;

import module java.base;

/// Says what is impossible in a file that was read: a part that is missing, a number that no run
/// measures, a cell that is there twice. Every reader of files calls it, so that no other code
/// meets such values.
final class Validation {

  /// What is wrong, and where: "cell task_spawn bare, rounds[0].repetitions[2].cpu_ns is -1: ...".
  static final class Impossible extends Exception {
    private static final long serialVersionUID = 1;

    Impossible(String message) {
      super(message);
    }
  }

  private static final Set<String> STATUS = Set.of("ok", "failed", "unsupported", "skipped");
  private static final Set<String> BETTER = Set.of("higher", "lower");

  /// Names in snake case of numbers that may be below 0.
  private static final Set<String> SIGNED =
      Set.of("seed", "low", "earliest_us", "p50_us", "p99_us");

  private Validation() {}

  static void check(Results results) throws Impossible {
    if (results.schema() < 1)
      throw new Impossible("schema is %d: at least 1 is wanted".formatted(results.schema()));
    if (results.cells() == null) throw new Impossible("cells is missing");
    for (int i = 0; i < results.cells().size(); i++) {
      var cell = results.cells().get(i);
      var place = "cells[" + i + "]";
      if (cell != null && cell.scenario() != null && cell.backend() != null)
        place = "cell " + cell.scenario() + " " + cell.backend();
      walk(cell, place + ", ");
      check(cell, place + ", ");
    }
    walk(results.with(List.of()), "");
    unique(results.cells());
  }

  static void check(Calibration calibration) throws Impossible {
    walk(calibration, "");
    try {
      Instant.parse(calibration.measured());
    } catch (DateTimeException e) {
      throw new Impossible("measured is '" + calibration.measured() + "': a time is wanted");
    }
  }

  private static void unique(List<Cell> cells) throws Impossible {
    var seen = new HashSet<List<Object>>();
    for (var cell : cells)
      if (!seen.add(List.of(cell.scenario(), cell.backend(), cell.params())))
        throw new Impossible(
            "cell %s %s is there twice, with the same parameters: keep one of the two"
                .formatted(cell.scenario(), cell.backend()));
  }

  private static void check(Cell cell, String place) throws Impossible {
    if (!cell.scenario().matches("[\\w-]+"))
      throw new Impossible(place + "scenario: letters, digits, _ and - are allowed");
    oneOf(STATUS, cell.status(), place + "status");
    if (!cell.ok()) return;
    if (cell.unit() == null) throw new Impossible(place + "unit is missing");
    var headline = cell.metrics().get(cell.headline());
    if (headline == null)
      throw new Impossible(place + "metrics." + cell.headline() + " is missing");
    if (headline.value() <= 0)
      throw new Impossible(
          place + "metrics." + cell.headline() + ".value is 0: more than 0 is wanted");
    for (var metric : cell.metrics().entrySet())
      check(metric.getValue(), place + "metrics." + metric.getKey());
    if (cell.rounds().isEmpty()) throw new Impossible(place + "rounds is empty");
    for (int i = 0; i < cell.rounds().size(); i++)
      check(cell.rounds().get(i), place + "rounds[" + i + "].");
  }

  private static void check(Metric metric, String place) throws Impossible {
    oneOf(BETTER, metric.better(), place + ".better");
    if ((metric.low() == null) != (metric.high() == null)
        || metric.low() != null && metric.low() > metric.high())
      throw new Impossible(
          "%s has the interval %s to %s".formatted(place, metric.low(), metric.high()));
  }

  private static void check(Round round, String place) throws Impossible {
    if (round.repetitions().isEmpty()) throw new Impossible(place + "repetitions is empty");
    for (int i = 0; i < round.repetitions().size(); i++) {
      var one = round.repetitions().get(i);
      var part = place + "repetitions[" + i + "].";
      if (one.elapsedNs() < 1) throw new Impossible(part + "elapsed_ns is 0: at least 1 is wanted");
      if (one.ops() < 1) throw new Impossible(part + "ops is 0: at least 1 is wanted");
    }
    if (round.quickRepetitions() != null && round.quickRepetitions() > round.repetitions().size())
      throw new Impossible(
          "%squick_repetitions is %d, of %d repetitions"
              .formatted(place, round.quickRepetitions(), round.repetitions().size()));
    histogram(round.latency(), place + "latency");
    histogram(round.overshoot(), place + "overshoot");
  }

  private static void histogram(String text, String place) throws Impossible {
    if (text == null) return;
    try {
      Histograms.decode(text);
    } catch (UserError e) {
      throw new Impossible(place + ": " + e.getMessage());
    }
  }

  private static void oneOf(Set<String> allowed, String value, String place) throws Impossible {
    if (!allowed.contains(value))
      throw new Impossible(
          place + " is '" + value + "': allowed are " + String.join(", ", new TreeSet<>(allowed)));
  }

  /// Whatever holds for every value: it is there, it is a number, it is not below 0.
  private static void walk(Object value, String place) throws Impossible {
    switch (value) {
      case null -> throw new Impossible(place.replaceFirst("[,.] ?$", "") + " is missing or null");
      case Double number when number.isNaN() || number.isInfinite() ->
          throw new Impossible(place + " is " + number + ": a finite number is wanted");
      case Number number when number.doubleValue() < 0 && !SIGNED.contains(last(place)) ->
          throw new Impossible(place + " is " + number + ": at least 0 is wanted");
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) walk(list.get(i), place + "[" + i + "]");
      }
      case Map<?, ?> map -> {
        for (var entry : map.entrySet()) walk(entry.getValue(), place + "." + entry.getKey());
      }
      case Record record -> parts(record, place);
      default -> {}
    }
  }

  private static String last(String place) {
    return place.substring(place.lastIndexOf('.') + 1);
  }

  private static void parts(Record record, String place) throws Impossible {
    var dot = place.isEmpty() || place.endsWith(" ") ? place : place + ".";
    for (var part : record.getClass().getRecordComponents()) {
      Object value;
      try {
        value = part.getAccessor().invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
      // A cell makes up a headline where an earlier version has none.
      if (value != null || !part.isAnnotationPresent(Nullable.class))
        walk(value, dot + snake(part.getName()));
    }
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
