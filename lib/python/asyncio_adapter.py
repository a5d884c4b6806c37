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
    - Timer: `asyncio.sleep`. The selector's loop waits in steps of 1 ms, rounded up. uvloop rounds
      to the nearest millisecond, so it may end early. Below 0.5 ms, it has no timer at all.
    - Cancellation: `Task.cancel` of the program. Its task groups pass the cancellation on to the
      children and wait for them.
    - The first failed child cancels its siblings.
    - Client: aiohttp; the hand-written client uses streams of `asyncio.open_connection`.
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
        """The version of the measured library: Python's, or uvloop's."""
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
        """Waits on the library's own timer for the whole delay. If it is cancelled, it ends at
        once."""
        return partial(self._asyncio.sleep, ns / 1e9)

    def blocking(self, action):
        """Runs code that computes for long or blocks in the place that the library has for it: on a
        thread."""
        return partial(self._asyncio.to_thread, action)

    @method_operation
    async def all(self, tasks, child):
        """Starts `child(0)` to `child(tasks - 1)` as tasks of their own and finishes when the last
        one has finished. A failure fails the whole operation. A cancellation cancels every child
        and waits for them."""
        async with self._asyncio.TaskGroup() as group:
            for i in range(tasks):
                group.create_task(child(i)())

    def start(self, program):
        """Starts a program and returns at once. The program has `cancel()` and `await wait()`."""
        return AsyncioProgram(self._asyncio, program)

    def run(self, main):
        """Runs an async function on an event loop of its own. When the function has ended, whatever
        still runs is ended too.

        Returns what `main` returns; raises what it raises, perhaps in an exception group."""
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
    """Hand-written HTTP on asyncio's streams."""

    async def _ask(self, request):
        async with self._library.timeout(TIMEOUT_S):
            if not self._stream:
                self._stream = await self._library.open_connection(*self._address)
            reader, writer = self._stream
            writer.write(request)
            await writer.drain()
            return await self.answer(partial(reader.read, 65536))

    async def _end(self, stream):
        stream[1].transport.abort()  # Its close() waits until the server has read all.
