"""A child process: its output goes to files, it dies with us, it is ended by its own id."""

import ctypes
import os
import signal
import socket
import subprocess
import time

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)


def die_with_parent():
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def clean_environment(extra=None):
    """What a program finds in a bare login, so that nobody's settings decide a result."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "JAVA_HOME") if name in os.environ}
    return {"LANG": "C.UTF-8", "TZ": "UTC", **kept, **(extra or {})}


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Child:
    """A started program; `name` names its output files in `folder`."""

    def __init__(self, argv, folder, name, env=None, cwd=None):
        os.makedirs(folder, exist_ok=True)
        self.name = name
        self.stdout_file = os.path.join(folder, name + ".out")
        self.stderr_file = os.path.join(folder, name + ".err")
        self.started = time.monotonic()
        with open(self.stdout_file, "ab") as out, open(self.stderr_file, "ab") as err:
            self.process = subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=cwd or folder,
                env=clean_environment() if env is None else env, preexec_fn=die_with_parent)

    @property
    def pid(self):
        return self.process.pid

    def alive(self):
        return self.process.poll() is None

    def stdout(self):
        with open(self.stdout_file, errors="replace") as file:
            return file.read()

    def stderr(self):
        with open(self.stderr_file, errors="replace") as file:
            return file.read()

    def signal(self, number):
        self.process.send_signal(number)

    def wait(self, seconds):
        """Exit code, or None where it still runs after `seconds`."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def stop(self, seconds=10):
        """Ends it by SIGTERM, and by SIGKILL after `seconds`; the exit code."""
        if self.alive():
            self.process.terminate()
            if self.wait(seconds) is None:
                self.process.kill()
        return self.process.wait()

    def kill(self):
        self.process.kill()
        self.process.wait()


def call(argv, env=None, cwd=None, seconds=60, stdin=b""):
    """Runs a program to its end: (exit code, stdout, stderr)."""
    done = subprocess.run(argv, input=stdin, capture_output=True, cwd=cwd, timeout=seconds,
                          env=clean_environment() if env is None else env)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(
        errors="replace")
