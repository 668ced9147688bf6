#!/usr/bin/env python3
"""A mount that hangs for ever costs its own figures, one thread, and nothing else."""

import os
import signal
import sys

from lib import http, namespace
from lib.agent import Agent
from lib.child import Child
from lib.hostread import threads_waiting_in
from lib.suite import NotRun, eventually, run

WAITS_FOR_FUSE = "request_wait_answer"
FILESYSTEM = "monitoring_filesystem_percent"
FASTER = {"MONITORING_METRIC_INTERVAL_DISK": "0.5"}
SERVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib", "fuse.py")


def hang(suite, mountpoint):
    """A filesystem of ours at `mountpoint`, and the process that serves it."""
    if not os.path.exists("/dev/fuse"):
        raise NotRun("there is no /dev/fuse")
    os.mkdir(mountpoint)
    server = Child([sys.executable, SERVER, mountpoint], suite.path("fuse"), "fuse")
    suite.at_end(lambda: namespace.unmount(mountpoint))
    suite.at_end(server.kill)
    if not eventually(lambda: "mounted" in server.stdout() or not server.alive(), 10) \
            or not server.alive():
        raise NotRun("no FUSE mount: " + server.stderr()[-300:])
    return server


def stuck(agent):
    return threads_waiting_in(agent.child.pid, WAITS_FOR_FUSE)


def body(suite):
    namespace.private_mounts()
    namespace.show_as_host()
    mountpoint = suite.path("mount")
    server = hang(suite, mountpoint)
    agent = Agent(suite, env=FASTER).ready()

    def seen():
        return agent.value(FILESYSTEM, mountpoint=mountpoint)
    suite.check("the mount is read while it answers", eventually(lambda: seen() is not None, 15))
    suite.equal("a quarter of it is free", seen(), 75.0)

    server.signal(signal.SIGSTOP)
    suite.check("its figures are absent once it hangs",
                eventually(lambda: seen() is None, 30, 0.2))
    before = agent.cycles()
    suite.check("the cycles go on",
                eventually(lambda: agent.cycles() >= before + 15, 10), agent.cycles() - before)
    suite.check("the root filesystem is read on", agent.value(FILESYSTEM, mountpoint="/") is not None)
    suite.check("exactly one thread is stuck", eventually(lambda: stuck(agent) == 1, 3),
                stuck(agent))
    started_beside_it(suite)
    suite.equal("there is still one stuck thread after more cycles", stuck(agent), 1)

    server.signal(signal.SIGCONT)
    suite.check("its figures come back once it answers",
                eventually(lambda: seen() is not None, 30, 0.2))
    suite.check("no thread is stuck any more", eventually(lambda: stuck(agent) == 0, 5))
    suite.equal("it ends cleanly", agent.stop(), 0)


def started_beside_it(suite):
    """An agent that starts while the mount hangs."""
    late = Agent(suite, "late", env=FASTER).ready()
    suite.check("an agent that starts beside it measures",
                eventually(lambda: late.cycles() >= 5, 15))
    suite.equal("it serves", http.status(late.port, "/metrics"), 200)
    suite.equal("it ends cleanly although a thread is stuck", late.stop(), 0)


if __name__ == "__main__":
    run("hungmount", body)
