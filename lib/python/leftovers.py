"""What a program leaves behind: the twin of lib/laws/Leftovers.java."""

import gc
from collections import Counter
from contextlib import contextmanager

LEAST = 500  # fewer objects are ignored: an interpreter makes that many by itself
LATER = 100_000_000  # ns


async def found(on, tasks, once):
    """Objects that are alive at the end of a program, but were not alive before it, or that are
    gone once somebody has cleaned up: timers of the library, entries of its queues.

    `tasks`: of the program. `once`: runs the program, and calls its argument at the moment when
    nothing may be left. Returns number and type of what is left, if it is as many as half of the
    tasks, and not less than 500."""
    before, at_end = living(), Counter()
    await once(lambda: at_end.update(living()))
    # Some libraries clean up when another program starts.
    nap = on.on_cancel(on.sleep(1_000_000), lambda: None)
    await on.start(on.all(1, lambda _: nap)).wait()
    await on.sleep(LATER)()
    later = living()
    left = Counter({name: count - min(before[name], later[name])
                    for name, count in at_end.items()})
    for name, count in left.most_common(1):
        if count >= max(LEAST, tasks // 2):
            return f"{count:,} {name}"


def living():
    """Live objects by type, as far as the collector of cycles knows them. Nothing else runs
    meanwhile, because libraries here have one thread."""
    gc.collect()
    return Counter(f"{kind.__module__}.{kind.__qualname__}" for kind in map(type, gc.get_objects()))


class LeftBehind:
    """How many objects a repetition leaves behind when its clock stops, as a number: the twin of
    lib/laws/LeftBehind.java. Only the first repetitions are looked at, and all others report the
    same number."""

    MOST = 3

    def __init__(self):
        self.looks = 0
        self._per_unit = 0

    @contextmanager
    def of(self, record):
        """Around the clock of a repetition. A type with fewer objects than half of the units counts
        as none."""
        before = living() if self.looks < self.MOST else None
        yield
        if before is not None:
            self.looks += 1
            least = max(1, record.expected // 2)
            more = [count for count in (living() - before).values() if count >= least]
            self._per_unit = sum(more) / record.expected
        record.values["left_behind"] = self._per_unit
