"""How a worker ends: its exit codes, and the exceptions that say what is wrong."""

GOOD, FAILED, WRONG_USAGE, UNAVAILABLE = 0, 1, 2, 3  # exit codes


class UsageError(Exception):
    """Wrong usage. The text says what was given, what is allowed and what to type next."""


class Unavailable(Exception):
    """This interpreter cannot run the backend at all."""


class Unsupported(Exception):
    """The library has no such thing. The text is printed in a table, without the name of a
    class."""


class Wrong(Exception):
    """A repetition did not do the work that was requested. The text is printed in a table, without
    the name of a class."""


def innermost(failure):
    """Takes the exception out of the groups that structured scopes put around it. If there are
    several, it takes the first."""
    while isinstance(failure, BaseExceptionGroup):
        failure = failure.exceptions[0]
    return failure
