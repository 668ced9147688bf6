#!/usr/bin/env python3
"""A sweep leaves what systemd-tmpfiles leaves of a hostile tree, and what is open beside it."""

import os
import socket
import stat
import sys
import time

from lib import namespace
from lib.child import Child, call
from lib.java import program
from lib.packages import require
from lib.suite import NotRun, eventually, run

AGE = 4
MAIN = "io.github.vigia.treat.action.SweepMain"

# What only ours leaves: files that a process has open or mapped.
OPEN = {"openfile", "mapped"}
# What only tmpfiles leaves: the second name of a file whose first it has just removed.
RELINKED = {"hard1", "hard2"}

HOLD = """
import fcntl, mmap, os, socket, sys, time
os.chdir(sys.argv[1])
folder = os.open("locked", os.O_RDONLY)
fcntl.flock(folder, fcntl.LOCK_SH)
held = open("openfile")
with open("mapped", "r+b") as file:
    mapping = mmap.mmap(file.fileno(), 0)
alive = socket.socket(socket.AF_UNIX)
alive.bind("live.sock")
alive.listen()
print("holds", flush=True)
time.sleep(120)
"""


def write(*names):
    path = os.path.join(*names)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(os.urandom(4096))
    return path


def make(root):
    """A tree with one of everything that a sweep must tell apart."""
    os.mkdir(root)
    os.chmod(root, 0o1777)
    for name in ("plain/old", "plain/deep/old", "locked/inside", "openfile", "mapped", "victim/v",
                 "hard1", ".X11-unix/X0", "systemd-private-a-x.service/tmp/t", "atimeyoung",
                 "ctimeyoung", "mtimeyoung", "youngfolder/old", "bad\udcffname\n", "stays/new"):
        write(root, name)
    for name in ("emptyold", "mnt"):
        os.mkdir(os.path.join(root, name))
    os.chmod(write(root, "sticky"), 0o1644)
    os.mkfifo(os.path.join(root, "fifo"))
    os.mknod(os.path.join(root, "device"), 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    os.symlink("/etc/passwd", os.path.join(root, "link"))
    os.symlink("victim", os.path.join(root, "folderlink"))
    os.symlink("/nowhere", os.path.join(root, "dangling"))
    os.link(os.path.join(root, "hard1"), os.path.join(root, "hard2"))
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(os.path.join(root, "dead.sock"))
    dead.close()
    namespace.mount("tmpfs", os.path.join(root, "mnt"), "tmpfs", "size=1m")
    write(root, "mnt", "inside")


def refresh(root):
    """Each of these is young by one of its times only."""
    now = time.time()
    os.utime(os.path.join(root, "atimeyoung"), (now, now - 3600))
    os.utime(os.path.join(root, "mtimeyoung"), (now - 3600, now))
    os.chmod(os.path.join(root, "ctimeyoung"), 0o600)
    write(root, "stays/new")


def entries(root):
    found = set()
    for folder, folders, files in os.walk(root):
        if folder != os.path.join(root, "mnt"):
            found.update(os.path.relpath(os.path.join(folder, name), root)
                         for name in folders + files)
    return found


def faces(root):
    """All that stat(2) says of every entry: a look may change nothing of it."""
    return {name: tuple(os.lstat(os.path.join(root, name)))[:9] for name in entries(root)}


def hold(suite, root, name):
    holder = Child([sys.executable, "-c", HOLD, root], suite.path("hold"), name)
    suite.at_end(holder.kill)
    if not eventually(lambda: "holds" in holder.stdout(), 10):
        raise NotRun("the tree could not be held: " + holder.stderr()[-300:])


def body(suite):
    require("systemd-tmpfiles")
    namespace.private_mounts()
    looked, ours, theirs = suite.path("looked"), suite.path("ours"), suite.path("theirs")
    for root in (looked, ours, theirs):
        make(root)
        suite.at_end(lambda root=root: namespace.unmount(os.path.join(root, "mnt")))
        hold(suite, root, os.path.basename(root))
    lines = suite.path("tmpfiles.conf")
    with open(lines, "w") as file:
        file.write(f"d {theirs} 1777 root root {AGE}s\n"
                   f"x {theirs}/.X11-unix\nx {theirs}/systemd-private-*\n")
    time.sleep(AGE + 2)

    refresh(looked)
    code, out, err = call(program(MAIN, "look", looked, AGE))
    suite.check("a look ends well", code == 0, err)
    promised = {os.path.relpath(line.removeprefix("would remove "), looked)
                for line in out.splitlines() if line.startswith("would remove ")}
    # This walk itself sets times, which is why it is not one of the trees that are swept.
    before = faces(looked)
    call(program(MAIN, "look", looked, AGE))
    suite.equal("a look changes nothing, not even a time", faces(looked), before)

    refresh(ours)
    code, out, err = call(program(MAIN, "act", ours, AGE))
    suite.check("a sweep ends well", code == 0, err)
    refresh(theirs)
    call(["systemd-tmpfiles", "--clean", lines])
    left, peer = entries(ours), entries(theirs)
    suite.equal("beyond what tmpfiles leaves, only what is open or mapped is left",
                left - peer, OPEN)
    suite.check("nothing else is gone, but for the second name of a file",
                peer - left <= RELINKED, peer - left)
    suite.check("what was promised is gone", promised and not promised & left, promised & left)
    suite.check("the old is gone", not left & {"plain", "emptyold", "dead.sock", "fifo", "link",
                                               "dangling", "folderlink"}, left)
    suite.check("what is on another mount is left", os.path.exists(os.path.join(ours, "mnt/inside")))
    suite.check("what links led to is left", os.path.exists("/etc/passwd"))


if __name__ == "__main__":
    run("sweep", body)
