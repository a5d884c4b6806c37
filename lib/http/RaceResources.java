//SOURCES RaceRequest.java
//SOURCES RaceRound.java

package http;

import module java.base;

/// Pattern 8: two racers, each of which opens a resource (`?open` answers with its id), uses it
/// (`?use=id`) and closes it (`?close=id`). The first use gets status 500 when the second has come.
/// The second is right when the resource of the first has been closed. The uses are the racers.
final class RaceResources extends RaceRound {
  private final Set<String> known = new HashSet<>();
  private final Set<String> open = new HashSet<>();

  /// The ids that are used, in the order of the requests.
  private final List<String> used = new ArrayList<>();

  RaceResources() {
    super(2);
  }

  @Override
  public synchronized void arrived(RaceRequest request) {
    var asked = request.parameters();
    if (asked.containsKey("open")) {
      var id = UUID.randomUUID().toString();
      known.add(id);
      open.add(id);
      request.answer(200, id);
    } else if (asked.containsKey("use")) {
      used.add(asked.get("use"));
      if (!open.contains(asked.get("use"))) fault("a resource was used that is not open");
      super.arrived(request);
    } else if (asked.containsKey("close")) {
      closed(asked.get("close"), request);
    } else {
      request.answer(406, "open, use or close");
    }
  }

  private void closed(String id, RaceRequest request) {
    if (!known.contains(id)) fault("a resource was closed that was never opened");
    else if (!open.remove(id)) fault("a resource was closed twice");
    request.answer(200, "");
    if (used.size() < 2 || !request(2).isOpen()) return;
    if (id.equals(used.get(1))) fault("a resource was closed while it was used");
    else right(2);
  }

  @Override
  void came(int number) {
    if (number == 2) wrong(1);
  }

  @Override
  int resources() {
    return open.size();
  }

  @Override
  String undecided() {
    return "the resource of the racer that failed was not closed, so the other waited for ever";
  }
}
