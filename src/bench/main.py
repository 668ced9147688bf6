#!/usr/bin/env python3
"""Measures Vigia beside node_exporter and Monit in one run and holds the figures to the budgets.

All of them run at the same time on loopback, each in a temporary folder; the scraper is a process of
its own. CPU is user + system of the whole process tree. Exits with 1 if a budget is missed.
"""

import argparse
import os
import platform
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "it"))

from lib import suite as suites  # noqa: E402
from measure import Bench  # noqa: E402
from report import table, write  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(prog="./bench", description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=int, default=60, help="length of a window (60)")
    parser.add_argument("--warm-up", type=int, default=30, help="seconds before the first (30)")
    parser.add_argument("--quick", action="store_true", help="windows of 10 s after 10 s")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too")
    parser.add_argument("--launcher", metavar="FILE",
                        help="the program to measure instead of the checkout's ./vigia")
    parser.add_argument("--packaged", action="store_true",
                        help="hold it to the budgets of the packaged runtime")
    parser.add_argument("--peers-only", action="store_true", help="leave ours out")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.seconds, chosen.warm_up = 10, 10
    return chosen


def facts(chosen):
    with open("/proc/loadavg") as file:
        load = float(file.read().split()[0])
    return {"cores": os.cpu_count(), "kernel": platform.release(), "load_before": load,
            "window_seconds": chosen.seconds, "warm_up_seconds": chosen.warm_up}


def main():
    chosen = arguments()
    if chosen.launcher:
        os.environ["VIGIA_LAUNCHER"] = os.path.abspath(chosen.launcher)
    seen = facts(chosen)
    missed = []

    def body(suite):
        rows = Bench(suite, chosen).rows()
        print(table(rows))
        if seen["load_before"] > 0.5:
            print(f"The machine was busy before the run (load {seen['load_before']:.2f} on "
                  f"{seen['cores']} cores): read ratios, not figures.")
        if chosen.json:
            write(chosen.json, rows, seen)
        missed.extend(row.figure for row in rows if row.missed())
        if missed:
            print("missed: " + ", ".join(missed))
        suite.passed = 1
        suite.failed = len(missed)
    suites.run("bench", body)


if __name__ == "__main__":
    main()
