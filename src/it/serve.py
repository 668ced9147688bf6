#!/usr/bin/env python3
"""The contract's second process reads what the first one writes, through rotation and death."""

import os

from lib import http
from lib.agent import Agent, configuration
from lib.suite import eventually, run

# Rotated every few cycles.
TINY = "max_file_size: 16KB, max_size: 64MB"


def stamp(reader):
    system = reader.health()[1]["system"]
    return system and system["timestamp"]


def body(suite):
    shared = {"log_root": suite.path("logs"), "cache": suite.path("cache")}
    writer = Agent(suite, "writer", served=False, interval=0.2, config=configuration(logs=TINY),
                   **shared)
    suite.check("the writer writes", eventually(lambda: len(writer.journal.lines()[0]) >= 2, 30))
    reader = Agent(suite, "reader", verb="serve", **shared).ready()

    first = stamp(reader)
    suite.check("/health carries the last record", first is not None)
    suite.check("and follows the writer", eventually(lambda: stamp(reader) != first, 10))
    page = reader.metrics()
    suite.check("/metrics carries the host", page.value("monitoring_memory_percent") is not None,
                sorted(page.names())[:5])
    suite.check("and the writer's total, as the journal has it",
                page.value("monitoring_memory_total_bytes")
                == writer.journal.records()[-1]["metrics"]["memory_total_bytes"])
    suite.equal("an unknown path is 404", http.status(reader.port, "/no-such"), 404)

    rotated = os.path.join(shared["log_root"], "archive")
    suite.check("the journal is rotated meanwhile", eventually(
        lambda: os.path.isdir(rotated) and len(os.listdir(rotated)) >= 2, 60, 0.2))
    after = stamp(reader)
    suite.check("the reader follows the rotation", eventually(lambda: stamp(reader) != after, 10))

    suite.equal("the writer ends cleanly", writer.stop(), 0)
    suite.check("without a writer /health turns stale and 503", eventually(
        lambda: reader.health()[0] == 503 and reader.health()[1]["status"] == "stale", 60, 0.5),
        reader.health())
    suite.check("and its values leave /metrics",
                reader.value("monitoring_memory_percent") is None)
    again = Agent(suite, "again", served=False, interval=0.2, **shared)
    suite.check("a new writer is picked up",
                eventually(lambda: http.status(reader.port, "/health") == 200, 40, 0.2))
    suite.equal("the new writer ends cleanly", again.stop(), 0)
    suite.equal("the reader ends cleanly", reader.stop(), 0)


if __name__ == "__main__":
    run("serve", body)
