"""How much memory this process has: the twin of lib/scenario/Memory.java."""

import ctypes
import gc
import os
import sys
from functools import cache

PAGE = 4096  # bytes: memory is resident in pages


@cache
def memory_without_tasks():
    """Bytes that were resident before the first tasks of this process. The process keeps part of
    the memory that tasks leave behind, so the tasks of a later repetition would seem to need
    less."""
    return settled_memory()


def settled_memory():
    """Bytes that are resident after garbage has been collected and freed memory has been given
    back, if the C library can do that."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
    return status_bytes("VmRSS:")


def rss_peak_bytes():
    """The most memory that has been resident so far, in bytes; None if the system does not report
    it."""
    try:
        if os.path.exists("/proc/self/status"):
            return status_bytes("VmHWM:")
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    except (OSError, ImportError):
        return None
    return peak if sys.platform == "darwin" else peak * 1024


def status_bytes(name):
    """A size in bytes that Linux reports for this process. Raises OSError on other systems."""
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))
