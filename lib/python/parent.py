"""Reads what a parent asks for, and ends this process when the parent is gone."""

import json
import os
import signal
import sys
import threading

from failures import FAILED, UsageError


def read_request(source):
    """What the parent asks for: one line of standard input, or a file. Raises UsageError."""
    try:
        if source == "-":
            text = sys.stdin.readline()
            watch_parent()
        else:
            with open(source) as file:
                text = file.read()
        request = json.loads(text)
        wanted = {"warmup_ns", "longest_warmup_ns", "measure_ns", "expected", "params", "unit",
                  "measures", "text"}
        if missing := wanted - request.keys():
            raise UsageError(f"the request lacks {', '.join(sorted(missing))}")
        return request
    except (OSError, ValueError) as e:
        raise UsageError(f"--request {source}: {e}. Give '-' or the name of a file with one JSON"
                         " object.") from e


def watch_parent():
    """Ends this process when standard input has ended."""
    threading.Thread(target=end_with_parent, name="parent-watch", daemon=True).start()


def end_with_parent():
    """Waits for the end of standard input. The parent never writes to it again, so its end means
    that the parent is gone, for whatever reason. Then nobody else ends the processes that this
    worker has started. They are known by the variable that they have inherited (see
    Orphans.java)."""
    try:
        while os.read(0, 4096):
            pass
    finally:
        try:
            end_orphans()
        finally:
            os._exit(FAILED)


def end_orphans():
    """Ends every other process that has this worker's mark. If there is no /proc, it finds none."""
    if "BENCH_WORKER" not in os.environ or not os.path.isdir("/proc"):
        return
    mark = f"BENCH_WORKER={os.environ['BENCH_WORKER']}".encode()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as variables:
                if mark in variables.read().split(b"\0") and int(pid) != os.getpid():
                    os.kill(int(pid), signal.SIGKILL)
        except OSError:
            pass  # It has ended, or it belongs to another user.
