"""A suite: prints a PASS or FAIL line for each check, and leaves nothing behind."""

import os
import shutil
import signal
import sys
import tempfile
import time
import traceback

PASSED, FAILED, NOT_RUN = 0, 1, 77

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))


class NotRun(Exception):
    """Raised where a suite can't run here; its text says why."""


class Suite:
    """The checks of one suite, its temporary folder, and what is to be undone at its end."""

    def __init__(self, name):
        self.name = name
        self.failed = 0
        self.passed = 0
        self.folder = tempfile.mkdtemp(prefix=f"vigia-{name}-")
        self._undo = [lambda: shutil.rmtree(self.folder, ignore_errors=True)]

    def check(self, sentence, holds, detail=""):
        """Prints whether `sentence` is true; `detail` is what was seen, shown where it is not."""
        if holds:
            self.passed += 1
            print(f"PASS {self.name}: {sentence}", flush=True)
        else:
            self.failed += 1
            print(f"FAIL {self.name}: {sentence}" + (f"; saw {detail}" if detail != "" else ""),
                  flush=True)
        return holds

    def equal(self, sentence, seen, expected):
        return self.check(sentence, seen == expected, f"{seen!r} instead of {expected!r}")

    def part_not_run(self, what, why):
        """A part of the suite that this machine can't run, named so that nobody believes it did."""
        print(f"NOT RUN {self.name}: {what} ({why})", flush=True)

    def at_end(self, action):
        """Calls `action` when the suite ends, the last added first."""
        self._undo.append(action)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def close(self):
        while self._undo:
            action = self._undo.pop()
            try:
                action()
            except Exception:  # the rest must be undone too
                traceback.print_exc()


def interrupted(number, _):
    raise KeyboardInterrupt(f"signal {number}")


def run(name, body):
    """Runs `body(suite)` and exits with 0 passed, 1 failed, 77 not run."""
    signal.signal(signal.SIGTERM, interrupted)
    signal.signal(signal.SIGHUP, interrupted)
    suite = Suite(name)
    code = FAILED
    try:
        body(suite)
        code = FAILED if suite.failed or not suite.passed else PASSED
    except NotRun as reason:
        print(f"NOT RUN {name}: {reason}", flush=True)
        code = FAILED if suite.failed else NOT_RUN
    except KeyboardInterrupt:
        print(f"FAIL {name}: interrupted", flush=True)
    except Exception as problem:
        print(f"FAIL {name}: {type(problem).__name__}: {problem}", flush=True)
        traceback.print_exc()
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        suite.close()
    sys.exit(code)


def eventually(condition, seconds, step=0.05):
    """The first true value of `condition()` within `seconds`, else its last value."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value or time.monotonic() > deadline:
            return value
        time.sleep(step)
