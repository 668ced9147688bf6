"""Larger hosts: the idle fixture host with more of one thing, as trees that --path.* points at."""

import os
import shutil

from lib.suite import REPOSITORY

BASE = os.path.join(REPOSITORY, "src", "test", "resources", "hosts", "debian-idle")
STAT = "{0} (worker) S 1 {0} {0} 0 -1 4194304 200 0 0 0 50 20 0 0 20 0 1 0 9000 9000000 300 " \
       "18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"
IO = "rchar: 1\nwchar: 1\nsyscr: 1\nsyscw: 1\nread_bytes: 4096\nwrite_bytes: 4096\n" \
     "cancelled_write_bytes: 0\n"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def append(path, text):
    with open(path, "a") as file:
        file.write(text)


def cpus(host, count):
    stat = os.path.join(host, "proc/stat")
    with open(stat) as file:
        kept = [line for line in file if not line.startswith("cpu")]
    cores = [f"cpu{n} 800 60 300 98500 140 0 40 160 0 0\n" for n in range(count)]
    total = " ".join(str(count * value) for value in (800, 60, 300, 98500, 140, 0, 40, 160, 0, 0))
    write(stat, f"cpu  {total}\n" + "".join(cores + kept))
    for n in range(count):
        write(os.path.join(host, f"sys/devices/system/cpu/cpu{n}/cpufreq/scaling_cur_freq"),
              "2400000\n")


def mounts(host, count):
    for n in range(count):
        os.makedirs(os.path.join(host, f"root/data/{n}"))
        write(os.path.join(host, f"sys/fs/ext4/dm-{n}/errors_count"), "0\n")
    append(os.path.join(host, "proc/1/mountinfo"), "".join(
        f"{1000 + n} 28 253:{n} / /data/{n} rw,relatime - ext4 /dev/dm-{n} rw\n"
        for n in range(count)))


def interfaces(host, count):
    append(os.path.join(host, "proc/net/dev"), "".join(
        f"  eno{n}: 1000000    1000    5   20    0     0          0         0   500000     500"
        "    5    0    0     0       0          0\n" for n in range(count)))
    for n in range(count):
        for name, value in (("operstate", "up"), ("flags", "0x1003"), ("carrier", "1")):
            write(os.path.join(host, f"sys/class/net/eno{n}/{name}"), value + "\n")


def processes(host, count):
    for pid in range(10_000, 10_000 + count):
        write(os.path.join(host, f"proc/{pid}/stat"), STAT.format(pid))
        write(os.path.join(host, f"proc/{pid}/io"), IO)


LARGER = {
    "64 CPUs": (cpus, 64),
    "200 mounts": (mounts, 200),
    "500 interfaces": (interfaces, 500),
    "50 000 processes": (processes, 50_000),
}


def build(folder, what=None):
    """A copy of the idle host in `folder`, grown as LARGER says; its path flags."""
    shutil.copytree(BASE, folder)
    if what:
        grow, count = LARGER[what]
        grow(folder, count)
    return [f"--path.{flag}={folder}/{name}"
            for flag, name in (("procfs", "proc"), ("sysfs", "sys"), ("rootfs", "root"))]


def exist():
    return os.path.isdir(BASE)
