"""Values that go with a task into its children and past their end: the twin of
scripts/context.java."""

from contextlib import asynccontextmanager

from failures import Wrong
from scenario import Scenario


async def context(on, record, *, values, tasks, hops, locals, texts):
    """Each task has values of its own. A hop starts two children, which read one of them, waits for
    their end and reads it, too. All values take turns."""
    def task(t):
        operation = on.repeat(hops, lambda h: hop(t, h % values if values else 0, t * hops + h))
        for local, value in zip(locals, texts[t]):
            operation = local.holding(value, operation)
        return operation

    def hop(t, turn, unit):
        done = record.begun(unit)
        return on.then(
            on.all(2, lambda i: place(t, turn, "in its child", nothing if i else done)),
            place(t, turn, "after its child", nothing))

    def place(t, turn, where, code):
        """Reads the value, or nothing without values, and then runs the code."""
        if not values:
            return on.call(code)

        def read(seen):
            expect(texts[t][turn], seen, where)
            code()
        return locals[turn].read(read)

    program = on.all(tasks, task)
    with record.clock():
        await on.start(program).wait()
    record.values["hop"] = record.elapsed_ns / (tasks * hops)


def nothing():
    """What a place does that no unit of work ends in."""


def expect(value, seen, place):
    """Raises Wrong if a value is not the one that the task was given."""
    if value is not seen:
        raise Wrong(f"{value}: saw {'none' if seen is None else seen} {place}")


@asynccontextmanager
async def carried(on, values, tasks, **_):
    """The library's context for each value, and the values of each task."""
    yield {"locals": [on.local() for _ in range(values)],
           "texts": [[f"value {i} of task {task}" for i in range(values)]
                     for task in range(tasks)]}


SCENARIO = Scenario(
    context, "hops", "throughput", {"values": "1", "tasks": "100", "hops": "100"},
    expected=lambda values, tasks, hops: tasks * hops, uses=carried, library=True)
