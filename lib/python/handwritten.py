"""`task_spawn` without an adapter, which the adapters are held against: the twin of
lib/bench/Handwritten.java."""

from time import perf_counter_ns

from scenarios import task_spawn


async def task_by_hand(sleep, seconds, told):
    """What a task does, of a library's own sleep."""
    start = perf_counter_ns()
    await sleep(seconds)
    told(perf_counter_ns() - start)


async def asyncio_by_hand(record, tasks, sleep):
    """As somebody would write it who uses asyncio alone."""
    import asyncio
    async with asyncio.TaskGroup() as group:
        for i in range(tasks):
            told = record.asked(i, sleep)
            group.create_task(task_by_hand(asyncio.sleep, sleep / 1e9, told))


async def trio_by_hand(record, tasks, sleep):
    """As somebody would write it who uses trio alone."""
    import trio
    async with trio.open_nursery() as nursery:
        for i in range(tasks):
            told = record.asked(i, sleep)
            nursery.start_soon(task_by_hand, trio.sleep, sleep / 1e9, told)


async def anyio_by_hand(record, tasks, sleep):
    """As somebody would write it who uses anyio alone."""
    import anyio
    async with anyio.create_task_group() as group:
        for i in range(tasks):
            told = record.asked(i, sleep)
            group.start_soon(task_by_hand, anyio.sleep, sleep / 1e9, told)


BY_HAND = {"asyncio": asyncio_by_hand, "trio": trio_by_hand, "anyio": anyio_by_hand}


def of_first(turn):
    """As lib/bench/Turns.java says it."""
    return ((turn // 2 * 0x9E3779B9 & 0xFFFFFFFF).bit_count() + turn) % 2 == 0


def by_turns(backend, turn):
    """`task_spawn` without the adapter and with it, in turns: noise hits both alike. The first is
    the one without."""
    program = BY_HAND[backend.split("-")[0]]

    async def repetition(on, record, *, tasks, sleep):
        nonlocal turn
        if of_first(turn):
            with record.clock():
                await program(record, tasks, sleep)
        else:
            await task_spawn(on, record, tasks=tasks, sleep=sleep)
        turn += 1
    return repetition
