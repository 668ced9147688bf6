#!/usr/bin/env python3
"""Nobody who exchanges a folder for a link can lead a sweep outside of its root."""

import os
import threading
import time

from lib.child import Child
from lib.java import program
from lib.suite import run

ROUNDS = 400_000
FILES = 20
MAIN = "io.github.vigia.treat.action.SweepMain"


class Attacker(threading.Thread):
    """Puts a link to the victim's folder in the place of a folder, and back, for ever."""

    def __init__(self, inside, aside, victim):
        super().__init__(daemon=True)
        self.inside, self.aside, self.victim = inside, aside, victim
        self.exchanges = 0
        self.lost = set()
        self.over = False

    def run(self):
        while not self.over:
            try:
                self.exchange()
            except OSError:
                pass  # the sweep removed what was to be moved: make it again
            self.mend()

    def exchange(self):
        for i in range(FILES):
            with open(os.path.join(self.inside, f"f{i}"), "w"):
                pass
        os.rename(self.inside, self.aside)
        os.symlink(self.victim, self.inside)
        time.sleep(0.0002)
        os.unlink(self.inside)
        os.rename(self.aside, self.inside)
        self.exchanges += 1

    def mend(self):
        if os.path.islink(self.inside):
            try:
                os.unlink(self.inside)
            except OSError:
                pass  # removed by the sweep, which may remove links
        if not os.path.exists(self.inside):
            if os.path.isdir(self.aside):
                os.rename(self.aside, self.inside)
            else:
                os.makedirs(self.inside, exist_ok=True)


def body(suite):
    root, victim = suite.path("root"), suite.path("victim")
    # Everything is older than a time in the future: each round removes all it can reach.
    argv = program(MAIN, "act", root, -3600, ROUNDS)
    inside = os.path.join(root, "a")
    os.makedirs(inside)
    os.mkdir(victim)
    for i in range(FILES):
        with open(os.path.join(victim, f"f{i}"), "w") as file:
            file.write("precious")
    attacker = Attacker(inside, suite.path("aside"), victim)
    attacker.start()
    sweep = Child(argv, suite.path("sweep"), "sweep")
    suite.at_end(sweep.kill)
    code = sweep.wait(200)
    attacker.over = True
    attacker.join()
    suite.equal(f"it makes {ROUNDS} sweeps", code, 0)
    removed = int((sweep.stdout().split() or ["0"] * 4)[3])
    suite.check("it removes what the attacker makes inside", removed > 5000, removed)
    suite.check("folders are exchanged meanwhile", attacker.exchanges > 500, attacker.exchanges)
    suite.equal("no file outside of the root is gone", len(os.listdir(victim)), FILES)


if __name__ == "__main__":
    run("race", body)
