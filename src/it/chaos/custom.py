"""Treatments of an operator's own that hang, that do nothing, that are cut off by a crash."""

import os
import time

from chaos.bed import FOLDER
from chaos.disk import DiskRow, fill_to
from chaos.row import MONIT, STAMP, Target

ACTION = os.path.join(FOLDER, "action")
# An argument that nothing else on a host sleeps for.
MARK = "3600.25"


def copies(mark):
    """Processes of the action's that sleep."""
    count = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                count += file.read().split(b"\0")[:2] == [b"sleep", mark.encode()]
        except OSError:
            pass  # ended meanwhile
    return count


class CustomRow(DiskRow):
    """A full disk that a program of the operator's is to treat."""

    timeout = "60s"
    sleeps = MARK
    most = 0

    def text(self):
        return f"#!/bin/sh\nexec sleep {self.sleeps}\n"

    def settings(self):
        return {**super().settings(), "treatments/own": {
            "command": [ACTION], "when": "disk_percent", "user": "root", "allow_root": True,
            "mode": "auto", "timeout": self.timeout, "verify": {"within": "15s"}}}

    def prepare(self):
        super().prepare()
        with open(ACTION, "w") as file:
            file.write(self.text())
        os.chmod(ACTION, 0o755)

    def inject(self):
        fill_to("data/more", 96)

    def healed(self):
        self.most = max(self.most, copies(self.sleeps))
        return False

    def settle(self):
        pass

    def monit_rule(self):
        return super().monit_rule() + " repeat every 2 cycles"

    def monit_scripts(self):
        return {"act": STAMP + f"exec sleep {self.sleeps}\n"}


class Hung(CustomRow):
    id, fault = "C1d", "action that hangs"
    horizon = 78

    def play(self, watch):
        return watch(self, self.subject,
                     self.horizon if type(self.subject).__name__ == "Vigia" else 40)

    def checks(self, subject, result):
        seen = f"{self.most} at once"
        if type(subject).__name__ != "Vigia":
            return [("never two copies", self.most <= 1, seen)]
        ended = subject.of("treated")
        out = [o for o in result["outcomes"] if " TIMEOUT " in o]
        return [("never two copies", self.most == 1, seen),
                ("TIMEOUT after its limit", bool(out) and "PT1M" in ended[-1]["took"],
                 result["outcomes"]),
                ("no copy outlives its limit", copies(self.sleeps) == 0, copies(self.sleeps))]


class Ineffective(CustomRow):
    id, fault = "C1e", "action that does nothing"
    horizon = 180

    def text(self):
        return "#!/bin/sh\nexit 0\n"

    def healed(self):
        return False

    def play(self, watch):
        deadline = time.time() + (self.horizon if type(self.subject).__name__ == "Vigia" else 40)
        while time.time() < deadline:
            if type(self.subject).__name__ == "Vigia" and self.subject.has_escalated():
                break
            time.sleep(0.5)
        return None

    def checks(self, subject, result):
        if type(subject).__name__ != "Vigia":
            return []
        told = [at for reason, at in result["escalated"] if reason == "LADDER_EXHAUSTED"]
        return [("LADDER_EXHAUSTED within 3 minutes", bool(told) and told[0] < 180,
                 result["escalated"]),
                ("each rung at most once", len(set(rung.split(" ")[0] for rung in result["acted"]))
                 == result["actions"], result["acted"]),
                ("its outcome is NO_EFFECT", any(" NO_EFFECT " in o for o in result["outcomes"]),
                 result["outcomes"])]

    def monit_rule(self):
        return DiskRow.monit_rule(self)

    def monit_scripts(self):
        return {"act": STAMP}


class Killed(CustomRow):
    id, fault = "C13", "healer killed while it acts"
    sleeps = "12.25"
    horizon = 45

    def play(self, watch):
        end = time.time() + 20
        while copies(self.sleeps) == 0 and time.time() < end:
            time.sleep(0.02)
        time.sleep(3)
        self.subject.child.kill()
        self.between = copies(self.sleeps)
        self.subject.start()
        return watch(self, self.subject, 25)

    def checks(self, subject, result):
        checks = [("never two copies, the crash included", self.most <= 1 and self.between == 1,
                   f"{self.most} at once, {self.between} at the crash")]
        if type(subject).__name__ == "Vigia":
            log = os.path.join(FOLDER, "cache", "treatments.log")
            folder = os.listdir(os.path.dirname(log))
            text = "".join(open(os.path.join(FOLDER, "cache", name), errors="replace").read()
                           for name in folder if name.startswith("treatments"))
            checks.append(("the attempt is INTERRUPTED in the log", "INTERRUPTED" in text, folder))
        return checks

    def monit_rule(self):
        return DiskRow.monit_rule(self)
