"""What a program leaves behind: the twin of lib/laws/Leftovers.java."""

import gc
from collections import Counter

LEAST = 500  # of fewer objects, an interpreter makes as many by itself
LATER = 100_000_000  # ns


async def found(on, tasks, once):
    """Objects that are alive at the end of a program and were not before it, or are not any more
    once somebody has tidied up: timers of the library, entries of its queues.

    `tasks`: of the program. `once`: runs it, and calls what it is given when nothing may be left.
    Returns number and type of what is left, if it is anything: half of the tasks, and not less
    than 500."""
    before, at_end = living(), Counter()
    await once(lambda: at_end.update(living()))
    # When another program starts is when some would tidy up.
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
    """Live objects by type, those that the collector of cycles knows. Nothing else runs meanwhile:
    libraries here have one thread."""
    gc.collect()
    return Counter(f"{kind.__module__}.{kind.__qualname__}" for kind in map(type, gc.get_objects()))
