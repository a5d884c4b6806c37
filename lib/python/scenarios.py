"""The scenarios, written once in the operations of a backend, and what is counted in each."""

from functools import partial
from math import ceil, log1p
from time import perf_counter_ns

import blocking_call
import channel
import context
import limiter
import race
import stream
import timeout
import tree
from burn import loop, steps_of
from durations import HOUR, UNITS
from echo import Echo
from heartbeat import Heartbeat
from memory import PAGE, memory_without_tasks, settled_memory
from scenario import Scenario


async def task_spawn(on, record, *, tasks, sleep):
    """Many tiny tasks that each sleep a little: how many start, run and end per second?"""
    nap = on.sleep(sleep)
    program = on.all(tasks, record.asked(on, nap, sleep))
    with record.clock():
        await on.start(program).wait()


async def io_bound(on, record, *, workers, operations, delays, mean=None, grain=None):
    """Workers that each wait for many operations of given lengths, one after another."""
    def wait(worker, i):
        delay = delays[worker][i]
        return on.timed(on.sleep(delay), record.sleeping(worker * operations + i, delay))

    program = on.all(workers, lambda worker: on.repeat(operations, partial(wait, worker)))
    with record.clock():
        await on.start(program).wait()


async def cancellation(on, record, *, tasks, after):
    """Many long-lived tasks are cancelled at once: how long does it take until the last teardown
    has ended?"""
    life = on.then(on.call(record.started), on.sleep(HOUR))
    program = on.all(tasks, lambda i: on.on_cancel(life, partial(record.cancelled, i)))
    running = on.start(program)
    await record.all_started(on)
    await on.sleep(after)()
    with record.clock():
        running.cancel()
        await running.wait()


async def cpu_mixed(on, record, *, workers, operations, burn, offload, delays, burns, mean=None,
                    grain=None, share=None):
    """Workers wait, and some of their operations compute instead. A heartbeat beside them measures
    how late it wakes."""
    compute = on.blocking if offload else on.call
    steps = steps_of(burn)

    def busy(unit):
        loop(steps)
        record.done(unit)

    def step(worker, i):
        unit, delay = worker * operations + i, delays[worker][i]
        if burns[worker][i]:
            return compute(partial(busy, unit))
        return on.timed(on.sleep(delay), record.sleeping(unit, delay))

    heart = Heartbeat(on, 10 * UNITS["ms"])
    program = on.all(workers, lambda worker: on.repeat(operations, partial(step, worker)))
    with record.clock():
        await on.start(program).wait()
    await heart.stop(record)


async def footprint(on, record, *, tasks):
    """Many tasks that only wait: how much memory do they take, how long does it take until all
    wait, and until the last one has ended?"""
    life = on.then(on.call(record.started), on.sleep(HOUR))
    program = on.all(tasks, lambda i: on.on_cancel(life, partial(record.cancelled, i)))
    before = memory_without_tasks()
    asked = perf_counter_ns()
    running = on.start(program)
    await record.all_started(on)
    record.values["park"] = (perf_counter_ns() - asked) / 1e6
    record.values["bytes_per_task"] = max(PAGE, settled_memory() - before) / tasks
    with record.clock():
        running.cancel()
        await running.wait()
    record.values["release"] = record.elapsed_ns / 1e6


async def http_echo(on, record, *, connections, requests, rate, echo, **_):
    """Requests on connections that stay open. Closed loop: each connection sends its next request
    when the previous one is answered. Open loop: all connections together send that many
    requests/s. Latency then counts from the time when a request was due, so that a stall shows in
    every request that it delays."""
    def request(connection, i):
        unit = i * connections + connection
        if rate == 0:
            return echo.exchange(connection, record.took(unit))
        due = echo.start + unit * UNITS["s"] // rate
        exchange = echo.exchange(connection, record.due(unit, due))
        wait = due - perf_counter_ns()
        return on.then(on.sleep(wait), exchange) if wait > 0 else exchange

    program = on.all(connections, lambda c: on.repeat(requests, partial(request, c)))
    await echo.measure(record, program)


def exponential(seed, workers, operations, mean, grain):
    """Delays that are the gaps of a Poisson process, in whole grains as in
    lib/scenario/Delays.java, for a worker that was started by hand. They differ from those of the
    JVM's generator; a parent sends its own."""
    from random import Random
    draw = Random(seed).expovariate

    def delay():
        if not grain:
            return round(draw(1 / mean))
        return grain * (1 if grain == mean else max(1, ceil(draw(-log1p(-grain / mean)))))

    return {"delays": [[delay() for _ in range(operations)] for _ in range(workers)]}


def mixed(seed, workers, operations, mean, grain, share, **_):
    """The same delays, and which operations compute."""
    from random import Random
    draw = Random(~seed).randrange
    burns = [[draw(100) < share for _ in range(operations)] for _ in range(workers)]
    return {**exponential(seed, workers, operations, mean, grain), "burns": burns}


SCENARIOS = {
    "task_spawn": Scenario(
        task_spawn, "tasks", "throughput", {"tasks": "10000", "sleep": "500us"},
        expected=lambda tasks, sleep: tasks, asked=lambda sleep, **_: [sleep]),
    "io_bound": Scenario(
        io_bound, "ops", "throughput",
        {"workers": "200", "operations": "200", "mean": "5ms", "grain": "1ms"},
        expected=lambda workers, operations, **_: workers * operations, draw=exponential,
        asked=lambda mean, grain, **_: [grain or mean]),
    "cancellation": Scenario(
        cancellation, "tasks", "settle", {"tasks": "5000", "after": "50ms"},
        expected=lambda tasks, after: tasks, leaves_nothing=True),
    "cpu_mixed": Scenario(
        cpu_mixed, "ops", "throughput", {"workers": "20", "operations": "100", "mean": "5ms",
                                         "grain": "1ms", "share": "5", "burn": "2ms",
                                         "offload": "0"},
        expected=lambda workers, operations, **_: workers * operations, draw=mixed,
        asked=lambda mean, grain, **_: [grain or mean]),
    "footprint": Scenario(
        footprint, "tasks", "bytes_per_task", {"tasks": "15000"}, expected=lambda tasks: tasks,
        least=5),
    "http_echo": Scenario(
        http_echo, "requests", "throughput",
        {"client": "own", "connections": "50", "requests": "100", "body": "64", "rate": "0",
         "server": "own"},
        expected=lambda connections, requests, **_: connections * requests, uses=Echo.open),
    "channel": channel.SCENARIO,
    "stream": stream.SCENARIO,
    "timeout": timeout.SCENARIO,
    "race": race.SCENARIO,
    "limiter": limiter.SCENARIO,
    "blocking_call": blocking_call.SCENARIO,
    "context": context.SCENARIO,
    "tree": tree.SCENARIO,
}
