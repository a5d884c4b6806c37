"""Durations in nanoseconds, as a person types them: the twin of lib/cli/Durations.java."""

import re

from failures import UsageError

HOUR = 3_600_000_000_000
UNITS = {"ns": 1, "us": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": HOUR}


def amount(text):
    """A count, or a duration in nanoseconds. Raises UsageError."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(ns|us|ms|s|m|h)|(\d+)", text)
    if not match:
        raise UsageError(f"'{text}' is neither a count nor a duration: type a number such as 1000,"
                         " or a number and a unit (ns, us, ms, s, m, h) such as 500us or 10s.")
    number, unit, count = match.groups()
    return int(count) if count else round(float(number) * UNITS[unit])
