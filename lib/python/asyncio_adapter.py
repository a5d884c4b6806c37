"""The adapter of asyncio, also on the loop of uvloop."""

import platform
from functools import partial

from clients import Aiohttp
from coroutines import Coroutines, method_operation
from failures import innermost
from wire import TIMEOUT_S, Http


class Asyncio(Coroutines):
    """asyncio, on its own event loop or on uvloop's.

    - A task is an `asyncio.Task` of a `TaskGroup`.
    - Timer: `asyncio.sleep`. The selector's loop waits in steps of 1 ms, rounded up; uvloop rounds
      to the nearest millisecond, so that it ends early or, below 0.5 ms, has no timer at all.
    - Cancellation: `Task.cancel` of the program, which its groups pass on to the children and wait.
    - The first failed child cancels its siblings.
    - Client: aiohttp; by hand, streams of `asyncio.open_connection`.
    - Not the default: nothing.

    Follows docs.python.org/3/library/asyncio-task.html and uvloop.readthedocs.io.
    """

    client = Aiohttp

    def __init__(self, uvloop=False):
        """Raises ImportError if uvloop is wanted and missing."""
        import asyncio
        self._asyncio = asyncio
        self.socket = partial(AsyncioHttp, asyncio)
        self._uvloop = None
        if uvloop:
            import uvloop
            self._uvloop = uvloop

    @property
    def version(self):
        """Of the measured library: Python's, or uvloop's."""
        return self._uvloop.__version__ if self._uvloop else platform.python_version()

    def loop(self):
        """The full name of the running event loop's class."""
        loop = type(self._asyncio.get_running_loop())
        return f"{loop.__module__}.{loop.__qualname__}"

    def tasks(self):
        """How many tasks the running loop holds."""
        return len(self._asyncio.all_tasks())

    def cancelled(self):
        """The exception by which a task sees its cancellation."""
        return self._asyncio.CancelledError

    def sleep(self, ns):
        """Waits on the library's own timer for the whole delay. Cancelled: ends at once."""
        return partial(self._asyncio.sleep, ns / 1e9)

    def blocking(self, action):
        """Runs code that computes for long or blocks where the library wants it: on a thread."""
        return partial(self._asyncio.to_thread, action)

    @method_operation
    async def all(self, tasks, child):
        """Starts `child(0)` to `child(tasks - 1)` as tasks of their own and finishes when the last
        has finished. A failure fails the whole; a cancellation cancels every child and waits."""
        async with self._asyncio.TaskGroup() as group:
            for i in range(tasks):
                group.create_task(child(i)())

    def start(self, program):
        """Starts a program and returns at once, with its `cancel()` and `await wait()`."""
        return AsyncioProgram(self._asyncio, program)

    def run(self, main):
        """Runs an async function on an event loop of its own. Ends what is still running then.

        Returns what `main` returns; raises what it raises, perhaps in a group."""
        factory = self._uvloop.new_event_loop if self._uvloop else None
        with self._asyncio.Runner(loop_factory=factory) as runner:
            return runner.run(main())


class AsyncioProgram:
    """A running program of asyncio."""

    def __init__(self, asyncio, program):
        self._wait = asyncio.wait
        self._task = asyncio.create_task(program())
        self.cancel = self._task.cancel

    async def wait(self):
        """Returns when the program has ended or was cancelled; raises the exception of a child."""
        await self._wait([self._task])
        if not self._task.cancelled() and self._task.exception():
            raise innermost(self._task.exception())


class AsyncioHttp(Http):
    """By asyncio's streams."""

    async def _ask(self, request):
        async with self._library.timeout(TIMEOUT_S):
            if not self._stream:
                self._stream = await self._library.open_connection(*self._address)
            reader, writer = self._stream
            writer.write(request)
            await writer.drain()
            return await self._answer(partial(reader.read, 65536))

    async def _end(self, stream):
        stream[1].transport.abort()  # Its close() waits until the server has taken all.
