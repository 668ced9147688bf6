"""Filesystems of a file: full of bytes, full of inodes, and those who fill them."""

import os
import subprocess
import sys
import time

from chaos.bed import FOLDER
from chaos.row import MONIT, STAMP, Kept, Row, Target, must

MOUNT = os.path.join(FOLDER, "disk")
OLD = "20200101"


def image(megabytes=64, options=()):
    """A new ext4 in a file, not mounted."""
    path = MOUNT + ".img"
    with open(path, "wb") as file:
        file.truncate(megabytes << 20)
    # Without a reserve: otherwise root's share hides that it is full.
    must("mkfs.ext4", "-q", "-F", "-m", "0", "-I", "256", *options, path)
    os.makedirs(MOUNT, exist_ok=True)
    return path


def age(path, names):
    """Makes files of an unmounted filesystem old by all four of their times."""
    lines = []
    for name in names:
        for field in ("atime", "mtime", "ctime", "crtime"):
            lines.append(f"set_inode_field {name} {field} {OLD}")
    must("debugfs", "-w", "-f", "-", path, stdin="\n".join(lines).encode())


def used_percent():
    found = os.statvfs(MOUNT)
    used = found.f_blocks - found.f_bfree
    return 100.0 * used / (used + found.f_bavail)


def inodes_percent():
    found = os.statvfs(MOUNT)
    return 100.0 * (found.f_files - found.f_ffree) / found.f_files


def allocate(name, size):
    """A file of that size; what does not fit is left out."""
    with open(os.path.join(MOUNT, name), "wb") as file:
        try:
            os.posix_fallocate(file.fileno(), 0, size)
        except OSError:
            pass  # as full as it gets


def fill_to(name, percent):
    found = os.statvfs(MOUNT)
    used = found.f_blocks - found.f_bfree
    size = int(((used + found.f_bavail) * percent / 100 - used) * found.f_frsize)
    if size > 0:
        allocate(name, size)


class DiskRow(Row):
    """A filesystem of 64 MiB with temporary files, logs, and a file that matters."""

    signals = ("disk_percent",)
    old_files = ()
    threshold = 90

    def settings(self):
        return {"treatments/cleanup_temp_files/roots": [MOUNT + "/tmp"],
                "treatments/truncate_log/roots": [MOUNT + "/log"],
                "thresholds/disk_percent": {"warning": "80%", "critical": "92%", "clear": "5%"}}

    def image(self):
        return image()

    def mount(self, path):
        must("mount", "-o", "loop", path, MOUNT)

    def prepare(self):
        path = self.image()
        self.mount(path)
        for folder in ("tmp", "data", "log"):
            os.mkdir(os.path.join(MOUNT, folder))
        os.chmod(MOUNT + "/tmp", 0o1777)
        for name, size in self.old_files:
            allocate("tmp/" + name, size)
        self.kept = Kept(MOUNT + "/data/live.dat")
        self.young = Kept(MOUNT + "/tmp/young.dat", 4096)
        if self.old_files:
            must("umount", MOUNT)
            age(path, ["/tmp/" + name for name, _ in self.old_files])
            self.mount(path)

    def healed(self):
        return used_percent() <= 85

    def damage(self):
        return self.kept.damage() + self.young.damage()

    def restore(self):
        subprocess.run(["umount", "-l", MOUNT], capture_output=True)

    def monit_rule(self):
        return (f"check filesystem fs with path {MOUNT}\n"
                f"  if space usage > 90% then exec \"{MONIT}/act\"")

    def monit_scripts(self):
        return {"act": STAMP + f"find {MOUNT}/tmp -type f -mtime +3 -delete\n"}


class Full(DiskRow):
    id, fault = "C1", "disk full"
    target = Target(4, 5, 1)
    old_files = tuple((f"old{n}", 5 << 20) for n in range(6))

    def inject(self):
        fill_to("data/more", 96)

    def checks(self, subject, result):
        if type(subject).__name__ != "Vigia":
            return []
        ended = subject.of("treated")
        freed = ended[0]["summary"] if ended else ""
        return [("what is judged healed is judged so by the agent",
                 bool(ended) and ended[0]["outcome"] == "HEALED", result["outcomes"]),
                ("it tells what it freed", "removed" in freed, freed)]


