"""Faults in a namespace of our own: nothing mounted or sent here is seen outside of it."""

import ctypes
import os

from lib.child import LIBC
from lib.packages import require_root
from lib.suite import NotRun

CLONE_NEWNS, CLONE_NEWNET = 0x00020000, 0x40000000
MS_BIND, MS_REC, MS_PRIVATE, MNT_DETACH = 0x1000, 0x4000, 0x40000, 2


def _checked(what, result):
    if result != 0:
        number = ctypes.get_errno()
        raise NotRun(f"{what}: {os.strerror(number)}")


def private_mounts():
    """Gives this process, and all that it starts, mounts of its own."""
    require_root()
    _checked("unshare of mounts", LIBC.unshare(CLONE_NEWNS))
    _checked("private mounts", LIBC.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None))


def show_as_host():
    """Lets process 1, which an agent asks for the host's mounts, show those of this namespace."""
    _checked("/proc/1/mountinfo", LIBC.mount(
        f"/proc/{os.getpid()}/mountinfo".encode(), b"/proc/1/mountinfo", None, MS_BIND, None))


def private_network():
    """Gives this process a network of its own, with a /sys that shows it."""
    _checked("unshare of the network", LIBC.unshare(CLONE_NEWNET))
    mount("sysfs", "/sys", "sysfs")


def mount(source, target, kind, options=""):
    _checked(f"mount of {kind} at {target}", LIBC.mount(
        source.encode(), target.encode(), kind.encode(), 0, options.encode()))


def unmount(target):
    """Detaches it, also where it hangs."""
    LIBC.umount2(target.encode(), MNT_DETACH)
