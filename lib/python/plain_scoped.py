"""trio and anyio as their users have them. Both have scopes, with mostly the same names."""

from contextlib import asynccontextmanager

from coroutines import ScopedProgram, method_operation
from plain import Channel, Limiter, Plain
from wire import Http


class PlainTrio(Plain):
    """trio. Follows trio.readthedocs.io/en/stable/reference-core.html.

    - Nothing can be detached: each task has a nursery, which waits for it. A system task has trio's
      own, but is not meant for programs.
    """

    def __init__(self, good):
        import trio
        super().__init__(good)
        self._library = trio
        self._group = trio.open_nursery
        self._connect = trio.open_tcp_stream
        self._pair = trio.open_memory_channel

    def start(self, program):
        """Starts a program as a task with a scope of its own."""
        return Started(self._programs, program, self._library.CancelScope(), self._library.Event())

    @method_operation
    async def timeout(self, operation, ns):
        """`fail_after`. It cancels the operation and waits for its end."""
        with self._library.fail_after(ns / 1e9):
            await operation()

    @method_operation
    async def race(self, racers, racer):
        """A nursery whose scope the winner cancels, as "Custom supervisors" of trio's documentation
        shows. It waits for the losers."""
        failures, winners = [], []

        async def run(i):
            try:
                await racer(i)()
            except Exception as failure:
                failures.append(failure)
            else:
                winners.append(i)
                group.cancel_scope.cancel()
        async with self._group() as group:
            for i in range(racers):
                group.start_soon(run, i)
        if not winners:
            raise ExceptionGroup("all racers failed", failures)

    @method_operation
    async def shield(self, operation):
        """`CancelScope(shield=True)`."""
        with self._library.CancelScope(shield=True):
            await operation()

    def channel(self, capacity):
        """`open_memory_channel`, or `create_memory_object_stream`."""
        sender, receiver = self._pair(capacity)
        return Channel(sender.send, receiver.receive)

    def limiter(self, permits):
        """`CapacityLimiter`."""
        return Limiter(self._library.CapacityLimiter(permits))

    @method_operation
    async def stream(self, stages):
        """Async generators, and for the asynchronous stage a nursery between two memory channels.
        A channel ends when all of its senders are closed."""
        asker, asked = self._pair(stages.parallelism)
        answerer, answers = self._pair(stages.parallelism)
        pause = self.good.sleep(stages.delay)

        async def ask():
            async with asker:
                async for item in stages.asks():
                    await asker.send(item)

        async def work(asked, answerer):
            async with asked, answerer:
                async for item in asked:
                    await pause()
                    await answerer.send(stages.request(item))

        async with self._group() as group, answers:
            group.start_soon(ask)
            async with asked, answerer:
                for _ in range(stages.parallelism):
                    group.start_soon(work, asked.clone(), answerer.clone())
            await stages.consume(answers)

    @method_operation
    async def closing(self, operation, close):
        """Runs the operation and then `close`, however the operation has ended. Without a shield,
        `close` would be cancelled at once."""
        try:
            await operation()
        finally:
            with self._library.CancelScope(shield=True):
                await close()

    @method_operation
    async def computing(self, step):
        """Runs the step again and again until it is cancelled: on a thread that asks whether its
        task was cancelled. The task waits for the thread."""
        def work():
            while True:
                self._library.from_thread.check_cancelled()
                step()
        await self._library.to_thread.run_sync(work)

    @asynccontextmanager
    async def connection(self, host, port):
        """A `SocketStream`. Leaving the block closes it."""
        async with await self._connect(host, port) as stream:
            yield self.Stream(stream)

    class Stream:
        """One connection."""

        def __init__(self, stream):
            self._send = stream.send_all
            self._receive = stream.receive_some

        async def ask(self, request):
            """Sends a request. Returns the status and the body of its answer."""
            await self._send(request)
            return await Http.answer(self._receive)


class PlainAnyIO(PlainTrio):
    """anyio. Follows anyio.readthedocs.io/en/stable/cancellation.html."""

    def __init__(self, good):
        import anyio
        Plain.__init__(self, good)
        self._library = anyio
        self._group = anyio.create_task_group
        self._connect = anyio.connect_tcp
        self._pair = anyio.create_memory_object_stream

    class Stream(PlainTrio.Stream):
        def __init__(self, stream):
            self._send = stream.send
            self._receive = stream.receive


class Started(ScopedProgram):
    """A running program, whose failure is not taken out of its groups."""

    async def wait(self):
        await self._ended.wait()
        if self._failure:
            raise self._failure
