#!/usr/bin/env python3
"""Real faults in namespaces: how fast they are seen and healed, and that nothing else is harmed.

    chaos.py                                  the rows that matter most, once each, as a suite
    chaos.py --rounds 5 --with-monit --markdown FILE    the whole table, beside Monit
    chaos.py --rows C1,C4a                    only these
"""

import argparse
import itertools
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from chaos import bed, portuguese, table
from chaos.rows import ROWS
from lib.agent import build_once
from lib.packages import require, require_root
from lib.suite import run

# Once each in a few minutes; the others repeat what these show, or wait for minutes.
QUICK = "C1 C1b C1c C1d C1e C2 C3 C4a C4b C4c C4d C4e C7 C8 C9 C10 C11 C11b C12 C13 C14 C5 C15".split()
# They say how long something takes, but a busy machine must not fail a build.
SLACK = 3


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", help="names of rows, with commas (those of the suite)")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=0,
                        help="trials at the same time (1; in the suite 3)")
    parser.add_argument("--with-monit", action="store_true")
    parser.add_argument("--markdown", metavar="FILE")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def play(chosen, names):
    """{(row, subject): trials}, each line told when it is known."""
    subjects = ["vigia", "monit"] if chosen.with_monit else ["vigia"]
    todo = list(itertools.product(range(chosen.rounds), names, subjects))
    results = {}

    def one(task):
        number, name, subject = task
        trial = bed.play(name, subject, chosen.seed + number)
        if chosen.markdown:
            print(f"{name} {subject} {number + 1}: " + (trial.get("error") or trial.get(
                "not_run") or f"TTD {trial['ttd']} TTH {trial['tth']}"), file=sys.stderr, flush=True)
        return task, trial

    for alone, jobs in ((False, chosen.jobs), (True, 1)):
        part = [task for task in todo if ROWS[task[1]].alone == alone and (
            not alone or task[0] == 0)]
        with ThreadPoolExecutor(jobs) as pool:
            for (_, name, subject), trial in pool.map(one, part):
                results.setdefault((name, subject), []).append(trial)
    return {key: table.Outcome(ROWS[key[0]](), trials) for key, trials in results.items()}


def write(chosen, ours, theirs):
    """The table in English, and its twin in Portuguese beside it."""
    text = table.markdown(ours, theirs, chosen.rounds, " " + " ".join(sys.argv[1:]))
    twin = os.path.join(os.path.dirname(chosen.markdown), "pt-BR",
                        os.path.basename(chosen.markdown))
    for path, said in ((chosen.markdown, text), (twin, portuguese.of(text))):
        if os.path.isdir(os.path.dirname(path) or "."):
            with open(path, "w") as file:
                file.write(said)


def judge(suite, name, outcome, slack):
    """The suite's lines of one row."""
    what = f"{name} {outcome.row.fault}"
    if outcome.not_run:
        suite.part_not_run(what, outcome.not_run)
        return
    if not outcome.trials:
        suite.check(what, False, "; ".join(outcome.errors))
        return
    target = outcome.row.target
    for unit, limit, values in (("seen", target.ttd, outcome.ttd),
                                ("healed", target.tth, outcome.tth)):
        if limit is not None:
            value = table.middle(values)
            allowed = limit * slack + (5 if slack > 1 else 0)
            suite.check(f"{what}: {unit} within {allowed} s", value is not None
                        and value <= allowed, value)
    if target.actions is not None:
        suite.check(f"{what}: at most {target.actions} actions",
                    table.middle(outcome.actions) <= target.actions,
                    [trial["acted"] for trial in outcome.trials])
    for sentence in dict.fromkeys(s for trial in outcome.trials for s, _, _ in trial["checks"]):
        seen = [(holds, text) for trial in outcome.trials for s, holds, text in trial["checks"]
                if s == sentence]
        suite.check(f"{what}: {sentence}", all(holds for holds, _ in seen),
                    [text for holds, text in seen if not holds])
    suite.equal(f"{what}: nothing else was harmed", outcome.damage(), [])
    problems = [line for trial in outcome.trials for line in trial.get("problems", [])]
    suite.equal(f"{what}: the agent has no fault", problems, [])


def main():
    chosen = arguments()
    chosen.jobs = chosen.jobs or (1 if chosen.markdown else 3)
    names = chosen.rows.split(",") if chosen.rows else list(ROWS) if chosen.markdown else QUICK

    def body(suite):
        require_root()
        require("ip", "debugfs", "mkfs.ext4", "unshare", "xz", "dnsmasq",
                *(["monit"] if chosen.with_monit else []))
        build_once(tempfile.gettempdir())
        outcomes = play(chosen, names)
        ours = {name: outcomes[name, "vigia"] for name in names}
        theirs = {name: outcomes[name, "monit"] for name in names if (name, "monit") in outcomes}
        for name, outcome in ours.items():
            judge(suite, name, outcome, 1 if chosen.markdown else SLACK)
        if chosen.markdown:
            write(chosen, ours, theirs)
    run("chaos", body)


if __name__ == "__main__":
    main()
