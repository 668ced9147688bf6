"""Who is to heal: the agent, Monit, or nobody."""

import json
import os
import threading
import time
from datetime import datetime

from chaos.bed import FOLDER
from lib.agent import LAUNCHER
from lib.child import Child, call, clean_environment
from lib.journal import Journal
from lib.packages import require
from lib.suite import NotRun, eventually

CYCLE = 5
GROUPS = "cpu memory disk network ping latency temperature processes own".split()


def seconds(instant):
    """Seconds since the epoch; Java writes as many digits as there are."""
    text = instant.rstrip("Z")
    head, _, fraction = text.partition(".")
    return datetime.fromisoformat(head + "+00:00").timestamp() + float("0." + (fraction or "0"))


def settings(row):
    """The agent's settings: every subsystem each five seconds, no waiting before a treatment."""
    tree = {
        "interval": f"{CYCLE}s",
        "logs": {"root": f"{FOLDER}/logs", "cache": f"{FOLDER}/cache"},
        "refresh": {group: f"{CYCLE}s" for group in GROUPS},
        "thresholds": {"latency_ms": {"targets": row.targets}, **{
            # What others do to this machine meanwhile is not the row's fault.
            signal: {"warning": "off", "critical": "off"}
            for signal in ("cpu_percent", "memory_percent") if signal not in row.signals}},
        "treatments": {"sustained": "0s", "grace": "0s", "boot_grace": "0s"},
    }
    for path, value in row.settings().items():
        at = tree
        *folders, last = path.split("/")
        for folder in folders:
            at = at.setdefault(folder, {})
        at[last] = value
    return json.dumps(tree, indent=1)  # JSON is YAML


class Nobody:
    """The fault without anybody who looks: what the judge says by itself."""

    cycle_seconds = 0

    def __init__(self, row):
        self.row = row

    def start(self):
        pass

    def help(self):
        pass

    def stop(self):
        pass

    def result(self, began):
        return {"ttd": None, "actions": 0}


class Vigia(Nobody):
    """The agent, in this bed's view of the host."""

    cycle_seconds = CYCLE

    def __init__(self, row):
        super().__init__(row)
        self.journal = Journal(os.path.join(FOLDER, "logs"))
        self.child = None
        self.asked = set()
        self.read = 0
        self.known = []

    def start(self):
        config = os.path.join(FOLDER, "vigia.yaml")
        with open(config, "w") as file:
            file.write(settings(self.row))
        self.child = Child([*self.row.launch(), LAUNCHER, "run", "--config", config, "--no-http",
                            "-c", "0", *self.row.arguments()], FOLDER, "agent")
        if not eventually(lambda: self.journal.lines()[0] or not self.child.alive(), 60) \
                or not self.child.alive():
            raise RuntimeError("the agent did not start: " + self.child.stderr()[-1500:])
        time.sleep(self.row.warm_up)

    def events(self):
        return [event for record in self.journal.records() for event in record.get("events", [])]

    def of(self, kind):
        return [event for event in self.events() if event["type"] == kind]

    def escalated(self, event):
        return event["type"] == "escalated" and event["signal"] in self.row.signals

    def is_done(self):
        """Whether every treatment that began has come to its verdict."""
        begun = self.of("treatment")
        return bool(begun) and len(self.of("treated")) >= len(begun)

    def has_escalated(self):
        return any(self.escalated(event) for event in self.events())

    def help(self):
        """Says yes to what waits for it, as a person would."""
        if not self.row.approves or time.monotonic() - self.read < 0.3:
            return
        self.read = time.monotonic()
        for event in self.of("approval"):
            attempt = event["attempt"]
            if attempt not in self.asked and self.row.approves(event):
                self.asked.add(attempt)
                threading.Thread(target=self.approve, args=(attempt,), daemon=True).start()

    def approve(self, attempt):
        code, out, err = call([LAUNCHER, "approve", "--config", f"{FOLDER}/vigia.yaml", attempt],
                              clean_environment(), FOLDER)
        if code:
            self.known.append(f"vigia approve: exit {code}: {out} {err}")

    def result(self, began):
        events = self.events()
        after = [event for event in events if seconds(event["at"]) >= began - 0.05]
        seen = [seconds(event["at"]) for event in after
                if event["type"] == "treatment" or
                (event["type"] == "state" and event["to"] == "CRITICAL"
                 and event["signal"] in self.row.signals)]
        acted = [event for event in after if event["type"] == "treatment"]
        return {
            "ttd": min(seen) - began if seen else None,
            "actions": len(acted),
            "acted": [f"{event['treatment']}/{event['step']} +{seconds(event['at']) - began:.1f}"
                      for event in acted],
            "outcomes": [f"{event['treatment']}/{event['step']} {event['outcome']} "
                         f"+{seconds(event['at']) - began:.1f}: {event['summary']}"
                         for event in after if event["type"] == "treated"],
            "escalated": [[event["reason"], round(seconds(event["at"]) - began, 1)]
                          for event in after if self.escalated(event)],
            "held": [f"{event['treatment']}/{event['step']} {event['gate']}: {event['why']}"
                     for event in after if event["type"] == "held"][:40],
            "answered": [seconds(event["at"]) - began for event in after
                         if event["type"] == "answer"],
            "problems": self.known + self.complaints(),
        }

    def complaints(self):
        return [line for line in self.child.stderr().splitlines()
                if "ERROR" in line or "Exception" in line][:5]

    def stop(self):
        if self.child:
            self.child.stop(25)


CONTROL = """\
set daemon {cycle}
set log {folder}/monit.log
set pidfile {folder}/monit.pid
set idfile {folder}/monit.id
set statefile {folder}/monit.state
set httpd unixsocket {folder}/monit.sock
  allow root:monit
"""


class Monit(Nobody):
    """Monit with the row's rule; each action leaves its time in `acted` before it does anything."""

    cycle_seconds = CYCLE

    def __init__(self, row):
        super().__init__(row)
        self.program, = require("monit")
        self.folder = os.path.join(FOLDER, "monit")
        self.child = None

    def start(self):
        os.makedirs(self.folder, exist_ok=True)
        for name, text in self.row.monit_scripts().items():
            path = os.path.join(self.folder, name)
            with open(path, "w") as file:
                file.write("#!/bin/sh\n" + text)
            os.chmod(path, 0o755)
        control = os.path.join(self.folder, "monitrc")
        rule = self.row.monit_rule()
        if not rule:
            raise NotRun("no rule for Monit")
        with open(control, "w") as file:
            file.write(CONTROL.format(cycle=CYCLE, folder=self.folder) + rule + "\n")
        os.chmod(control, 0o600)
        self.child = Child([self.program, "-I", "-c", control], self.folder, "monit-I")
        time.sleep(3)
        if not self.child.alive():
            raise RuntimeError("Monit did not start: " + self.child.stderr()[-800:])

    def times(self):
        try:
            with open(os.path.join(self.folder, "acted")) as file:
                return [float(line) for line in file]
        except FileNotFoundError:
            return []

    def result(self, began):
        acted = [at for at in self.times() if at >= began - 0.05]
        return {"ttd": acted[0] - began if acted else None, "actions": len(acted)}

    def stop(self):
        if self.child:
            self.child.stop(10)
