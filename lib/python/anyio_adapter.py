"""The adapter of anyio."""

from functools import partial

from asyncio_adapter import Asyncio
from clients import Httpx
from coroutines import Coroutines, ScopedProgram, method_operation
from trio_adapter import Trio
from wire import TIMEOUT_S, Http


class AnyIO(Coroutines):
    """anyio, on the event loop of asyncio, uvloop or trio.

    - A task is a child of a task group.
    - Timer: `anyio.sleep`, which is the event loop's own.
    - Cancellation: the `CancelScope` of the program. On asyncio, the tasks inside are cancelled
      again and again until they have ended.
    - The first failed child cancels its siblings.
    - Client: httpx; the hand-written client uses `anyio.connect_tcp`.
    - Not the default: nothing.

    Follows anyio.readthedocs.io/en/stable/tasks.html. Operations: see `Asyncio`.
    """

    client = Httpx

    def __init__(self, below):
        """`below` is asyncio, uvloop or trio. Raises ImportError if it or anyio is missing."""
        import anyio
        __import__(below)
        self._anyio = anyio
        self.socket = partial(AnyIOHttp, anyio)
        self._below = below

    @property
    def version(self):
        return installed("anyio")

    def loop(self):
        if self._below == "trio":
            return f"{Trio().loop()}, trio {installed('trio')}"
        loop = Asyncio().loop()
        return f"{loop}, uvloop {installed('uvloop')}" if self._below == "uvloop" else loop

    def tasks(self):
        return len(self._anyio.get_running_tasks())

    def cancelled(self):
        return self._anyio.get_cancelled_exc_class()

    def sleep(self, ns):
        return partial(self._anyio.sleep, ns / 1e9)

    def blocking(self, action):
        return partial(self._anyio.to_thread.run_sync, action)

    @method_operation
    async def all(self, tasks, child):
        async with self._anyio.create_task_group() as group:
            for i in range(tasks):
                group.start_soon(child(i))

    def start(self, program):
        scope, ended = self._anyio.CancelScope(), self._anyio.Event()
        return ScopedProgram(self._programs, program, scope, ended)

    def run(self, main):
        async def root():
            async with self._anyio.create_task_group() as self._programs:
                result = await main()
                self._programs.cancel_scope.cancel()
            return result
        trio = self._below == "trio"
        options = {} if trio else {"use_uvloop": self._below == "uvloop"}
        return self._anyio.run(root, backend="trio" if trio else "asyncio", backend_options=options)


class AnyIOHttp(Http):
    """Hand-written HTTP on anyio's SocketStream."""

    async def _ask(self, request):
        with self._library.fail_after(TIMEOUT_S):
            if not self._stream:
                self._stream = await self._library.connect_tcp(*self._address)
            await self._stream.send(request)
            return await self.answer(self._stream.receive)


def installed(distribution):
    """The version of an installed library."""
    from importlib.metadata import version
    return version(distribution)
