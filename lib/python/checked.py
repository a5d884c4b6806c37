"""A program that checks its own work: the twin of lib/scenario/Checked.java."""

from failures import Wrong


class Checked:
    """A program that checks its own work while it runs. The first fault that it sees ends it, also
    where others wait for what will never come."""

    def __init__(self):
        self._fault = None
        self._running = None

    def saw(self, what):
        """Reports a fault, from anywhere in the program. Only the first one counts."""
        if self._fault is None:
            self._fault = what
            if self._running:
                self._running.cancel()

    async def run(self, on, operation):
        """Runs the program to its end. Raises Wrong if a fault was seen."""
        self._running = on.start(operation)
        try:
            await self._running.wait()
        finally:
            self.check()

    def check(self):
        """Raises Wrong if a fault was seen."""
        if self._fault is not None:
            raise Wrong(self._fault)
