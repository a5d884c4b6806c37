"""`task_spawn` without an adapter, with which the adapters are compared: the twin of
lib/calibrate/baseline/Handwritten.java."""

from scenarios import task_spawn


async def asyncio_by_hand(tasks, seconds):
    """As a user of asyncio alone would write it."""
    import asyncio

    async def task():
        await asyncio.sleep(seconds)
    async with asyncio.TaskGroup() as group:
        for _ in range(tasks):
            group.create_task(task())


async def trio_by_hand(tasks, seconds):
    """As a user of trio alone would write it."""
    import trio

    async def task():
        await trio.sleep(seconds)
    async with trio.open_nursery() as nursery:
        for _ in range(tasks):
            nursery.start_soon(task)


async def anyio_by_hand(tasks, seconds):
    """As a user of anyio alone would write it."""
    import anyio

    async def task():
        await anyio.sleep(seconds)
    async with anyio.create_task_group() as group:
        for _ in range(tasks):
            group.start_soon(task)


BY_HAND = {"asyncio": asyncio_by_hand, "trio": trio_by_hand, "anyio": anyio_by_hand}


def of_first(turn):
    """Whether the turn belongs to the first program, by the rule of
    lib/calibrate/Interleaving.java."""
    return ((turn // 2 * 0x9E3779B9 & 0xFFFFFFFF).bit_count() + turn) % 2 == 0


def by_turns(backend, turn):
    """`task_spawn` without the adapter and with it, in turns, so that noise affects both alike. The
    first is the program without the adapter."""
    program = BY_HAND[backend.split("-")[0]]

    async def repetition(on, record, *, tasks, sleep):
        nonlocal turn
        if of_first(turn):
            with record.clock():
                await program(tasks, sleep / 1e9)
            for unit in range(tasks):  # A hand-written program does not count its tasks.
                record.done(unit)
        else:
            await task_spawn(on, record, tasks=tasks, sleep=sleep)
        turn += 1
    return repetition
