#!/usr/bin/env python3
"""Each drill heals its own fault and leaves nothing behind, however it is ended."""

import json
import os
import re
import signal
import subprocess
import time

from lib.agent import LAUNCHER, build_once, command
from lib.child import Child, clean_environment
from lib.suite import NotRun, eventually, run

DRILLS = ("disk-full", "inodes", "deleted-open-file", "zombies", "runaway-cpu", "memory",
          "network", "latency")
# A runaway is one only after 30 s; the others are over in half of that on a quiet machine.
LIMIT_SECONDS = {"disk-full": 30, "runaway-cpu": 75}
OTHER_SECONDS = 60
NOT_HERE = 75
NOBODY = 65534
OWN = re.compile(r"vigia-drill-\d+")


def lines(path):
    with open(path) as file:
        return set(file.read().splitlines())


def entries(folder):
    return set(os.listdir(folder)) if os.path.isdir(folder) else set()


def groups():
    """The control groups in which drills could leave something."""
    return {name for folder in ("/sys/fs/cgroup", "/sys/fs/cgroup/cpu")
            for name in entries(folder) if name.startswith("vigia-drill")}


def processes():
    """Command lines of processes that are a drill's."""
    found = set()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline") as file:
                text = file.read()
        except OSError:
            continue
        if OWN.search(text):
            found.add(text.replace("\0", " "))
    return found


def host():
    """All that a drill could leave, by name."""
    links = subprocess.run(["ip", "-o", "link"], capture_output=True, text=True, check=False).stdout
    return {
        "mounts": {line for line in lines("/proc/self/mounts") if OWN.search(line)},
        "folders": {name for name in entries("/tmp") if OWN.match(name)},
        "loop devices": {name for name in entries("/sys/block") if name.startswith("loop")
                         and os.path.exists(f"/sys/block/{name}/loop/backing_file")
                         and "vigia-drill" in open(f"/sys/block/{name}/loop/backing_file").read()},
        "network namespaces": {n for n in entries("/run/netns") if n.startswith("vigia-drill")},
        "links": {line for line in links.splitlines() if "drill" in line},
        "control groups": groups(),
        "processes": processes(),
    }


def nothing_left(suite, sentence):
    clean = eventually(lambda: not any(host().values()), 5)
    suite.check(sentence, clean, {name: left for name, left in host().items() if left})


def one(suite, name):
    started = time.monotonic()
    code, out, err = command("drill", name, "--json", cwd=suite.folder, seconds=120)
    took = time.monotonic() - started
    if code == NOT_HERE:
        suite.part_not_run(name, err.strip())
        return
    suite.equal(f"{name} heals", code, 0)
    if code != 0:
        print(out, err)
        return
    report = json.loads(out)
    suite.check(f"{name} is detected, treated and verified in this order",
                report["detected_seconds"] <= report["treated_seconds"]
                <= report["verified_seconds"], report)
    limit = LIMIT_SECONDS.get(name, OTHER_SECONDS)
    suite.check(f"{name} takes less than {limit} s", took < limit, round(took, 1))
    nothing_left(suite, f"{name} leaves nothing")


def ended(suite, name, number):
    """A drill that is ended in its midst by a signal to the process that was started."""
    child = Child([LAUNCHER, "drill", name], suite.path(f"ended-{number}"), "drill",
                  clean_environment(), suite.folder)
    suite.at_end(child.stop)
    suite.check(f"{name} begins", eventually(lambda: "made:" in child.stdout(), 30),
                child.stdout() + child.stderr())
    child.signal(number)
    suite.check(f"{name} ends by {signal.Signals(number).name}", child.wait(20) is not None)
    if number == signal.SIGKILL:
        # Its folder is nobody's any more; all else must end by itself.
        eventually(lambda: not processes(), 20)
        left = {key: value for key, value in host().items() if value and key != "folders"}
        suite.check(f"after SIGKILL of {name} only an empty folder may be left", not left, left)
        for folder in host()["folders"]:
            subprocess.run(["rm", "-rf", os.path.join("/tmp", folder)], check=False)
    else:
        nothing_left(suite, f"{name} ended by {signal.Signals(number).name} leaves nothing")


def without_root(suite):
    """The one drill that needs no root, by a user who is not."""
    home = suite.path("nobody")
    os.mkdir(home)
    os.chown(home, NOBODY, NOBODY)
    os.chmod(suite.folder, 0o755)
    argv = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    probe = subprocess.run([*argv, "test", "-r", LAUNCHER], cwd="/", check=False)
    if probe.returncode != 0:
        suite.part_not_run("without root", "another user can't read this checkout")
        return
    done = subprocess.run([*argv, LAUNCHER, "drill", "disk-full"], cwd=home, timeout=120,
                          capture_output=True, text=True, check=False,
                          env=clean_environment({"HOME": home}))
    suite.equal("without root disk-full heals", done.returncode, 0)
    suite.check("it says that it passes for a disk", "without root" in done.stdout,
                done.stdout + done.stderr)
    nothing_left(suite, "without root it leaves nothing")
    done = subprocess.run([*argv, LAUNCHER, "drill", "zombies"], cwd=home, timeout=60,
                          capture_output=True, text=True, check=False,
                          env=clean_environment({"HOME": home}))
    suite.equal("without root the others say so", done.returncode, 77)


def body(suite):
    if os.geteuid() != 0:
        raise NotRun("needs root")
    build_once(suite.folder)
    if any(host().values()):
        raise NotRun(f"another drill is under way, or left something: {host()}")
    # In a job of the background it is ignored, and would be so in all that is started here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in DRILLS:
        one(suite, name)
    ended(suite, "disk-full", signal.SIGTERM)
    ended(suite, "runaway-cpu", signal.SIGINT)
    ended(suite, "network", signal.SIGKILL)
    without_root(suite)


if __name__ == "__main__":
    run("drill", body)
