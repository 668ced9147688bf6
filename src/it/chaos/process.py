"""Processes that end badly, that take too much, and those beside them that must stay."""

import os
import subprocess
import sys
import threading
import time

from chaos.bed import FOLDER, shadow
from chaos.row import MONIT, STAMP, Row, Target

PARENT = """
import os, signal, sys, time
def child():
    sys.stdin = None
    signal.sigwait([signal.SIGUSR1])
    os._exit(0)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
pids = []
for _ in range(int(sys.argv[1])):
    pid = os.fork()
    if pid == 0: child()
    pids.append(pid)
print("forked", flush=True)
sys.stdin.readline()
for pid in pids: os.kill(pid, signal.SIGUSR1)
print("ended", flush=True)
time.sleep(3600)
"""
# A leader that ended while its other thread lives: it looks like a zombie and is none.
HALF_DEAD = """
import ctypes, threading, time
threading.Thread(target=time.sleep, args=(3600,)).start()
ctypes.CDLL(None).syscall(60, 0)
"""


def zombies():
    count = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
            count += fields[0] == "Z" and fields[17] == "1"
        except OSError:
            pass  # ended meanwhile
    return count


class Zombies(Row):
    """The agent counts them once they have been there for a minute: its time begins then."""
    id, fault = "C3", "zombies of a parent that never waits"
    target = Target(5, 7, 2)
    signals = ("zombies",)
    horizon = 40
    verdict = 20
    warm_up = 1

    def settings(self):
        return {"treatments/reap_zombie_processes/end_parent": "auto"}

    def prepare(self):
        self.half = subprocess.Popen([sys.executable, "-c", HALF_DEAD])
        self.parent = subprocess.Popen([sys.executable, "-c", PARENT, "210"], text=True,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.parent.stdout.readline()

    def inject(self):
        self.parent.stdin.write("\n")
        self.parent.stdin.flush()
        self.parent.stdout.readline()
        if type(self.subject).__name__ == "Vigia":
            time.sleep(60)
        self.began = time.time()

    def healed(self):
        self.parent.poll()  # it is a child of ours: ended, it would stay as one more
        return zombies() <= 5

    def damage(self):
        return [] if os.path.exists(f"/proc/{self.half.pid}/task") and len(
            os.listdir(f"/proc/{self.half.pid}/task")) > 1 else ["the half-dead process was ended"]

    def restore(self):
        self.half.kill()
        self.parent.kill()

    def monit_rule(self):
        return (f"check program zomb with path {MONIT}/look\n"
                f"  if status != 0 then exec \"{MONIT}/act\"")

    def monit_scripts(self):
        return {"look": "test $(cat /proc/[0-9]*/stat 2>/dev/null | grep -c ') Z ') -lt 100\n",
                "act": STAMP + f"kill -9 {self.parent.pid}\n"}


class ServiceDead(Row):
    id, fault = "C5", "service dead"

    def not_for(self, subject):
        return "no signal of the agent's tells of a service, and systemd is not process 1 here"


class CrashLoop(ServiceDead):
    id, fault = "C15", "service in a crash loop"


GROUPS = "/sys/fs/cgroup/cpu"


def cpu_seconds(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0.0


class CpuHog(Row):
    id, fault = "C6", "process that takes all CPU time"
    target = Target(33, 35, 1)
    signals = ("cpu_percent",)
    alone = True
    horizon = 70
    verdict = 40

    def settings(self):
        return {"treatments/throttle_process/mode": "auto"}

    def not_for(self, subject):
        return "" if os.path.isdir(GROUPS) else "there is no cgroup of CPU time"

    def prepare(self):
        self.group = os.path.join(GROUPS, f"vigia-chaos-{os.getpid()}-{int(time.time())}")
        os.mkdir(self.group)
        with open(self.group + "/cpu.shares", "w") as file:
            file.write("20000")  # what else runs on this machine must not get in its way
        self.history = []
        self.most = 0.0

    def inject(self):
        self.source = open("/dev/urandom", "rb")
        self.hog = subprocess.Popen(
            ["nice", "-n", "-19", "xz", f"-T{os.cpu_count()}", "-3", "--block-size=1MiB"], stdin=self.source,
            stdout=subprocess.DEVNULL, preexec_fn=self.enter)

    def enter(self):
        with open(self.group + "/cgroup.procs", "w") as file:
            file.write("0")

    def healed(self):
        now = time.monotonic()
        self.history.append((now, cpu_seconds(self.hog.pid)))
        while self.history[0][0] < now - 1.2:
            self.history.pop(0)
        first, last = self.history[0], self.history[-1]
        if now - first[0] < 1:
            return False
        cores = (last[1] - first[1]) / (now - first[0])
        self.most = max(self.most, cores)
        return self.most > 0.7 * os.cpu_count() and cores < 0.65 * self.most

    def damage(self):
        return [] if self.hog.poll() is None else ["the process was ended"]

    def restore(self):
        if hasattr(self, "hog"):
            self.hog.kill()
            self.hog.wait()
        for folder, _, _ in os.walk(self.group, topdown=False):
            try:
                os.rmdir(folder)
            except OSError:
                time.sleep(0.5)
                os.rmdir(folder)

    def monit_rule(self):
        return ("check process hog matching \"^xz -T\"\n"
                f"  if total cpu > 40% for 3 cycles then exec \"{MONIT}/act\"")

    def monit_scripts(self):
        return {"act": STAMP + f"echo {30_000 * os.cpu_count()} > {self.group}/cpu.cfs_quota_us\n"}


TOTAL_KB = 3_000_000
MEMINFO = "MemTotal: {total:>15} kB\nMemFree: {free:>15} kB\nMemAvailable: {free:>15} kB\n" \
          "Buffers: 0 kB\nCached: 0 kB\nSwapCached: 0 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n" \
          "Shmem: 0 kB\nSlab: 0 kB\nSReclaimable: 0 kB\nSUnreclaim: 0 kB\n"
EATER = """
import ctypes, sys, time
ctypes.CDLL(None).prctl(15, sys.argv[1].encode(), 0, 0, 0)
kept, wanted = [], int(sys.argv[2])
if sys.argv[3] == "later": sys.stdin.readline()
while len(kept) * 16 < wanted:
    kept.append(b"\\x01" * (16 << 20))
    time.sleep(0.02)
print("eaten", flush=True)
time.sleep(3600)
"""


def resident_kb(pid):
    try:
        with open(f"/proc/{pid}/statm") as file:
            return int(file.read().split()[1]) * 4
    except (OSError, IndexError):
        return 0


class MemoryHog(Row):
    """On a host of 3 GB: /proc/meminfo shows what the two processes of the row leave of that."""
    id, fault = "C7", "process that takes all memory"
    target = Target(2, 4, 1)
    signals = ("memory_percent",)
    warm_up = 9
    verdict = 25
    over = False

    def settings(self):
        return {"treatments/terminate_process/mode": "auto"}

    def eater(self, name, megabytes, when):
        return subprocess.Popen([sys.executable, "-c", EATER, name, str(megabytes), when],
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def prepare(self):
        self.dummy = self.eater("mysqld", 1500, "now")
        self.hog = self.eater("leaky", 1300, "later")
        self.dummy.stdout.readline()
        self.handle = os.open(shadow("/proc/meminfo", self.text()), os.O_WRONLY)
        threading.Thread(target=self.model, daemon=True).start()

    def free(self):
        used = resident_kb(self.dummy.pid) + resident_kb(self.hog.pid)
        return max(10_000, TOTAL_KB - used)

    def text(self):
        return MEMINFO.format(total=TOTAL_KB, free=self.free())

    def model(self):
        while not self.over:
            self.hog.poll()
            os.pwrite(self.handle, self.text().encode(), 0)
            time.sleep(0.02)

    def inject(self):
        self.hog.stdin.write("\n")
        self.hog.stdin.flush()
        while self.free() > 0.1 * TOTAL_KB:
            time.sleep(0.01)
        self.began = time.time()

    def healed(self):
        return self.free() > 0.15 * TOTAL_KB

    def damage(self):
        return [] if self.dummy.poll() is None else ["the protected process was ended"]

    def restore(self):
        self.over = True
        for eater in (self.dummy, self.hog):
            eater.kill()

    def monit_rule(self):
        return ("check system vm\n  if memory usage > 90% for 2 cycles then exec "
                f"\"{MONIT}/act\"")

    def monit_scripts(self):
        return {"act": STAMP + f"kill {self.hog.pid}\n"}
