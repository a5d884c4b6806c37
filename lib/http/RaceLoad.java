//SOURCES RacePattern.java
//SOURCES RaceRequest.java
//SOURCES RaceVerdict.java

package http;

import module java.base;

/// Pattern 10: a request `?id` that is answered after some seconds, while the client computes
/// beside it. Each second, the client reports the load of its process since the last report, 0 to
/// 1: `?id=load`. The answer is status 302 as long as it has to go on, 200 when the load is low
/// again after the request has ended, and 400 if nothing was computed before or the load stays
/// high.
final class RaceLoad implements RacePattern {
  private static final Duration TIME = Duration.ofSeconds(3);

  /// The suite asks for 0.8. Here, other clients may want the processors at the same time.
  private static final double BUSY = 0.1;

  /// The suite asks for this. Here, the load must also have fallen by half.
  private static final double IDLE = 0.3;

  /// After that many reports of a load that is too high, the task is not going to be stopped.
  private static final int PATIENCE = 4;

  private final List<Double> during = new ArrayList<>();
  private final List<Double> afterwards = new ArrayList<>();
  private final List<RaceRequest> requests = new ArrayList<>();
  private final Set<String> faults = new LinkedHashSet<>();
  private RaceRequest beside;
  private String id;
  private boolean right;

  @Override
  public synchronized void arrived(RaceRequest request) {
    requests.add(request);
    var first = request.parameters().entrySet().stream().findFirst();
    if (first.isEmpty()) request.answer(400, "a query is missing");
    else if (first.get().getValue().isEmpty()) begin(first.get().getKey(), request);
    else report(first.get().getKey(), first.get().getValue(), request);
  }

  private void begin(String by, RaceRequest request) {
    if (beside != null) faults.add("more than one request to compute beside");
    id = by;
    beside = request;
    Thread.ofVirtual()
        .start(() -> {
          LockSupport.parkNanos(TIME.toNanos());
          request.answer(200, "");
        });
  }

  private void report(String by, String text, RaceRequest request) {
    if (!by.equals(id)) {
      request.answer(302, "");
      return;
    }
    double load;
    try {
      load = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      request.answer(400, "load was not a number");
      return;
    }
    if (beside.isOpen()) {
      during.add(load);
      request.answer(302, "");
    } else {
      afterwards.add(load);
      judge(load, request);
    }
  }

  private void judge(double load, RaceRequest request) {
    double mean = during.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    if (during.size() < TIME.toSeconds() - 1) {
      faults.add("only %d reports of the load in %d s".formatted(during.size(), TIME.toSeconds()));
      request.answer(400, "not enough readings");
    } else if (mean < BUSY) {
      faults.add("nothing was computed beside the request: the load was %.2f".formatted(mean));
      request.answer(400, "the load was too low");
    } else if (load > Math.min(IDLE, mean / 2)) {
      boolean enough = afterwards.size() >= PATIENCE;
      request.answer(enough ? 400 : 302, "the load is still too high");
    } else {
      right = true;
      request.answer(200, "right");
    }
  }

  @Override
  public synchronized void gone(RaceRequest request) {
    if (request == beside) faults.add("the request was closed before its answer");
  }

  @Override
  public synchronized RaceVerdict verdict(String got) {
    if (beside == null) faults.add("no request came to compute beside");
    else if (afterwards.isEmpty()) faults.add("no load was reported after the request had ended");
    else if (!right && faults.isEmpty())
      faults.add(
          "the task was not stopped: the last load was %.2f, %d reports after the request had ended"
              .formatted(afterwards.getLast(), afterwards.size()));
    if (!got.equals("right")) faults.add("the client's answer is '%s', not 'right'".formatted(got));
    for (var one : requests) one.answer(500, "the race is over");
    return RaceVerdict.of(String.join("; ", faults));
  }
}
