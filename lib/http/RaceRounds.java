//SOURCES RaceRequest.java
//SOURCES RaceRound.java

package http;

import module java.base;

/// The server's part in the patterns that are only races.
final class RaceRounds {
  private static final int MANY = 10_000;

  /// Closing that many connections takes a while.
  private static final Duration MANY_LIMIT = Duration.ofSeconds(20);

  private static final Duration DEADLINE = Duration.ofSeconds(1);

  /// A request takes time to arrive, so the server sees shorter waits than the client.
  private static final Duration EARLY = Duration.ofMillis(100);

  private RaceRounds() {}

  static RaceRound pattern(int n) {
    return switch (n) {
      case 1 -> two();
      case 2 -> connectionError();
      case 3 -> many();
      case 4 -> deadline();
      case 5 -> status(2);
      case 6 -> status(3);
      case 7 -> hedge();
      case 9 -> letters();
      case 11 -> nested();
      default -> throw new IllegalArgumentException("no race: " + n);
    };
  }

  /// The first is right when the second has come, which is never answered.
  private static RaceRound two() {
    return new RaceRound(2) {
      @Override
      void came(int number) {
        if (number == 2) right(1);
      }
    };
  }

  /// The second is cut at once. The first is right a moment later. Clients send a `GET` again when
  /// its connection has been cut, which is cut again.
  private static RaceRound connectionError() {
    return new RaceRound(2) {
      @Override
      void came(int number) {
        if (number > 1) request(number).cut();
        if (number == 2) after(PAUSE, () -> right(1));
      }

      @Override
      boolean mayRepeat() {
        return true;
      }
    };
  }

  /// The last is right. The others are never answered.
  private static RaceRound many() {
    return new RaceRound(MANY, MANY_LIMIT) {
      @Override
      void came(int number) {
        if (number == MANY) right(MANY);
      }
    };
  }

  /// When one of the two has been given up, the other is right.
  private static RaceRound deadline() {
    return new RaceRound(2) {
      @Override
      void came(int number) {}

      @Override
      void left(int number) {
        if (age(number) < DEADLINE.minus(EARLY).toMillis())
          fault("request %d was given up after %d ms; its deadline is 1 s", number, age(number));
        if (size() == 2) right(3 - number);
      }

      @Override
      long endsNanos(RaceRequest loser, RaceRequest winner) {
        return loser.arrivedNanos() + DEADLINE.toNanos();
      }

      @Override
      String ends() {
        return "its deadline";
      }

      @Override
      String undecided() {
        return "no request was given up at its deadline";
      }
    };
  }

  /// The first gets status 500 when all have come, and the second is right a moment later. A third
  /// is never answered.
  private static RaceRound status(int racers) {
    return new RaceRound(racers) {
      @Override
      void came(int number) {
        if (number != racers) return;
        wrong(1);
        after(PAUSE, () -> right(2));
      }
    };
  }

  /// The first is right when the second comes 3 s later, which is never answered.
  private static RaceRound hedge() {
    return new RaceRound(2) {
      @Override
      void came(int number) {
        if (number != 2) return;
        long waited = request(2).arrivedNanos() - request(1).arrivedNanos();
        long least = Duration.ofSeconds(3).minus(EARLY).toNanos();
        if (waited < least)
          fault("the second request came after %d ms instead of 3 s", waited / 1_000_000);
        right(1);
      }
    };
  }

  /// When ten have come, five of them get status 500 at once. The others get the letters of the
  /// answer, one after another.
  private static RaceRound letters() {
    return new RaceRound(10) {
      @Override
      void came(int number) {
        if (number != 10) return;
        var numbers = IntStream.rangeClosed(1, 10).boxed().collect(Collectors.toList());
        Collections.shuffle(numbers);
        for (int i = 0; i < 5; i++) wrong(numbers.get(i));
        for (int i = 0; i < 5; i++) {
          int to = numbers.get(5 + i);
          var letter = "right".substring(i, i + 1);
          after(PAUSE.multipliedBy(2 * i + 1), () -> letter(to, letter));
        }
      }

      private void letter(int to, String letter) {
        if (letter.equals("t")) right(to, letter);
        else request(to).answer(200, letter);
      }
    };
  }

  /// When three have come, the first two are cut, as often as they come again. The third is right a
  /// moment later.
  private static RaceRound nested() {
    return new RaceRound(3) {
      @Override
      void came(int number) {
        if (number > 3) request(number).cut();
        if (number != 3) return;
        request(1).cut();
        request(2).cut();
        after(PAUSE, () -> right(3));
      }

      @Override
      boolean mayRepeat() {
        return true;
      }
    };
  }
}
