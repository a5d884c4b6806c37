"""How a worker ends: its exit codes, and the exceptions that name what is wrong."""

GOOD, FAILED, WRONG_USAGE, UNAVAILABLE = 0, 1, 2, 3  # exit codes


class UsageError(Exception):
    """What was given, what is allowed, what to type next."""


class Unavailable(Exception):
    """This interpreter cannot run the backend at all."""


class Unsupported(Exception):
    """The library has no such thing. Its text is for a table: no class."""


class Wrong(Exception):
    """A repetition did not do the work that was asked for. Its text is for a table: no class."""


def innermost(failure):
    """The exception itself, out of the groups that structured scopes put around it, the first of
    several."""
    while isinstance(failure, BaseExceptionGroup):
        failure = failure.exceptions[0]
    return failure