class Inodes(DiskRow):
    id, fault = "C2", "inodes used up"
    target = Target(4, 5, 1)
    signals = ("inodes_percent",)
    old_files = tuple((f"old{n}", 0) for n in range(1400))

    def image(self):
        return image(options=("-N", "2048"))

    def inject(self):
        for n in range(1990 - 1415):
            with open(f"{MOUNT}/data/{n}", "wb"):
                pass

    def healed(self):
        return inodes_percent() < 90

    def monit_rule(self):
        return super().monit_rule().replace("space", "inode")


HOLDER = """
import os, sys, time
path, flags = sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND
handle = os.open(path, flags, 0o600)
sys.stdin.readline()
for _ in range(58):
    try: os.write(handle, b"x" * (1 << 20))
    except OSError: break
os.unlink(path)
print("holds", flush=True)
time.sleep(600)
"""


class DeletedOpen(DiskRow):
    id, fault = "C1b", "deleted file, still open"
    target = Target(4, 8, 2)
    horizon = 40

    def settings(self):
        return {**super().settings(), "treatments/release_deleted_files/mode": "auto"}

    def prepare(self):
        super().prepare()
        self.holder = subprocess.Popen([sys.executable, "-c", HOLDER, MOUNT + "/log/app.log"],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def inject(self):
        self.holder.stdin.write("\n")
        self.holder.stdin.flush()
        self.holder.stdout.readline()
        self.began = time.time()

    def damage(self):
        gone = [] if self.holder.poll() is None else ["the writer was ended"]
        return super().damage() + gone

    def restore(self):
        self.holder.kill()
        super().restore()


class Refilled(DiskRow):
    id, fault = "C1c", "refilled 10 times, every 11 s"
    old_files = tuple((f"old{n:02}", 5 << 20) for n in range(9))
    fills = 10
    target = Target(actions=5)

    def inject(self):
        self.times = []

    def play(self, watch):
        """Each filling takes the room that the cleaning made."""
        for n in range(self.fills):
            start = time.time()
            fill_to(f"data/more{n}", 96)
            healed = watch(self, self.subject, 11)
            self.times.append(healed)
            time.sleep(max(0, start + 11 - time.time()))
        return max((t for t in self.times if t is not None), default=None)

    def healed(self):
        return used_percent() < 92

    def checks(self, subject, result):
        if type(subject).__name__ != "Vigia":
            return []
        return [("at most 5 actions for 10 fillings", result["actions"] <= 5, result["acted"])]


WRITER = """
import os, sys, time
path, append = sys.argv[1], sys.argv[2] == "append"
handle = os.open(path, os.O_WRONLY | os.O_CREAT | (os.O_APPEND if append else 0), 0o644)
os.write(handle, b"first line\\n")
sys.stdin.readline()
for n in range(9):
    try: os.write(handle, (b"%d " % n) * (1 << 21))
    except OSError: break
print("written", flush=True)
while True:
    time.sleep(1)
    try: os.write(handle, b"one more line\\n")
    except OSError: pass
"""


class Log(DiskRow):
    """A log that takes most of a filesystem, in bursts, by a writer that stays."""
    id, fault = "C12", "runaway log, appended to"
    target = Target(4, 5, 1)
    how = "append"

    def settings(self):
        return {**super().settings(), "treatments/truncate_log/mode": "auto"}

    def prepare(self):
        super().prepare()
        allocate("data/base", 24 << 20)
        self.log = MOUNT + "/log/app.log"
        self.writer = subprocess.Popen([sys.executable, "-c", WRITER, self.log, self.how],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        time.sleep(0.3)

    def inject(self):
        self.writer.stdin.write("\n")
        self.writer.stdin.flush()
        self.writer.stdout.readline()
        self.began = time.time()

    def healed(self):
        return os.stat(self.log).st_blocks * 512 < 15 << 20

    def damage(self):
        alive = [] if self.writer.poll() is None else ["the writer was ended"]
        return super().damage() + alive

    def checks(self, subject, result):
        if type(subject).__name__ != "Vigia":
            return []
        with open(self.log, "rb") as file:
            file.seek(max(0, os.path.getsize(self.log) - 14))
            end = file.read()
        return [("the end of the log is still there", b"line" in end or b"8 " in end, end)]

    def restore(self):
        self.writer.kill()
        super().restore()

    def monit_rule(self):
        return (f"check file lg with path {self.log}\n"
                f"  if size > 20 MB then exec \"{MONIT}/act\"")

    def monit_scripts(self):
        return {"act": STAMP + f": > {self.log}\n"}


class SparseLog(Log):
    id, fault = "C14", "runaway log, not appended to"
    target = Target(4, 6, 1)
    how = "at"

    def monit_rule(self):
        return super().monit_rule() + " repeat every 1 cycles"
