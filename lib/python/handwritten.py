"""`task_spawn` without an adapter, which the adapters are compared with: the twin of
lib/calibrate/baseline/Handwritten.java."""

from scenarios import task_spawn


async def asyncio_by_hand(tasks, seconds):
    """As somebody would write it who uses asyncio alone."""
    import asyncio

    async def task():
        await asyncio.sleep(seconds)
    async with asyncio.TaskGroup() as group:
        for _ in range(tasks):
            group.create_task(task())


async def trio_by_hand(tasks, seconds):
    """As somebody would write it who uses trio alone."""
    import trio

    async def task():
        await trio.sleep(seconds)
    async with trio.open_nursery() as nursery:
        for _ in range(tasks):
            nursery.start_soon(task)


async def anyio_by_hand(tasks, seconds):
    """As somebody would write it who uses anyio alone."""
    import anyio

    async def task():
        await anyio.sleep(seconds)
    async with anyio.create_task_group() as group:
        for _ in range(tasks):
            group.start_soon(task)


BY_HAND = {"asyncio": asyncio_by_hand, "trio": trio_by_hand, "anyio": anyio_by_hand}


def of_first(turn):
    """As lib/calibrate/Interleaving.java says it."""
    return ((turn // 2 * 0x9E3779B9 & 0xFFFFFFFF).bit_count() + turn) % 2 == 0


def by_turns(backend, turn):
    """`task_spawn` without the adapter and with it, in turns: noise hits both alike. The first is
    the one without."""
    program = BY_HAND[backend.split("-")[0]]

    async def repetition(on, record, *, tasks, sleep):
        nonlocal turn
        if of_first(turn):
            with record.clock():
                await program(tasks, sleep / 1e9)
            for unit in range(tasks):  # Nobody has counted them: a program by hand does not.
                record.done(unit)
        else:
            await task_spawn(on, record, tasks=tasks, sleep=sleep)
        turn += 1
    return repetition
