"""What a process tree costs: CPU time to the nanosecond, resident and proportional memory."""

import os
import time

TICK_SECONDS = 1.0 / os.sysconf("SC_CLK_TCK")


def tree(pid):
    """The process and all below it that live."""
    found = [pid]
    for one in found:
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                with open(f"/proc/{one}/task/{task}/children") as file:
                    found += [int(child) for child in file.read().split()]
        except OSError:
            pass  # ended meanwhile
    return found


def process_clock(pid):
    """CPU seconds of a process with its threads, ended ones too: clock_getcpuclockid(3)."""
    return time.clock_gettime((~pid << 3) | 2)


def waited_children(pid):
    """CPU seconds of ended children: cutime and cstime of proc(5), in ticks of 10 ms."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[13]) + int(fields[14])) * TICK_SECONDS


def cpu_seconds(pid):
    return sum(process_clock(one) + waited_children(one) for one in tree(pid))


def memory_mb(pid):
    """(RSS, PSS) of the tree in MB of 10^6 bytes: smaps_rollup."""
    sums = {"Rss:": 0, "Pss:": 0}
    for one in tree(pid):
        with open(f"/proc/{one}/smaps_rollup") as file:
            for line in file:
                name, *rest = line.split()
                if name in sums:
                    sums[name] += int(rest[0]) * 1024
    return sums["Rss:"] / 1e6, sums["Pss:"] / 1e6


class Window:
    """CPU of some processes from its start to its end, and of the whole machine."""

    def __init__(self, pids):
        self.pids = pids
        self.begun = time.monotonic()
        self.before = {name: cpu_seconds(pid) for name, pid in pids.items()}

    def end(self):
        """({name: CPU ms}, seconds that passed)."""
        after = {name: cpu_seconds(pid) for name, pid in self.pids.items()}
        seconds = time.monotonic() - self.begun
        return {name: 1000 * (after[name] - self.before[name]) for name in self.pids}, seconds
