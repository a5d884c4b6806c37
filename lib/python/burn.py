"""Work for a processor, of a given length: operations that compute, and a backend that is made
slower on purpose."""

from functools import cache
from itertools import repeat
from time import perf_counter_ns

from coroutines import method_operation


def loop(steps):
    """Work for a processor."""
    for _ in repeat(None, steps):  # A range makes new numbers beyond 256, at another cost.
        pass


@cache
def steps_of(ns):
    """How many steps of `loop` take that long. The number is found by trying."""
    trial, passes = 100_000, []
    for _ in range(20):
        start = perf_counter_ns()
        loop(trial)
        passes.append(perf_counter_ns() - start)
    return round(ns * trial / min(passes))  # The pass that nothing disturbed.


class Slowed:
    """A backend that is made slower on purpose: each unit of work does some additional looping. The
    instrument must find this slowdown.

    It repeats three operations instead of wrapping them. Whatever a wrapper keeps alive would be an
    additional cost, for the garbage collector."""

    steps = 0

    def __init__(self, inner):
        self.inner = inner

    def __getattr__(self, name):
        return getattr(self.inner, name)

    def add(self, ns):
        """Sets what each unit of work costs from now on, beyond what it cost before."""
        self.steps = steps_of(ns)

    @method_operation
    async def timed(self, operation, tell):
        start = perf_counter_ns()
        await operation()
        ns = perf_counter_ns() - start
        loop(self.steps)
        tell(ns)

    @method_operation
    async def after(self, operation, code, value):
        await operation()
        loop(self.steps)
        code(value)

    @method_operation
    async def on_cancel(self, operation, teardown):
        try:
            await operation()
        except self.inner.cancelled():
            loop(self.steps)
            teardown()
            raise
