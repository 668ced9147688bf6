"""What all trials of a row come to, as lines of a suite and as a table."""

import os
import platform
import statistics


def middle(values):
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def shown(values):
    """Median (least–most), how many never."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return "never" if values else "–"
    digits = 0 if all(isinstance(value, int) for value in known) else 1
    text = f"{statistics.median(known):.{digits}f}"
    if known[0] != known[-1]:
        text += f" ({known[0]:.{digits}f}–{known[-1]:.{digits}f})"
    never = len(values) - len(known)
    return text + (f", never {never} of {len(values)}" if never else "")


class Outcome:
    """All trials of one row by one subject."""

    def __init__(self, row, trials):
        self.row = row
        self.trials = [trial for trial in trials if "ttd" in trial]
        self.errors = [trial["error"] for trial in trials if "error" in trial]
        self.not_run = next((t["not_run"] for t in trials if "not_run" in t), "")
        self.ttd = [trial["ttd"] for trial in self.trials]
        self.tth = [self.healing(trial) for trial in self.trials]
        self.actions = [trial["actions"] for trial in self.trials]

    def healing(self, trial):
        """From the fault, or from the yes where a person had to say it."""
        answered = trial.get("answered")
        if trial["tth"] is None or not answered:
            return trial["tth"]
        return max(0.0, trial["tth"] - answered[0])

    def damage(self):
        return [line for trial in self.trials for line in trial["damage"]]

    def failed_checks(self):
        return [f"{sentence}: {seen}" for trial in self.trials
                for sentence, holds, seen in trial["checks"] if not holds]

    def missed(self):
        """What of the target was missed, one sentence each."""
        target, misses = self.row.target, []
        for name, limit, values in (("TTD", target.ttd, self.ttd), ("TTH", target.tth, self.tth),
                                    ("actions", target.actions, self.actions)):
            if limit is None or not self.trials:
                continue
            value = None if None in values and middle(values) is None else middle(values)
            if value is None:
                misses.append(f"{name} never")
            elif value > limit + 1e-9:
                misses.append(f"{name} {value:.1f} instead of {limit}")
        return misses


def targets(row):
    parts = [f"{name} ≤ {limit}" for name, limit in (
        ("TTD", row.target.ttd), ("TTH", row.target.tth), ("actions", row.target.actions))
        if limit is not None]
    return ", ".join(parts) or "as its checks say"


def verdict(outcome):
    if outcome.not_run:
        return "NOT RUN: " + outcome.not_run
    if not outcome.trials:
        return "failed: " + "; ".join(outcome.errors)[:200]
    misses = outcome.missed() + outcome.failed_checks() + outcome.damage()
    return "met" if not misses else "; ".join(dict.fromkeys(misses))


def cell(outcome):
    if outcome is None or outcome.not_run or not outcome.trials:
        return "– | – | –"
    return (f"{shown(outcome.ttd)} | {shown(outcome.tth)} | "
            f"{shown(outcome.actions)}")


HEAD = """\
# Healing under real faults

Made by `python3 src/it/chaos.py{arguments}` on {host}. Every trial has a host of its own: processes,
mounts, network and `/run` in namespaces, disks in files. The agent looks every 5 s and every 0.5 s
once something is suspicious, Monit every 5 s. TTD is the time from the fault to the first critical
state or treatment in the agent's journal (to the first line of Monit's action); TTH that until a
judge that knows neither of them, and looks every 20 ms, sees it healed; where a person has to say yes it
counts from the yes. Median (least–most) of {rounds} in seconds.

| row | fault | target | TTD | TTH | actions | target met? |{monit}
|---|---|---|---|---|---|---|{line}
"""


def markdown(outcomes, monit, rounds, arguments):
    """The table; `outcomes` and `monit` are by row."""
    host = f"{os.cpu_count()} cores, Linux {platform.release()}"
    text = HEAD.format(arguments=arguments, host=host, rounds=rounds,
                       monit=" Monit TTD | TTH | actions | remark |" if monit else "",
                       line="---|---|---|---|" if monit else "")
    for name, outcome in outcomes.items():
        text += (f"| {name} | {outcome.row.fault} | {targets(outcome.row)} | {cell(outcome)} | "
                 f"{verdict(outcome)} |")
        if monit:
            peer = monit.get(name)
            said = "" if peer is None else peer.not_run or "; ".join(
                peer.failed_checks()[:1] + sorted(set(peer.damage()))[:1])
            text += f" {cell(peer)} | {said} |"
        text += "\n"
    return text
