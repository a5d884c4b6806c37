//SOURCES ../../Library.java

package test.support;

import module java.base;

import worker.WorkerOptions;

/// A worker of `semantics` that says what it begins and then goes wrong, as the probe's name says.
public final class BrokenWorker {
  private BrokenWorker() {}

  static void main(String... args) throws Exception {
    for (var probe : WorkerOptions.map(args).get("probes").split(",")) {
      System.out.printf("{\"begins\":\"%s\"}%n", probe);
      switch (probe) {
        case "hangs" -> Thread.sleep(Duration.ofHours(1));
        case "crashes" -> Runtime.getRuntime().halt(134);
        default ->
            System.out.printf(
                "{\"probe\":\"%s\",\"says\":\"fine\",\"judgement\":\"safe\",\"evidence\":\"\"}%n",
                probe);
      }
    }
  }
}
