#!/usr/bin/env python3
"""The treatments engine is killed at random instants and at each of its points: nothing runs twice, nothing is forgotten."""

import json
import os
import random
import signal
import struct
import subprocess
import time

from lib.child import clean_environment, die_with_parent
from lib.suite import NotRun, REPOSITORY, eventually, run

ROUNDS = int(os.environ.get("VIGIA_TREAT_KILLS", "40"))
HEADER = 40
POINTS = ["INTENT", "ROLLBACK_ARMED", "STARTED", "DISARMED", "RESULT", "VERIFIED"]


def java():
    home = os.environ.get("JAVA_HOME", "")
    return os.path.join(home, "bin", "java") if home else "java"


def argv(folder, *more):
    target = os.path.join(REPOSITORY, "target")
    path = ":".join([os.path.join(target, "test-classes"), os.path.join(target, "classes"),
                     os.path.join(target, "lib", "*")])
    return [java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED", "-cp", path, "io.github.vigia.treat.Toy",
            folder, *more]


def start(folder, *more, **extra):
    with open(os.path.join(folder, "output"), "ab") as out:
        return subprocess.Popen(argv(folder, *more), stdout=out, stderr=out,
                                stdin=subprocess.DEVNULL, env=clean_environment(extra),
                                preexec_fn=die_with_parent)


def records(folder):
    """Every record of the log, as far as it is whole."""
    found = []
    for name in sorted(os.listdir(folder)):
        if name.startswith("treatments") and name.endswith(".wal"):
            with open(os.path.join(folder, name), "rb") as file:
                data = file.read()
            at = 0
            while at + HEADER < len(data):
                length = struct.unpack_from(">i", data, at)[0]
                if length <= 0 or at + HEADER + length > len(data):
                    break
                found.append(json.loads(data[at + HEADER:at + HEADER + length]))
                at += HEADER + length
    return found


def lines(folder, name):
    try:
        with open(os.path.join(folder, name)) as file:
            return file.read().split()
    except FileNotFoundError:
        return []


def marked(attempt):
    """The processes that carry the mark of an attempt."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/environ", "rb") as file:
                    if f"VIGIA_ATTEMPT={attempt}".encode() in file.read().split(b"\0"):
                        found.append(int(name))
            except OSError:
                pass
    return found


def faults(folder):
    """What is wrong after the next start."""
    all_records = records(folder)
    intents = {r["attempt"] for r in all_records if r["type"] == "INTENT"}
    verified = [r["attempt"] for r in all_records if r["type"] == "VERIFIED"]
    armed = {r["token"] for r in all_records if r["type"] == "ROLLBACK_ARMED"}
    settled = {r["token"] for r in all_records if r["type"] in ("DISARMED", "ROLLBACK_DONE")}
    deeds = lines(folder, "deeds")
    wrong = []
    if not set(deeds) <= intents:
        wrong.append("G1: a deed without its intent")
    if len(deeds) != len(set(deeds)) or len(verified) != len(set(verified)):
        wrong.append("G2: an attempt ran or was closed twice")
    if lines(folder, "overlaps") or any(marked(attempt) for attempt in intents):
        wrong.append("G3: two copies, or an orphan")
    if armed - settled:
        wrong.append("G4: a rollback was forgotten")
    if intents - set(verified):
        wrong.append("an attempt was not closed")
    tokens = [r["state"]["ledger"]["tokens"] for r in all_records if "state" in r]
    if intents and min(tokens) >= 12:
        wrong.append("G5: an attempt was not paid for")
    return wrong


def round_of(suite, number):
    folder = suite.path(f"round-{number}")
    os.makedirs(folder)
    process = start(folder)
    eventually(lambda: os.path.exists(os.path.join(folder, "treatments.wal")), 20, 0.01)
    time.sleep(random.uniform(0, 1.2))
    process.send_signal(signal.SIGKILL)
    process.wait()
    begun = len(records(folder))
    start(folder, "look").wait()
    return begun > 0, faults(folder)


def at_point(suite, point):
    folder = suite.path(f"point-{point}")
    os.makedirs(folder)
    process = start(folder, CRASH_AT=point)
    code = process.wait()
    start(folder, "look").wait()
    suite.equal(f"killed just after {point}", code, -signal.SIGKILL)
    suite.equal(f"after a kill at {point} the guarantees hold", faults(folder), [])


def guardian(suite):
    folder = suite.path("guardian")
    os.makedirs(folder)
    start(folder, CRASH_AT="STARTED", GUARD_SECONDS="2").wait()
    died = time.monotonic()
    rolled = eventually(
        lambda: [n for n in os.listdir(folder) if n.startswith("rolled-")], 15, 0.05)
    suite.check("the rollback happens though the agent never comes back", bool(rolled))
    print(f"rolled back {time.monotonic() - died:.1f} s after the kill, armed for 2 s")
    start(folder, "look").wait()
    suite.equal("the next start finds it done", faults(folder), [])


def body(suite):
    if not os.path.exists(os.path.join(REPOSITORY, "target", "test-classes", "io", "github",
                                       "vigia", "treat", "Toy.class")):
        raise NotRun("the tests are not compiled: mvn test-compile")
    random.seed(os.environ.get("VIGIA_SEED", "vigia"))
    for point in POINTS:
        at_point(suite, point)
    guardian(suite)
    acted = 0
    wrong = []
    for number in range(ROUNDS):
        began, found = round_of(suite, number)
        acted += began
        wrong += found
    print(f"{ROUNDS} kills, {acted} of them after an attempt had begun")
    suite.equal("after every kill at a random instant the guarantees hold", wrong, [])
    suite.check("many of them fell into an attempt", acted >= ROUNDS // 4, acted)


if __name__ == "__main__":
    run("treatments", body)
