"""The host read a second time, by other code than the agent's: /proc, statvfs."""

import os

TICKS = os.sysconf("SC_CLK_TCK")
SECTOR = 512


def text(path):
    with open(path) as file:
        return file.read()


def cpu():
    """(busy, all) seconds of all cores since boot; waiting for a disk is not busy, guests are in user."""
    fields = [int(field) for field in text("/proc/stat").split("\n", 1)[0].split()[1:9]]
    total = sum(fields)
    return (total - fields[3] - fields[4]) / TICKS, total / TICKS


def memory():
    """{name: bytes} of /proc/meminfo."""
    return {line.split(":")[0]: int(line.split()[1]) * 1024
            for line in text("/proc/meminfo").splitlines() if line.endswith("kB")}


def filesystem(mountpoint):
    """(total, used, percent as df shows it to a user who is not root)."""
    found = os.statvfs(mountpoint)
    used = found.f_blocks - found.f_bfree
    return (found.f_blocks * found.f_frsize, used * found.f_frsize,
            100.0 * used / (used + found.f_bavail))


def disks():
    """{device: (bytes read, bytes written)} since boot."""
    rows = [line.split() for line in text("/proc/diskstats").splitlines()]
    return {row[2]: (int(row[5]) * SECTOR, int(row[9]) * SECTOR) for row in rows}


def interfaces():
    """{interface: (bytes received, bytes sent)} since boot."""
    found = {}
    for line in text("/proc/net/dev").splitlines()[2:]:
        name, rest = line.rsplit(":", 1)
        fields = rest.split()
        found[name.strip()] = (int(fields[0]), int(fields[8]))
    return found


def threads_waiting_in(pid, word):
    """Threads of a process that wait in a kernel function whose name contains `word`."""
    count = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            if word in text(f"/proc/{pid}/task/{task}/wchan"):
                count += 1
        except OSError:
            pass  # ended meanwhile
    return count
