#!/usr/bin/env python3
"""kill -9 at random instants while it writes and rotates: every line that could be read stays."""

import os
import random
import time

from lib.agent import Agent, configuration
from lib.journal import Journal
from lib.suite import eventually, run

ROUNDS = int(os.environ.get("VIGIA_KILL_ROUNDS", "200"))
INTERVAL = 0.02
# Small files, so that a rotation and its compression fall into many of the rounds.
TINY = "max_file_size: 16KB, max_size: 64MB"


def read(journal):
    """Its lines, again where a file was rotated between listing and reading."""
    for _ in range(20):
        try:
            return journal.lines()[0]
        except FileNotFoundError:
            time.sleep(0.01)
    return journal.lines()[0]


def round_of(suite, number, log_root, journal):
    """Starts it, waits until it writes, kills it; the lines seen while it ran."""
    before = len(read(journal))
    agent = Agent(suite, f"round-{number}", interval=INTERVAL, served=False, log_root=log_root,
                  cache=suite.path("cache"), config=configuration(logs=TINY))
    went_on = eventually(lambda: len(read(journal)) > before, 30, 0.02)
    time.sleep(random.uniform(0, 0.6))
    seen = read(journal)
    agent.child.kill()
    if not went_on:
        print(f"round {number}: {agent.child.stderr()[-500:]}", flush=True)
    return bool(went_on), seen


def missing(seen, after):
    """Lines of `seen` that are not in `after` in that order."""
    at = iter(after)
    return [line for line in seen if line not in at]


def body(suite):
    random.seed(os.environ.get("VIGIA_SEED", "vigia"))
    log_root = suite.path("logs")
    journal = Journal(log_root)
    known = []
    lost, strange, stalled = 0, 0, 0
    for number in range(ROUNDS):
        went_on, seen = round_of(suite, number, log_root, journal)
        after = read(journal)
        stalled += not went_on
        lost += len(missing(known, after)) + len(missing(seen, after))
        strange += len(after) - len(set(after))
        known = after
    lines, torn = journal.lines()
    archives = [file for file in journal.files() if os.sep + "archive" + os.sep in file]
    print(f"{ROUNDS} kills, {len(lines)} lines, {torn} torn, {len(archives)} rotated files")
    suite.equal("every line that a reader could have seen is still there, in order", lost, 0)
    suite.equal("no line is there twice", strange, 0)
    suite.equal("the next start goes on", stalled, 0)
    suite.check("a kill tears one line at most", torn <= ROUNDS, torn)
    suite.check("it rotated meanwhile", len(archives) >= 3, f"{len(archives)} archives")


if __name__ == "__main__":
    run("kill", body)
