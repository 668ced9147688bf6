"""One trial: setup, injection at a random moment, an independent judge every 20 ms, teardown."""

import random
import time

from chaos.subject import Monit, Nobody, Vigia
from lib.suite import NotRun

LOOK_SECONDS = 0.02
SUBJECTS = {"vigia": Vigia, "monit": Monit, "nobody": Nobody}


def watch(row, subject, seconds):
    """Seconds from now until the judge sees it healed, None where it does not in time."""
    start = time.time()
    while time.time() - start < seconds:
        if row.healed():
            return time.time() - start
        subject.help()
        time.sleep(LOOK_SECONDS)
    return None


def run(row, name):
    """What one trial measured, as a dict."""
    reason = row.not_for(name)
    if reason:
        return {"not_run": reason}
    subject = SUBJECTS[name](row)
    row.subject = subject
    try:
        row.prepare()
        subject.start()
        time.sleep(random.uniform(0, subject.cycle_seconds))
        began = time.time()
        row.inject()
        began = row.began or began
        healed = row.play(watch)
        row.settle()
        result = subject.result(began)
        result["tth"] = healed
        result["damage"] = row.damage()
        result["checks"] = [[sentence, bool(holds), str(seen)]
                            for sentence, holds, seen in row.checks(subject, result)]
        return result
    except NotRun as why:
        return {"not_run": str(why)}
    finally:
        row.restore()
        subject.stop()
