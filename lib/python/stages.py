"""The stages of a stream: the twin of lib/backend/Stages.java."""

from typing import Callable, NamedTuple


class Stages(NamedTuple):
    """The five stages between the source and the sink of a stream, and the work in each. The
    asynchronous one runs `request`, for `parallelism` items at once, each after `delay`. Its results
    leave in any order, in batches."""

    items: int  # that the source has: the numbers from 0 on
    source: Callable  # is given each item when it leaves the source
    map: Callable
    filter: Callable  # whether the item goes on
    parallelism: int
    delay: int  # ns, on the library's timer; 0 only yields to the loop
    request: Callable
    batch: int  # items that are gathered for the sink; the last batch may be smaller
    sink: Callable  # is given each item of a batch

    def asks(self):
        """The items that go to the asynchronous stage: async generators, one for each stage."""
        return kept(self.filter, mapped(self.map, sourced(self.source, self.items)))

    async def consume(self, answers):
        """The stages after the asynchronous one."""
        async for batch in batched(self.batch, answers):
            for item in batch:
                self.sink(item)


async def sourced(source, items):
    for item in range(items):
        yield source(item)


async def mapped(function, items):
    async for item in items:
        yield function(item)


async def kept(test, items):
    async for item in items:
        if test(item):
            yield item


async def batched(size, items):
    batch = []
    async for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


async def until(end, take):
    """What a queue holds, up to its last item."""
    while (item := await take()) is not end:
        yield item
