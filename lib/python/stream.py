"""The scenario `stream`: the twin of scripts/stream.java and lib/scenario/Flight.java."""

from failures import Wrong
from scenario import Scenario
from stages import Stages

MOST = 10_000  # items that may be between the source and the sink


async def stream(on, record, *, items, parallelism, delay, batch):
    """Items through five stages with bounded demand, one of them asynchronous: what does their way
    cost, and how many are on it at once?"""
    flight = Flight(items, record)
    program = on.stream(Stages(items, flight.left, lambda item: 2 * item, flight.kept, parallelism,
                               delay, lambda item: item + 1, batch, flight.arrived))
    with record.clock():
        await on.start(program).wait()
    flight.check()


class Flight:
    """The items of one stream, from its source to its sink. An item `i` leaves the source as `i`,
    is doubled, kept if it was even, and arrives as `2 * i + 1`. Every item is reported once: those
    that are not kept by the filter, the others by the sink."""

    def __init__(self, items, record):
        self._record = record
        self._items = items
        self._ends = [None] * items
        self._under_way = self._most = self._arrived = self._sum = 0

    def left(self, item):
        """The item leaves the source."""
        if item % 2 == 0:
            self._ends[item] = self._record.begun(item)
        self._under_way += 1
        if self._under_way > self._most:
            self._most = self._under_way
        return item

    def kept(self, doubled):
        """Whether the filter keeps a doubled item."""
        if doubled % 4 == 0:
            return True
        self._record.done(doubled // 2)
        self._under_way -= 1
        return False

    def arrived(self, answer):
        """The item is at the sink."""
        self._ends[answer // 2]()
        self._arrived += 1
        self._sum += answer
        self._under_way -= 1

    def check(self):
        """Reports the most that were under way at once. Raises Wrong if these were too many, or if
        as many items as expected have arrived and have a wrong sum."""
        self._record.values["in_flight"] = self._most
        if self._most > MOST:
            raise Wrong(f"{self._most:,} items were under way at once, and not at most {MOST:,}")
        expected = sum(2 * item + 1 for item in range(0, self._items, 2))
        if self._sum != expected and self._arrived == (self._items + 1) // 2:
            raise Wrong(f"the items at the sink have the sum {self._sum}, not {expected}")


SCENARIO = Scenario(
    stream, "items", "throughput",
    {"items": "20000", "parallelism": "8", "delay": "0ms", "batch": "100"},
    expected=lambda items, **_: items, asked=lambda delay, **_: [delay] if delay else [],
    library=True)
