"""Vigia itself: started in a folder of its own, watched from outside, ended by its id."""

import json
import os
import signal

from lib import http
from lib.child import Child, call, clean_environment, free_port
from lib.exposition import Page
from lib.journal import Journal
from lib.suite import REPOSITORY, NotRun, eventually

LAUNCHER = os.environ.get("VIGIA_LAUNCHER", os.path.join(REPOSITORY, "vigia"))
START_SECONDS = 30

# Probes go to loopback only: a suite sends nothing out of the host.
LOOPBACK_ONLY = "latency_ms: { targets: [127.0.0.1] }"


def configuration(thresholds=(), logs=""):
    """Text of a settings file; `thresholds` are lines of that section, `logs` a flow mapping."""
    lines = ["thresholds:", "  " + LOOPBACK_ONLY]
    lines += ["  " + line for line in thresholds]
    if logs:
        lines.append("logs: { " + logs + " }")
    return "\n".join(lines) + "\n"


def command(*arguments, cwd, env=None, seconds=60):
    """One command to its end: (exit code, stdout, stderr)."""
    require_launcher()
    return call([LAUNCHER, *map(str, arguments)], clean_environment(env), cwd, seconds)


def require_launcher():
    if not os.access(LAUNCHER, os.X_OK):
        raise NotRun(f"there is no {LAUNCHER}")


def build_once(folder):
    """Lets a checkout build what is missing before anything is timed."""
    code, _, err = command("version", cwd=folder, seconds=900)
    if code != 0:
        raise RuntimeError(f"vigia version: exit {code}: {err.strip()}")


class Agent:
    """`vigia run` or `vigia serve` in `folder`, which becomes its working folder."""

    def __init__(self, suite, name="agent", verb="run", interval=0.2, arguments=(), config=None,
                 log_root=None, cache=None, served=True, env=None, plain=False):
        require_launcher()
        self.folder = suite.path(name)
        os.makedirs(self.folder, exist_ok=True)
        self.log_root = log_root or os.path.join(self.folder, "logs")
        self.cache = cache or os.path.join(self.folder, "cache")
        self.config_file = os.path.join(self.folder, "vigia.yaml")
        self.configure(config or configuration())
        self.port = free_port() if served else 0
        argv = [LAUNCHER, verb]
        if not plain:
            argv += ["--config", self.config_file, "--log-root", self.log_root,
                     "--cache", self.cache]
            argv += ["--listen", f"127.0.0.1:{self.port}"] if served else ["--no-http"]
            argv += ["-i", str(interval), "-c", "0"] if verb == "run" else []
        self.argv = argv + [str(argument) for argument in arguments]
        self.child = Child(self.argv, self.folder, name, clean_environment(env), self.folder)
        suite.at_end(self.child.stop)
        self.journal = Journal(self.log_root)

    def configure(self, text):
        with open(self.config_file, "w") as file:
            file.write(text)

    def ready(self):
        """Waits until /health says 200; itself."""
        def answers():
            if not self.child.alive():
                raise RuntimeError(f"ended with {self.child.wait(0)} at start: "
                                   + self.child.stderr()[-2000:])
            return http.status(self.port, "/health") == 200
        if not eventually(answers, START_SECONDS):
            raise RuntimeError(f"no /health after {START_SECONDS} s: {self.child.stderr()[-2000:]}")
        return self

    def metrics(self, seconds=5):
        status, _, body = http.get(self.port, "/metrics", seconds, {"Accept": http.TEXT})
        if status != 200:
            raise RuntimeError(f"/metrics: {status} {body[:200]!r}")
        return Page(body.decode())

    def value(self, name, **labels):
        return self.metrics().value(name, **labels)

    def health(self):
        status, _, body = http.get(self.port, "/health")
        return status, json.loads(body)

    def cycles(self):
        return self.value("vigia_cycles_total") or 0

    def reload(self):
        self.child.signal(signal.SIGHUP)

    def stop(self, seconds=10):
        return self.child.stop(seconds)
