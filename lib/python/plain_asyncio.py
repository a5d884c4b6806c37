"""asyncio as its users have it, also on the loop of uvloop."""

import threading
from contextlib import asynccontextmanager
from functools import partial

from coroutines import method_operation
from failures import Unsupported
from plain import Channel, Limiter, Plain
from stages import until
from wire import Http


class PlainAsyncio(Plain):
    """Follows docs.python.org/3/library/asyncio-task.html and asyncio-sync.html."""

    def __init__(self, good):
        import asyncio
        super().__init__(good)
        self._asyncio = asyncio

    def start(self, program):
        """Starts a program as a task."""
        return Started(self._asyncio, program)

    @method_operation
    async def timeout(self, operation, ns):
        """`asyncio.timeout`. It cancels the operation and waits for its end."""
        async with self._asyncio.timeout(ns / 1e9):
            await operation()

    @method_operation
    async def race(self, racers, racer):
        """`asyncio.wait` for the first of them, again while they fail. It cancels nothing by
        itself. The caller cancels the losers, and does not wait for them."""
        waiting = {self._asyncio.create_task(racer(i)()) for i in range(racers)}
        failures = []
        try:
            while waiting:
                ended, waiting = await self._asyncio.wait(
                    waiting, return_when=self._asyncio.FIRST_COMPLETED)
                lost = [task.exception() for task in ended]
                if None in lost:
                    return
                failures += lost
            raise ExceptionGroup("all racers failed", failures)
        finally:
            for task in waiting:
                task.cancel()

    @method_operation
    async def shield(self, operation):
        """`asyncio.shield`. A cancellation ends the waiting for the operation, which goes on."""
        await self._asyncio.shield(self._asyncio.create_task(operation()))

    @method_operation
    async def detach(self, operation):
        """`create_task`. Only the loop knows the task, by a weak reference."""
        self._asyncio.create_task(operation())

    def channel(self, capacity):
        """`asyncio.Queue`."""
        if not capacity:
            raise Unsupported("a queue for 0 messages is one without a bound")
        queue = self._asyncio.Queue(capacity)
        return Channel(queue.put, queue.get)

    def limiter(self, permits):
        """`asyncio.Semaphore`."""
        return Limiter(self._asyncio.Semaphore(permits))

    @method_operation
    async def stream(self, stages):
        """Async generators, and for the asynchronous stage a group of tasks between two queues."""
        asks, answers = (self._asyncio.Queue(stages.parallelism) for _ in range(2))
        pause, end = self.good.sleep(stages.delay), object()

        async def work():
            async for item in until(end, asks.get):
                await pause()
                await answers.put(stages.request(item))

        async def respond():
            async with self._asyncio.TaskGroup() as workers:
                for _ in range(stages.parallelism):
                    workers.create_task(work())
                async for item in stages.asks():
                    await asks.put(item)
                for _ in range(stages.parallelism):
                    await asks.put(end)
            await answers.put(end)

        async with self._asyncio.TaskGroup() as group:
            group.create_task(respond())
            await stages.consume(until(end, answers.get))

    def listen(self, lost):
        """The exception handler of the running loop, which logs by default."""
        self._asyncio.get_running_loop().set_exception_handler(
            lambda _, context: lost(context.get("exception") or RuntimeError(context["message"])))

    @method_operation
    async def closing(self, operation, close):
        """Runs the operation and then `close`, however the operation has ended: `finally`. A second
        cancellation would also reach `close`."""
        try:
            await operation()
        finally:
            await close()

    @method_operation
    async def computing(self, step):
        """Runs the step again and again until it is cancelled: on a thread, which knows nothing of
        a cancellation unless it is told by an event."""
        stopped = threading.Event()

        def work():
            while not stopped.is_set():
                step()
        try:
            await self._asyncio.to_thread(work)
        finally:
            stopped.set()

    @asynccontextmanager
    async def connection(self, host, port):
        """Streams of `open_connection`. Leaving the block closes them."""
        reader, writer = await self._asyncio.open_connection(host, port)
        try:
            yield Stream(reader, writer)
        finally:
            writer.close()


class Started:
    """A task and the wait for it."""

    def __init__(self, asyncio, program):
        self._cancelled = asyncio.CancelledError
        self._task = asyncio.create_task(program())
        self.cancel = self._task.cancel

    async def wait(self):
        """Returns when the task has ended or was cancelled; raises what the task has raised."""
        try:
            await self._task
        except self._cancelled:
            if not self._task.cancelled():
                raise


class Stream:
    """One connection."""

    def __init__(self, reader, writer):
        self._reader = reader
        self._writer = writer

    async def ask(self, request):
        """Sends a request. Returns the status and the body of its answer."""
        self._writer.write(request)
        return await Http.answer(partial(self._reader.read, 65536))
