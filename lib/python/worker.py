# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "aiohttp==3.14.5",
#   "anyio==4.16.0",
#   "httpx==0.28.1",
#   "trio==0.35.0",
#   "uvloop==0.23.0",
# ]
# ///
"""One worker process for the concurrency libraries of Python.

It measures one scenario on one backend and prints the report, one line of JSON. The scenarios are
written once, in the operations of a backend. An adapter maps each operation to the code that the
library's documentation would use. Everything runs on one event loop in the main thread. All times
are in nanoseconds, unless a name says otherwise.

This file is the command line. Each of the modules beside it imports only modules that are further
down in this list:

    measuring, parent               the measuring loop and its report; what a parent asks for
    timers                          how well a timer keeps its delays
    handwritten                     task_spawn without an adapter
    scenarios                       the list of them
    blocking_call, channel          scenarios in modules of their own
    context, limiter, race, stream
    timeout, tree
    checked                         a program that checks its own work
    heartbeat                       a task beside those that are measured
    scenario                        what a scenario is
    recording, echo, burn, memory   what they record, send, burn and hold
    leftovers                       what they leave behind
    backends                        the list of them
    anyio_adapter                   an adapter imports its library when it is asked for
    asyncio_adapter, trio_adapter
    clients                         HTTP clients of their own, imported when they are asked for
    coroutines, wire                what adapters share: operations, HTTP by hand
    failures, durations, stages     what all may need

Only --laws, --mutant and --list use conformance, which is above laws, endings and mutants. Those
are above law.

Only --probes and --exit use semantics, which is above these:

    patterns                        races of requests to a server
    plain_mutants                   libraries that misbehave, above mutants
    aftermath, cancellations        probes
    deadlines, scopes, sharing
    programs                        pieces of probes, above law

These, and scenarios that need more than every library has, use plain_backends, which is above
these. With --mutant, library_mutants is above mutants.

    plain_asyncio, plain_scoped     libraries as their users have them
    plain                           what these share, above coroutines and wire
"""

import argparse
import json
import os
import platform
import sys
import traceback
from functools import partial

# No __pycache__ is written among a user's sources. If a parent has unpacked them, it is written,
# because it saves 15 ms.
writes_none = sys.dont_write_bytecode
sys.dont_write_bytecode |= "BENCH_WORKER" not in os.environ

from backends import BACKENDS
from burn import Slowed
from coroutines import CLIENTS
from durations import amount
from echo import address
from failures import (
    FAILED, GOOD, UNAVAILABLE, WRONG_USAGE, Unavailable, Unsupported, UsageError, Wrong, innermost)
from handwritten import by_turns
from measuring import Worker, report
from parent import read_request, watch_parent
from scenarios import SCENARIOS
from timers import lateness

sys.dont_write_bytecode = writes_none

EXAMPLES = """\
examples:
  uv run lib/python/worker.py --backend trio
  uv run lib/python/worker.py --backend asyncio-uvloop --scenario io_bound --set mean=2ms
  uv run lib/python/worker.py --backend anyio-trio --scenario cancellation --set tasks=1000
  uv run lib/python/worker.py --backend asyncio --scenario http_echo --set server=127.0.0.1:8080
                                      which ./jbang echo-server --port 8080 has started
  uv run lib/python/worker.py --backend asyncio --laws            check the adapter
  uv run lib/python/worker.py --backend asyncio --laws --mutant wakes-early
  uv run lib/python/worker.py --backend trio --probes child-fails,deadline-work

durations are a number and a unit (ns, us, ms, s, m, h), such as 500us or 0.5ms.
stdout gets JSON: times in nanoseconds, histograms as [[value, count], ...].
exit codes: 0 good, 1 failed or a broken law, 2 wrong usage, 3 a library is not installed."""


