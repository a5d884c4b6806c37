# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "anyio==4.16.0",
#   "pyperf==2.11.0",
#   "trio==0.35.0",
#   "uvloop==0.23.0",
# ]
# ///
"""task_spawn by hand, measured by pyperf instead of this project. It prints tasks/s of one process.

uv run lib/python/by_pyperf.py --backend trio"""

import sys

import pyperf

from handwritten import BY_HAND

TASKS, SECONDS = 10_000, 0.0005


def call(backend):
    """What is measured: a function that runs the program on a loop of its own."""
    library, _, below = backend.partition("-")
    program = BY_HAND[library]

    def on_asyncio():
        import asyncio
        factory = __import__("uvloop").new_event_loop if below else None
        with asyncio.Runner(loop_factory=factory) as runner:
            runner.run(program(TASKS, SECONDS))

    def on_trio():
        import trio
        trio.run(program, TASKS, SECONDS)

    def on_anyio():
        import anyio
        trio = below == "trio"
        options = {} if trio else {"use_uvloop": below == "uvloop"}
        anyio.run(program, TASKS, SECONDS, backend="trio" if trio else "asyncio",
                  backend_options=options)

    return {"asyncio": on_asyncio, "trio": on_trio, "anyio": on_anyio}[library]


def main():
    runner = pyperf.Runner(
        processes=1, loops=1, warmups=4, values=6,
        add_cmdline_args=lambda command, args: command.extend(("--backend", args.backend)))
    runner.argparser.add_argument("--backend", required=True)
    backend = runner.parse_args().backend
    found = runner.bench_func("task_spawn", call(backend))
    if found and not runner.args.worker:
        print(TASKS / found.mean(), file=sys.stdout)


main()
