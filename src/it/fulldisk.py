#!/usr/bin/env python3
"""A log volume that fills to the brim costs no line and stops nothing."""

import json
import os
import time

from lib import http, namespace
from lib.agent import Agent
from lib.journal import time_of
from lib.suite import eventually, run

INTERVAL = 0.2
FULL_SECONDS = 4


def fill(path):
    """Takes every byte that is left."""
    with open(path, "wb", buffering=0) as file:
        for size in (65536, 4096, 512, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                pass  # full for pieces of that size


def body(suite):
    namespace.private_mounts()
    volume = suite.path("volume")
    os.mkdir(volume)
    namespace.mount("tmpfs", volume, "tmpfs", "size=2m")
    suite.at_end(lambda: namespace.unmount(volume))
    agent = Agent(suite, interval=INTERVAL, log_root=os.path.join(volume, "logs")).ready()
    eventually(lambda: len(agent.journal.lines()[0]) >= 5, 10)

    filler = os.path.join(volume, "filler")
    fill(filler)
    suite.check("failed writes are counted", eventually(
        lambda: (agent.value("vigia_journal_write_errors_total") or 0) > 0, 15))
    before = agent.cycles()
    time.sleep(FULL_SECONDS)
    suite.equal("/metrics is served on a full disk", http.status(agent.port, "/metrics"), 200)
    suite.check("the cycles go on on a full disk",
                agent.cycles() - before >= 0.5 * FULL_SECONDS / INTERVAL, agent.cycles() - before)
    pending = agent.value("vigia_journal_pending_lines")
    suite.check("lines that can't be written are kept", (pending or 0) > 0, pending)

    os.unlink(filler)
    suite.check("they are written once there is room", eventually(
        lambda: agent.value("vigia_journal_pending_lines") == 0, 15))
    page = agent.metrics()
    suite.equal("no line is given up", page.value("vigia_journal_lost_lines_total"), 0)
    suite.equal("it ends cleanly afterwards", agent.stop(), 0)
    judge(suite, agent.journal, page.value("vigia_cycles_total"))


def judge(suite, journal, cycles):
    lines, torn = journal.lines()
    suite.equal("no line is torn", torn, 0)
    times = [time_of(json.loads(line)) for line in lines]
    suite.check("the lines are in the order of their time", times == sorted(times))
    suite.check("there is a line for each cycle", len(lines) >= cycles,
                f"{len(lines)} lines, {cycles} cycles")
    widest = max((b - a for a, b in zip(times, times[1:])), default=0)
    suite.check("none is missing from the time of the full disk", widest < FULL_SECONDS / 2,
                f"a gap of {widest:.2f} s")


if __name__ == "__main__":
    run("fulldisk", body)
