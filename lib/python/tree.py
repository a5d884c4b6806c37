"""Trees of tasks, in the shapes of two public benchmarks: the twin of scripts/tree.java."""

from functools import partial
from math import factorial

from failures import Wrong
from scenario import Scenario

SHAPES = ("skynet", "none", "io", "memoization", "mixed")
REMEMBERED = 90  # of a hundred answers


async def tree(on, record, *, shape, leaves, depth, io, data):
    """How long does a whole tree of tasks take, from the start to the end of its root?"""
    program = (skynet(on, record, leaves) if shape == "skynet"
               else async_tree(on, record, shape, depth, on.sleep(io), data))
    with record.clock():
        await on.start(program).wait()
    record.values["tree"] = record.elapsed_ns / 1e6


def skynet(on, record, leaves):
    """Ten children each, down to leaves that are numbered. Each task adds up what its children
    have, and the root checks the sum."""
    def task(sums, child, first, size):
        if size == 1:
            return on.call(partial(tell_number, sums, child, first, record.begun(first)))
        parts, part = [0] * 10, size // 10
        return on.after(on.all(10, lambda i: task(parts, i, first + i * part, part)),
                        partial(tell_sum, parts, sums), child)

    def check(right):
        if root != [right]:
            raise Wrong(f"the leaves' numbers add up to {root[0]} instead of {right}")

    root = [0]
    return on.after(task(root, 0, 0, leaves), check, leaves * (leaves - 1) // 2)


def tell_number(sums, child, number, done):
    """Hands its number to its parent."""
    sums[child] = number
    done()


def tell_sum(parts, sums, child):
    """Hands the sum of its children to its parent."""
    sums[child] = sum(parts)


def async_tree(on, record, shape, depth, waiting, data):
    """pyperformance's `async_tree`: six children each. `data`: what each leaf asks for, from 1 to
    100; 0 if it computes."""
    known = set()

    def task(levels, first):
        if levels == 0:
            return leaf(first, record.begun(first))
        below = 6 ** (levels - 1)
        return on.all(6, lambda i: task(levels - 1, first + i * below))

    def leaf(unit, done):
        if shape == "none":
            return on.call(done)
        wait = on.then(waiting, on.call(done))
        if shape == "io":
            return wait
        # Whether it waits is decided when it runs, not when it is asked for.
        return on.repeat(1, lambda _: decided(data[unit], wait, done))

    def decided(wanted, wait, done):
        if wanted == 0:
            return on.call(lambda: compute(done))
        if wanted <= REMEMBERED:
            if wanted in known:
                return on.call(done)
            known.add(wanted)
        return wait
    return task(depth, 0)


def compute(done):
    """Half of the leaves compute."""
    if factorial(500).bit_length() != 3768:
        raise Wrong("500! is wrong")
    done()


def draw(seed, shape, depth, **_):
    """What each leaf asks for, for a worker that was started by hand."""
    from random import Random
    random = Random(seed)
    if shape not in ("memoization", "mixed"):
        return {"data": []}
    computes = 0.5 if shape == "mixed" else 0
    return {"data": [0 if random.random() < computes else random.randint(1, 100)
                     for _ in range(6 ** depth)]}


SCENARIO = Scenario(
    tree, "leaves", "tree",
    {"shape": "skynet", "leaves": "10000", "depth": "6", "io": "50ms"},
    expected=lambda shape, leaves, depth, **_: leaves if shape == "skynet" else 6 ** depth,
    draw=draw, choices={"shape": SHAPES},
    asked=lambda shape, io, **_: [] if shape in ("skynet", "none") else [io])
