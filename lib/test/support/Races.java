//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES Racer.java

package test.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

/// Clients of the patterns, by hand. Each returns what it takes for the answer.
public record Races(InetSocketAddress server) {

  /// What the server says of a client that gave up too early.
  public static final String EARLY = "before its answer was due";

  /// How many races it takes at most until a client is refused with these words. On a busy machine,
  /// a client that gives up too early may be so late that it is not seen.
  public static int tries(String words) {
    return words.equals(EARLY) ? 10 : 1;
  }

  public Racer get(String path) throws Exception {
    return Racer.get(server, path);
  }

  public String read(String path) throws Exception {
    try (var one = get(path)) {
      return one.body();
    }
  }

  /// The first wins, the others are closed.
  public String race(String path, int racers, long waitMs, long closesAfterMs) throws Exception {
    try (var winner = get(path)) {
      Thread.sleep(waitMs);
      var losers = new ArrayList<Racer>();
      for (int i = 1; i < racers; i++) losers.add(get(path));
      var got = winner.body();
      Thread.sleep(closesAfterMs);
      for (var loser : losers) loser.close();
      return got;
    }
  }

  /// The first fails, the second wins, the others are closed.
  public String second(String path, int racers) throws Exception {
    try (var first = get(path);
        var winner = get(path)) {
      var losers = new ArrayList<Racer>();
      for (int i = 2; i < racers; i++) losers.add(get(path));
      first.body();
      assertEquals(500, first.status());
      var got = winner.body();
      for (var loser : losers) loser.close();
      return got;
    }
  }

  public String deadline(long ms) throws Exception {
    try (var first = get("/4");
        var winner = get("/4")) {
      Thread.sleep(ms);
      first.giveUp();
      return winner.body();
    }
  }

  public String resources(boolean first, boolean second, boolean twice) throws Exception {
    var a = read("/8?open");
    var b = read("/8?open");
    try (var failing = get("/8?use=" + a);
        var winner = get("/8?use=" + b)) {
      failing.body();
      if (first) read("/8?close=" + a);
      if (first && twice) read("/8?close=" + a);
      if (!first) winner.giveUp();
      var got = first ? winner.body() : "none";
      if (second) read("/8?close=" + b);
      return got;
    }
  }

  public String letters(Comparator<String> order) throws Exception {
    var racers = new ArrayList<Racer>();
    for (int i = 0; i < 10; i++) racers.add(get("/9"));
    var letters = Collections.synchronizedList(new ArrayList<String>());
    try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : racers)
        all.submit(() -> {
          var body = one.body();
          if (one.status() == 200) letters.add(body);
          return null;
        });
    }
    for (var one : racers) one.close();
    if (order != null) letters.sort(order);
    return String.join("", letters);
  }

  public String load(double during, double afterwards) throws Exception {
    try (var beside = get("/10?mine")) {
      for (int i = 0; i < 3; i++) {
        Thread.sleep(i == 2 ? 1_500 : 900);
        if (i < 2) read("/10?mine=" + during);
      }
      beside.body();
      for (int i = 0; i < 10; i++) {
        try (var report = get("/10?mine=" + afterwards)) {
          var body = report.body();
          if (report.status() != 302) return body;
        }
      }
      return "none";
    }
  }

  public String nested() throws Exception {
    try (var first = get("/11");
        var second = get("/11");
        var winner = get("/11")) {
      assertThrows(IOException.class, first::body);
      assertThrows(IOException.class, second::body);
      return winner.body();
    }
  }

  public String connectionError() throws Exception {
    try (var winner = get("/2");
        var broken = get("/2")) {
      assertThrows(IOException.class, broken::body);
      return winner.body();
    }
  }
}
