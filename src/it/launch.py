#!/usr/bin/env python3
"""The launcher and the command line: from anywhere, with the promised exit codes, ended in time."""

import glob
import json
import os
import time

from lib.agent import LAUNCHER, Agent, build_once, command, configuration
from lib.child import call, clean_environment
from lib.suite import REPOSITORY, eventually, run

STOP_SECONDS = 2.0
USAGE, NO_AGENT, CONFIGURATION = 64, 69, 78


def settings(suite, name, text):
    path = suite.path(name)
    with open(path, "w") as file:
        file.write(text)
    return path


def from_anywhere(suite):
    code, out, _ = command("version", cwd="/")
    suite.check("it starts from another folder", code == 0 and "vigia" in out.lower(), (code, out))
    link = suite.path("linked")
    os.symlink(LAUNCHER, link)
    deeper = suite.path("deeper")
    os.mkdir(deeper)
    os.symlink("../linked", os.path.join(deeper, "twice"))
    code, through, _ = call([os.path.join(deeper, "twice"), "version"], clean_environment(), "/")
    suite.equal("it starts through a symlink to a symlink", (code, through), (0, out))
    before = built_at()
    command("version", cwd="/")
    suite.equal("a second start does not rebuild", built_at(), before)


def built_at():
    target = os.path.join(REPOSITORY, "target")
    return sorted((file, os.stat(file).st_mtime_ns) for file in glob.glob(target + "/**/*.jar",
                                                                         recursive=True))


def one_record(suite):
    folder = suite.path("once")
    os.mkdir(folder)
    config = settings(suite, "once.yaml", configuration())
    code, _, err = command("run", "--once", "--no-http", "--config", config, "--log-root",
                           folder + "/logs", "--cache", folder + "/cache", cwd=folder)
    suite.equal("run --once exits 0", code, 0)
    suite.check("it warns of nothing", "warn" not in err.lower() and "exception" not in err.lower(),
                err)
    files = glob.glob(folder + "/logs/json/monitoring-*.jsonl")
    suite.equal("it writes one journal", len(files), 1)
    with open(files[0]) as file:
        text = file.read()
    suite.check("of one whole line", text.count("\n") == 1 and text.endswith("\n"), repr(text[-80:]))
    record = json.loads(text)
    cpu = record["metrics"]["cpu_percent"]
    suite.check("with a CPU figure between 0 and 100 from two readings",
                cpu is not None and 0 < cpu <= 100, cpu)
    wanted = {"ts", "level", "msg", "state", "timestamp", "metrics", "state_cpu", "state_ram",
              "state_disk", "state_ping", "state_latency", "state_bytes_sent", "state_bytes_recv"}
    suite.equal("and every field of the contract", sorted(wanted - record.keys()), [])


def exit_codes(suite):
    home = suite.path("codes")
    os.mkdir(home)
    broken = settings(suite, "broken.yaml",
                      "thresholds:\n  disk_percent: { warning: 90%, critical: 80% }\n")
    quiet = settings(suite, "quiet.yaml", judged("99.8%", "99.9%"))
    warning = settings(suite, "warning.yaml", judged("0.1%", "99.9%"))
    critical = settings(suite, "critical.yaml", judged("0.1%", "0.2%"))
    empty = suite.path("no-sensors")
    os.mkdir(empty)
    table = [
        ("an unknown flag", ["run", "--no-such-flag"], USAGE),
        ("an unknown command", ["no-such-command"], USAGE),
        ("a negative interval", ["run", "--once", "--no-http", "-i", "-1"], USAGE),
        ("a run with a bad file", ["run", "--once", "--no-http", "--config", broken],
         CONFIGURATION),
        ("config check of a bad file", ["config", "check", "--config", broken], CONFIGURATION),
        ("config check of a good file", ["config", "check", "--config", quiet], 0),
        ("status without an agent", ["status", "--cache", home + "/none"], NO_AGENT),
        ("check of a stable signal", ["check", "memory_percent", "--config", quiet], 0),
        ("check of a signal in warning", ["check", "memory_percent", "--config", warning], 1),
        ("check of a critical signal", ["check", "memory_percent", "--config", critical], 2),
        ("check of what this host does not have",
         ["check", "temperature", "--config", quiet, "--path.sysfs", empty], 3),
    ]
    for what, argv, expected in table:
        code, out, err = command(*argv, cwd=home)
        suite.check(f"{what} exits {expected}", code == expected, (code, out[-200:], err[-300:]))
    _, _, err = command("config", "check", "--config", broken, cwd=home)
    suite.check("a bad file is named with line and column", "broken.yaml:2:" in err, err)


def judged(warning, critical):
    return configuration([f"memory_percent: {{ warning: {warning}, critical: {critical} }}"])


def ends_in_time(suite):
    agent = Agent(suite, interval=0.1).ready()
    eventually(lambda: len(agent.journal.lines()[0]) >= 5, 10)
    begun = time.monotonic()
    code = agent.stop(20)
    took = time.monotonic() - begun
    suite.check("SIGTERM ends it with 0 within 2 s", code == 0 and took <= STOP_SECONDS,
                f"exit {code} after {took:.2f} s")
    _, torn = agent.journal.lines()
    suite.equal("the last line of the journal is whole", torn, 0)
    err = agent.child.stderr()
    suite.check("nothing warned of on stderr", "warn" not in err.lower()
                and "exception" not in err.lower(), err[-500:])


def body(suite):
    build_once(suite.folder)
    from_anywhere(suite)
    one_record(suite)
    exit_codes(suite)
    ends_in_time(suite)


if __name__ == "__main__":
    run("launch", body)