def request_by_hand(arguments):
    """Makes a request as a parent would send it, from the options of a user. Raises UsageError."""
    scenario = SCENARIOS[arguments.scenario]
    given = dict(item.partition("=")[::2] for item in arguments.set)
    if unknown := given.keys() - scenario.defaults.keys():
        raise UsageError(f"unknown parameter {unknown.pop()!r} of {arguments.scenario}. It has "
                         f"{', '.join(scenario.defaults)}: type --set NAME=VALUE.")
    text = {**scenario.defaults, **given}
    words = ("client", "server", *scenario.choices)
    texts = {name: text[name] for name in words if name in text}
    for name, choices in scenario.choices.items():
        known(name, text[name], choices)
    params = {name: texts.get(name) or amount(value) for name, value in text.items()}
    if "server" in texts:
        known("client", texts["client"], CLIENTS)
        address(texts["server"])  # A parent sends one of its own.
    warmup = amount(arguments.warmup)
    return {"warmup_ns": warmup, "longest_warmup_ns": warmup,
            "measure_ns": amount(arguments.measure),
            "repetitions": arguments.repetitions, "slowdown": arguments.slowdown,
            "expected": scenario.expected(**params), "params": params, "text": text,
            "seed": arguments.seed, "inputs": scenario.draw(arguments.seed, **params),
            "asked": scenario.asked(**params),
            "unit": scenario.unit, "measures": scenario.measures}


