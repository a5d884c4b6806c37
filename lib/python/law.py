"""What a law is, and what its check needs."""

MS = 1_000_000  # nanoseconds
FOREVER = 3_600_000 * MS

PATIENCE = 900  # seconds that a check may take before the law counts as broken

LAWS = {}  # by sentence: an async check of a fresh backend, which raises if the law is broken


class Broken(Exception):
    """What was seen when a law was broken."""


def law(sentence):
    """Adds a function to the laws."""
    def add(check):
        LAWS[sentence] = check
        return check
    return add


def expect(holds, seen):
    """Raises Broken unless `holds` is true."""
    if not holds:
        raise Broken(seen)


async def failure_of(on, program):
    """The exception that reaches whoever awaits the program, or None."""
    try:
        await on.start(program).wait()
    except Exception as e:
        return e


class Counter:
    """Counts calls, and checks whether there have been enough."""

    def __init__(self):
        self.value = 0

    def add(self, *_):
        self.value += 1

    async def reaches(self, on, value, polls=1_000):
        """Checks every millisecond, and gives up after that many checks in a row without a new
        call. It counts turns of the event loop, however long a turn takes. Returns whether the
        value was reached."""
        last, idle = self.value, 0
        while self.value < value and idle < polls:
            await on.sleep(MS)()
            last, idle = self.value, idle + 1 if self.value == last else 0
        return self.value >= value


def fail(exception):
    """An action that raises the exception."""
    def action():
        raise exception
    return action
