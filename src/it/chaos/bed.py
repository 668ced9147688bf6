"""A host of its own for one trial: processes, mounts, network and /run that end with it.

    bed.py ROW SUBJECT SEED    run by unshare(1); prints one line of JSON on standard output
"""

import ctypes
import json
import os
import random
import signal
import subprocess
import sys
import traceback

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from lib.child import LIBC, call, clean_environment  # noqa: E402

FOLDER = "/run/chaos"
MS_BIND, MS_MOVE, MS_REC, MS_NOSUID = 0x1000, 0x2000, 0x4000, 2
UNSHARE = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc",
           "--propagation", "private"]
LONGEST_SECONDS = 420


def argv(row, subject, seed):
    return [*UNSHARE, sys.executable, os.path.abspath(__file__), row, subject, str(seed)]


def play(row, subject, seed):
    """One trial in a bed of its own: what it measured, as a dict with `error` where it failed."""
    try:
        done = subprocess.run(argv(row, subject, seed), capture_output=True, text=True,
                              timeout=LONGEST_SECONDS, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return {"error": f"not done after {LONGEST_SECONDS} s"}
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        return {"error": f"exit {done.returncode}: {done.stderr.strip()[-1500:]}"}
    return json.loads(lines[-1])


def mount(source, target, kind, flags=0, options=""):
    if LIBC.mount(source.encode(), target.encode(), kind.encode(), flags, options.encode()):
        raise OSError(ctypes.get_errno(), f"mount of {kind} at {target}")


def furnish():
    """A /sys that shows this network, the control groups as they were, an empty /run, a loopback."""
    mount("tmpfs", "/run", "tmpfs", MS_NOSUID, "size=2g,mode=755")
    os.mkdir(FOLDER, 0o755)
    groups = os.path.join("/run", "groups")
    os.mkdir(groups)
    mount("/sys/fs/cgroup", groups, "none", MS_BIND | MS_REC)
    mount("sysfs", "/sys", "sysfs")
    mount(groups, "/sys/fs/cgroup", "none", MS_BIND | MS_REC)
    LIBC.umount2(groups.encode(), 2)
    call(["ip", "link", "set", "lo", "up"])


def shadow(path, text):
    """Puts a file of ours over one of the host's, for this bed only."""
    ours = os.path.join(FOLDER, "shadow" + path.replace("/", "-"))
    with open(ours, "w") as file:
        file.write(text)
    mount(ours, path, "none", MS_BIND)
    return ours


def reap_until(pid):
    """What process 1 is for: waits for every child that ends; the exit status of that one."""
    while True:
        ended, status = os.wait()
        if ended == pid:
            return os.waitstatus_to_exitcode(status)


def trial(row, subject, seed):
    from chaos import measure
    from chaos.rows import ROWS
    random.seed(f"{row} {seed}")
    try:
        return measure.run(ROWS[row](), subject)
    except Exception as problem:
        traceback.print_exc()
        return {"error": f"{type(problem).__name__}: {problem}"}


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    furnish()
    os.chdir(FOLDER)
    pid = os.fork()
    if pid:
        sys.exit(reap_until(pid))
    os.setsid()
    os.environ.update(clean_environment({"PYTHONDONTWRITEBYTECODE": "1"}))
    print(json.dumps(trial(*sys.argv[1:4])), flush=True)
    keep = os.environ.get("CHAOS_KEEP")
    if keep:
        call(["cp", "-r", FOLDER, os.path.join(keep, f"{sys.argv[1]}-{sys.argv[2]}-{sys.argv[3]}")])
    os._exit(0)


if __name__ == "__main__":
    main()