def parse(args):
    """Parses the command line."""
    parser = argparse.ArgumentParser(
        prog="worker.py", description=__doc__.partition("\n")[0], epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--backend", metavar="ID", help=", ".join(BACKENDS))
    parser.add_argument("--scenario", metavar="ID", default="task_spawn",
                        help=", ".join(SCENARIOS) + " (default: %(default)s)")
    parser.add_argument("--request", metavar="FILE", help="a parent's request as JSON; '-' reads"
                        " one line of stdin, whose end then ends this process (with --laws,"
                        " --timers, --probes and --exit, '-' does only that)")
    parser.add_argument("--laws", metavar="TEXT", nargs="?", const="", help="check the laws instead"
                        " of measuring, one line of JSON each; only those that contain TEXT")
    parser.add_argument("--probes", metavar="IDS", nargs="?", const="", help="run these probes,"
                        " comma separated, instead of measuring, one line of JSON each")
    parser.add_argument("--server", metavar="HOST:PORT", help="which probes race-* ask: that of"
                        " ./jbang race-server")
    parser.add_argument("--exit", action="store_true", help="the program of the probe exit")
    parser.add_argument("--mutant", metavar="NAME", help="break the adapter in a known way")
    parser.add_argument("--hand", metavar="TURN", type=int, help="measure task_spawn as written"
                        " by hand, without the adapter, and with it, from that turn on")
    parser.add_argument("--timers", action="store_true", help="how late the timer ends")
    parser.add_argument("--list", action="store_true", help="all names as one line of JSON")
    parser.add_argument("--verbose", action="store_true", help="errors with their traceback")
    by_hand = parser.add_argument_group("without --request")
    by_hand.add_argument("--set", metavar="NAME=VALUE", action="append", default=[],
                         help="a parameter of the scenario; may be repeated")
    by_hand.add_argument("--warmup", metavar="TIME", default="1s", help="default: %(default)s")
    by_hand.add_argument("--measure", metavar="TIME", default="1s", help="default: %(default)s")
    by_hand.add_argument("--repetitions", metavar="N", type=int, help="instead of --measure")
    by_hand.add_argument("--slowdown", metavar="SHARE", type=float,
                         help="processor time that is added to each unit of work, such as 0.1")
    by_hand.add_argument("--seed", type=int, default=1, help="of the delays that are drawn")
    return parser.parse_args(args)


def known(option, value, allowed):
    """Raises UsageError if the value is not one of those allowed."""
    if value not in allowed:
        given = f"unknown {option} {value!r}" if value else f"no {option}"
        raise UsageError(f"{given}. Type --{option} with one of: {', '.join(allowed)}.")


def load(arguments):
    """What measuring does not need: the probes or the laws, each with their mutants."""
    sys.dont_write_bytecode = True
    if arguments.probes is not None or arguments.exit:
        import semantics
        return semantics
    if arguments.laws is None and SCENARIOS[arguments.scenario].library:
        import library_mutants
        return library_mutants
    import conformance
    return conformance


def open_backend(arguments, kind=lambda adapter: adapter):
    """What `kind` makes of the requested adapter. Raises Unavailable, ImportError."""
    if sys.version_info < (3, 11):
        raise Unavailable(f"needs Python 3.11 or later, this is {platform.python_version()}")
    on = kind(BACKENDS[arguments.backend]())
    return on if arguments.mutant is None else load(arguments).MUTANTS[arguments.mutant].adapter(on)


def as_users_have_it(adapter):
    """The library of an adapter, with what not every library has."""
    from plain_backends import plain
    return plain(adapter)


def measure(arguments, request, tell):
    """Measures, and calls `tell` with the report. Returns the exit code."""
    scenario = SCENARIOS[arguments.scenario]
    on = worker = None
    try:
        on = open_backend(arguments, *([as_users_have_it] if scenario.library else []))
        on = on if request.get("slowdown") is None else Slowed(on)
        repetition = (scenario.repetition if arguments.hand is None
                      else by_turns(arguments.backend, arguments.hand))
        worker = Worker(on, repetition, scenario, request)
        worker.run()
        status, reason, code = "ok", None, GOOD
    except KeyboardInterrupt:
        raise
    except BaseException as e:  # A library may raise one that is no Exception.
        e = innermost(e)
        plain = isinstance(e, (ImportError, Unavailable, Unsupported, Wrong))
        reason = str(e) if plain else f"{type(e).__name__}: {e}"
        match e:
            case ImportError() | Unavailable():
                status, code = "unavailable", UNAVAILABLE
            case Unsupported():
                status, code = "unsupported", GOOD
            case _:
                status, code = "failed", FAILED
                traceback.print_exception(e)
    tell(report(arguments, request, status=status, reason=reason, on=on, worker=worker))
    return code


def check_laws(arguments, tell):
    """Checks the laws, and calls `tell` with what each check has seen. Returns the exit code."""
    conformance = load(arguments)
    verdict = {"report": 1, "status": "lawful"}
    for sentence in filter(lambda sentence: arguments.laws in sentence, conformance.LAWS):
        seen = conformance.broken(sentence, partial(open_backend, arguments))
        tell({"law": sentence, "broken": seen})
        if seen is not None and verdict["status"] == "lawful":
            verdict |= {"status": "failed", "reason": f'breaks the law "{sentence}": {seen}'}
    tell(verdict)
    return GOOD if verdict["status"] == "lawful" else FAILED


def observe(arguments, tell, out):
    """Runs probes, and calls `tell` with what each has shown. Raises UsageError."""
    semantics = load(arguments)
    on = partial(open_backend, arguments, as_users_have_it)
    if arguments.exit:
        semantics.leave(on(), out)
    else:
        semantics.observe_all(arguments.probes.split(","), arguments.server, on, tell)
    return GOOD


def run(arguments, tell, out):
    """Does what the command line says. Returns the exit code; raises UsageError."""
    if arguments.list:
        tell({"backends": list(BACKENDS), "scenarios": list(SCENARIOS), **load(arguments).listed()})
        return GOOD
    known("backend", arguments.backend, BACKENDS)
    known("scenario", arguments.scenario, SCENARIOS)
    probes = arguments.probes is not None or arguments.exit
    if arguments.mutant is not None:
        known("mutant", arguments.mutant, load(arguments).MUTANTS)
    if arguments.hand is not None and arguments.scenario != "task_spawn":
        raise UsageError("--hand knows task_spawn only: leave out --scenario.")
    if arguments.laws is None and not arguments.timers and not probes:
        source = arguments.request
        request = read_request(source) if source else request_by_hand(arguments)
        return measure(arguments, request, tell)
    if arguments.request == "-":
        watch_parent()
    try:
        open_backend(arguments)
    except (ImportError, Unavailable) as e:
        tell({"report": 1, "status": "unavailable", "reason": str(e)})
        return UNAVAILABLE
    if probes:
        return observe(arguments, tell, out)
    if arguments.timers:
        on = open_backend(arguments)
        tell({"report": 1, "status": "timers", "timers": on.run(partial(lateness, on))})
        return GOOD
    return check_laws(arguments, tell)


def main():
    """Runs the command line. Nothing but JSON reaches stdout, whatever a library prints."""
    arguments = parse(sys.argv[1:])
    # The output has a buffer, whatever -u or PYTHONUNBUFFERED says. Without a buffer, Python drops
    # the rest of a write that is interrupted, which was seen on uvloop.
    out = open(sys.stdout.fileno(), "w", closefd=False)
    sys.stdout = sys.stderr

    def tell(line):
        print(json.dumps(line, separators=(",", ":")), file=out, flush=True)

    try:
        return run(arguments, tell, out)
    except UsageError as e:
        if arguments.verbose:
            traceback.print_exc()
        print(f"worker.py: {e}", file=sys.stderr)
        return WRONG_USAGE
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    # A law that never ended is still running on a thread of its own.
    os._exit(code)
