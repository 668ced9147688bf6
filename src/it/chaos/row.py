"""What every row has: its fault, its judge, what must not have been harmed."""

import hashlib
import os
import time

from chaos.bed import FOLDER
from lib.child import call

MONIT = os.path.join(FOLDER, "monit")
# First line of every action of Monit's: when it ran.
STAMP = f"date +%s.%N >> {MONIT}/acted\n"


def must(*argv, stdin=b""):
    """A command of the setup, which has to work."""
    code, out, err = call([str(word) for word in argv], stdin=stdin, cwd="/")
    if code:
        raise RuntimeError(f"{' '.join(map(str, argv))}: exit {code}: {err.strip()} {out.strip()}")
    return out


class Target:
    """What the row is held to; None where nothing is asked."""

    def __init__(self, ttd=None, tth=None, actions=None):
        self.ttd, self.tth, self.actions = ttd, tth, actions


class Row:
    """A row of the table. `signals` are those whose CRITICAL counts as detection."""

    id = ""
    fault = ""
    target = Target()
    signals = ()
    targets = ["127.0.0.1"]
    approves = None
    began = None
    alone = False  # whether nothing else may run beside it; then it is played once
    warm_up = 6
    horizon = 25
    verdict = 14
    subject = None

    def settings(self):
        return {}

    def arguments(self):
        return []

    def launch(self):
        return []

    def not_for(self, subject):
        """Why this row can't be played by a subject; empty if it can."""
        return ""

    def prepare(self):
        pass

    def inject(self):
        pass

    def healed(self):
        return False

    def play(self, watch):
        """Seconds until it was healed; None where it was not."""
        return watch(self, self.subject, self.horizon)

    def settle(self):
        """Lets the agent come to its verdict."""
        deadline = time.time() + self.verdict
        while time.time() < deadline:
            if type(self.subject).__name__ != "Vigia" or self.subject.is_done():
                return
            self.subject.help()
            time.sleep(0.3)

    def damage(self):
        return []

    def checks(self, subject, result):
        """[(sentence, holds, what was seen)] beyond the target."""
        return []

    def restore(self):
        """Undoes what does not end with the bed."""

    def monit_rule(self):
        return ""

    def monit_scripts(self):
        return {}


class Kept:
    """A file that nobody may touch."""

    def __init__(self, path, size=1 << 20):
        self.path = path
        data = os.urandom(size)
        self.sum = hashlib.sha256(data).hexdigest()
        with open(path, "wb") as file:
            file.write(data)
            os.fsync(file.fileno())

    def damage(self):
        try:
            with open(self.path, "rb") as file:
                same = hashlib.sha256(file.read()).hexdigest() == self.sum
        except OSError as problem:
            return [f"{self.path}: {problem}"]
        return [] if same else [f"{self.path} was changed"]
