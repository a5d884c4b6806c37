//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//DEPS org.knowm.xchart:xchart:4.0.3
//SOURCES ../result/Histograms.java
//SOURCES ../result/Results.java
//SOURCES Axis.java
//SOURCES Curve.java
//SOURCES Look.java
//SOURCES Picture.java
//SOURCES Provenance.java
//SOURCES Row.java
//SOURCES Sheet.java
//SOURCES Text.java
package chart;

import module java.base;
import result.Cell;
import result.Results;

/// The latency of one scenario by percentile: a line per backend, its name at the line's end. The horizontal scale is
/// HdrHistogram's: 90, 99 and 99.9 stand equally far apart, so that the tail is not squeezed into a corner.
///
/// @param subtitle what a reader must know, in one line: from where to where it is measured, what is better
record LatencyChart(String scenario, String title, String subtitle) implements Picture {
  private static final int LINE = 18;
  private static final int LEADER = 22;
  private static final int NAME = 36;
  private static final int LEAST_HEIGHT = 400;

  @Override
  public String name() {
    return scenario + "_latency";
  }

  @Override
  public boolean shows(Cell cell) {
    return cell.ok() && cell.rounds().stream().anyMatch(round -> round.latency() != null);
  }

  @Override
  public Sheet draw(Results results) {
    var provenance = new Provenance(results, results.of(scenario));
    var cells = provenance.cells().stream().filter(this::shows).toList();
    var histograms = cells.stream().map(Curve::merged).toList();
    ...
  }
}
