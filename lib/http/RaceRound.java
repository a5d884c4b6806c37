//SOURCES RacePattern.java
//SOURCES RaceRequest.java
//SOURCES RaceVerdict.java

package http;

import module java.base;

/// A run of a pattern in which a known number of requests race and one of them wins. A subclass
/// says what the server does when a request comes. Requests have the numbers of their arrival, from
/// 1. All methods that a subclass overrides are called one at a time.
abstract class RaceRound implements RacePattern {
  /// How long after the winner's answer a loser's connection may be closed.
  static final Duration LIMIT = Duration.ofMillis(500);

  /// Between a failure and the answer that wins, so that a client sees the failure first.
  static final Duration PAUSE = Duration.ofMillis(100);

  /// If no request comes for that long, the race cannot be won. Those that wait get status 500, and
  /// so do later ones, so that the client does not wait for ever.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// How long losers are waited for when the client has finished and none of them is closed.
  private static final Duration GRACE = Duration.ofSeconds(2);

  /// The same if nobody has won: a connection that the client has closed may be noticed later than
  /// its next request on another.
  private static final Duration ON_ITS_WAY = Duration.ofMillis(200);

  private final int racers;
  private final Duration limit;
  private final List<RaceRequest> requests = new ArrayList<>();
  private final Set<String> faults = new LinkedHashSet<>();
  private long lastNanos;
  private int later;
  private RaceRequest winner;
  private boolean over;
  private boolean hopeless;

  /// @param racers how many requests belong to it
  /// @param limit how long after the winner's answer a loser's connection may be closed
  RaceRound(int racers, Duration limit) {
    this.racers = racers;
    this.limit = limit;
  }

  RaceRound(int racers) {
    this(racers, LIMIT);
  }

  /// What the server does when a request comes.
  abstract void came(int number);

  /// What the server does when a client gives up a request before the race is over.
  void left(int number) {
    fault(
        "request %d was closed after %d ms, before its answer was due: the race ended too early",
        number, age(number));
  }

  /// The instant from which a loser has to be closed, by {@link System#nanoTime}.
  long endsNanos(RaceRequest loser, RaceRequest winner) {
    return winner.endedNanos();
  }

  /// The same instant in words.
  String ends() {
    return "the winner's answer";
  }

  /// What is said if no request won although all had come.
  String undecided() {
    return "no request could win";
  }

  /// Whether a client may send a request again, by itself, because its connection was cut.
  boolean mayRepeat() {
    return false;
  }

  /// Resources that are open.
  int resources() {
    return 0;
  }

  @Override
  public synchronized void arrived(RaceRequest request) {
    requests.add(request);
    lastNanos = System.nanoTime();
    if (over) later++;
    if (requests.size() == 1) Thread.ofVirtual().start(this::watch);
    if (hopeless) request.answer(500, "no such race");
    else if (!over) came(requests.size());
  }

  @Override
  public synchronized void gone(RaceRequest request) {
    if (!over) left(requests.indexOf(request) + 1);
  }

  private void watch() {
    boolean waits = true;
    while (waits) {
      LockSupport.parkNanos(PAUSE.toNanos());
      synchronized (this) {
        if (over) return;
        waits = System.nanoTime() - lastNanos < PATIENCE.toNanos();
        if (!waits) giveUp();
      }
    }
  }

  private void giveUp() {
    hopeless = true;
    if (requests.size() < racers)
      fault("only %,d of %,d requests came at once", requests.size(), racers);
    for (var one : requests) one.answer(500, "no such race");
  }

  RaceRequest request(int number) {
    return requests.get(number - 1);
  }

  /// Milliseconds from the arrival of a request that has ended to its end.
  long age(int number) {
    var request = request(number);
    return Math.round((request.endedNanos() - request.arrivedNanos()) / 1e6);
  }

  /// How many requests have come.
  int size() {
    return requests.size();
  }

  /// Answers with status 200, which decides the race.
  void right(int number) {
    right(number, "right");
  }

  void right(int number, String body) {
    over = true;
    if (request(number).answer(200, body)) winner = request(number);
    else fault("request %d was closed before it could win", number);
  }

  /// Answers like a server that fails.
  void wrong(int number) {
    request(number).answer(500, "wrong");
  }

  /// Does that later, unless the run is over by then.
  void after(Duration delay, Runnable action) {
    Thread.ofVirtual()
        .start(() -> {
          LockSupport.parkNanos(delay.toNanos());
          synchronized (this) {
            if (!over) action.run();
          }
        });
  }

  void fault(String words, Object... values) {
    faults.add(words.formatted(values));
  }

  @Override
  public RaceVerdict verdict(String got) throws InterruptedException {
    settle();
    synchronized (this) {
      over = true;
      var verdict = verdict(losers(), got);
      for (var one : requests) one.answer(500, "the race is over");
      return verdict;
    }
  }

  /// Waits until everything is closed, or until that makes no progress.
  private void settle() throws InterruptedException {
    long last = System.nanoTime();
    long before = Long.MAX_VALUE;
    long open = unsettled();
    while (open > 0 && System.nanoTime() - last < patience()) {
      if (open < before) last = System.nanoTime();
      before = open;
      Thread.sleep(2);
      open = unsettled();
    }
  }

  private synchronized long patience() {
    return (winner == null ? ON_ITS_WAY : GRACE).toNanos();
  }

  private synchronized long unsettled() {
    return resources() + requests.stream().filter(RaceRequest::isOpen).count();
  }

  private List<RaceRequest> losers() {
    if (winner == null) return List.of();
    return requests.stream()
        .filter(
            one -> one.state() == RaceRequest.State.OPEN || one.state() == RaceRequest.State.CLOSED)
        .toList();
  }

  private RaceVerdict verdict(List<RaceRequest> losers, String got) {
    var closed =
        losers.stream()
            .filter(one -> one.state() == RaceRequest.State.CLOSED)
            .mapToDouble(one -> (one.endedNanos() - endsNanos(one, winner)) / 1e6)
            .map(ms -> Math.max(0, ms))
            .sorted()
            .toArray();
    int open = losers.size() - closed.length;
    double median = closed.length == 0 ? 0 : closed[closed.length / 2];
    double last = closed.length == 0 ? 0 : closed[closed.length - 1];
    if (!hopeless && requests.size() - later < racers)
      fault("%,d of %,d requests came", requests.size() - later, racers);
    else if (winner == null && faults.isEmpty()) fault(undecided());
    if (open > 0)
      fault(
          "%,d of %,d losers were not closed within %d s after the client had finished",
          open, losers.size(), GRACE.toSeconds());
    if (last > limit.toMillis())
      fault(
          "the last loser was closed %.0f ms after %s; the limit is %d ms",
          last, ends(), limit.toMillis());
    if (later > 0 && !mayRepeat()) fault("requests came after the race: %d", later);
    if (resources() > 0) fault("resources that were not closed: %d", resources());
    if (!got.equals("right")) fault("the client's answer is '%s', not 'right'", got);
    return new RaceVerdict(
        faults.isEmpty(),
        String.join("; ", faults),
        losers.size(),
        median,
        last,
        open,
        resources(),
        later);
  }
}
