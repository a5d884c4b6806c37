"""The adapter of trio."""

from functools import partial

from clients import Httpx
from coroutines import Coroutines, ScopedProgram, method_operation
from wire import TIMEOUT_S, Http


class Trio(Coroutines):
    """trio.

    - A task is a child of a nursery.
    - Timer: `trio.sleep`, a deadline of the run loop, which waits in steps of 1 ms, rounded up.
    - Cancellation: the `CancelScope` of the program; it reaches every checkpoint inside.
    - The first failed child cancels its siblings.
    - Client: httpx; the hand-written client uses `trio.open_tcp_stream`.
    - Not the default: nothing.

    Follows trio.readthedocs.io/en/stable/reference-core.html. Operations: see `Asyncio`.
    """

    client = Httpx

    def __init__(self):
        """Raises ImportError if trio is missing."""
        import trio
        self._trio = trio
        self.socket = partial(TrioHttp, trio)
        self.version = trio.__version__

    def loop(self):
        statistics = self._trio.lowlevel.current_statistics()
        return f"trio.run with {statistics.io_statistics.backend}"

    def tasks(self):
        return self._trio.lowlevel.current_statistics().tasks_living

    def cancelled(self):
        return self._trio.Cancelled

    def sleep(self, ns):
        return partial(self._trio.sleep, ns / 1e9)

    def blocking(self, action):
        return partial(self._trio.to_thread.run_sync, action)

    @method_operation
    async def all(self, tasks, child):
        async with self._trio.open_nursery() as nursery:
            for i in range(tasks):
                nursery.start_soon(child(i))

    def start(self, program):
        return ScopedProgram(self._programs, program, self._trio.CancelScope(), self._trio.Event())

    def run(self, main):
        async def root():
            async with self._trio.open_nursery() as self._programs:
                result = await main()
                self._programs.cancel_scope.cancel()
            return result
        return self._trio.run(root)


class TrioHttp(Http):
    """Hand-written HTTP on trio's SocketStream."""

    async def _ask(self, request):
        with self._library.fail_after(TIMEOUT_S):
            if not self._stream:
                self._stream = await self._library.open_tcp_stream(*self._address)
            await self._stream.send_all(request)
            return await self.answer(self._stream.receive_some)
