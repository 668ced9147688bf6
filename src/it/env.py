#!/usr/bin/env python3
"""The original's .env works as it is: each name is honoured, or named in one warning line."""

import os
import re
import time

from lib import http
from lib.agent import Agent, command, configuration
from lib.child import free_port
from lib.suite import eventually, run

# Every name of the contract, with the original's values; what follows is set to what a test can see.
ORIGINAL = """\
# The monitor
MONITORING_INTERVAL_SEC=0.5
MONITORING_CYCLES=0
MONITORING_CYCLE_MODE=cycles
MONITORING_CYCLE_TIME_MIN=1
MONITORING_VERBOSE=1
MONITORING_LOG_ROOT={folder}/original-logs
MONITORING_LOG_LEVEL=INFO

# The exporter
MONITORING_EXPORTER_ENABLE=1
MONITORING_EXPORTER_ADDR=127.0.0.1
MONITORING_EXPORTER_PORT={port}
MONITORING_HTTP_ENABLE=1
MONITORING_HTTP_ADDR=127.0.0.1
MONITORING_HTTP_PORT={port}
LOKI_URL=
LOKI_LABELS='job=monitoring'

# Thresholds
MONITORING_THRESHOLD_CPU_PERCENT_WARNING=71
MONITORING_THRESHOLD_CPU_PERCENT_CRITICAL=91
MONITORING_THRESHOLD_MEMORY_PERCENT_WARNING=72
MONITORING_THRESHOLD_MEMORY_PERCENT_CRIT=92
MONITORING_THRESHOLD_DISK_PERCENT_WARNING=73
MONITORING_THRESHOLD_DISK_PERCENT_CRITICAL=93
MONITORING_THRESHOLD_NETWORK_LOSS_PERCENT_WARNING=3
MONITORING_THRESHOLD_NETWORK_LOSS_PERCENT_CRITICAL=6
MONITORING_THRESHOLD_PING_MS_WARNING=110
MONITORING_THRESHOLD_PING_MS_CRITICAL=510
MONITORING_THRESHOLD_LATENCY_MS_WARNING=111
MONITORING_THRESHOLD_LATENCY_MS_CRITICAL=251
MONITORING_THRESHOLD_NETWORK_LATENCY_MS_WARNING=111
MONITORING_THRESHOLD_NETWORK_LATENCY_MS_CRITICAL=251
MONITORING_THRESHOLD_TEMPERATURE_WARNING=74
MONITORING_THRESHOLD_TEMPERATURE_CRITICAL=86
MONITORING_THRESHOLD_TEMPERATURE_CELSIUS_WARNING=74
MONITORING_THRESHOLD_TEMPERATURE_CELSIUS_CRITICAL=86

# Treatments
MONITORING_SUSTAINED_CRIT_SECONDS=300
MONITORING_MIN_CRITICAL_ALERTS=1
MONITORING_POST_TREATMENT_WAIT_SEC=10
MONITORING_CLEANUP_TEMP_AGE_DAYS=7
MONITORING_TREATMENT_COOLDOWN_CLEANUP_TEMP_FILES=259200
MONITORING_TREATMENT_COOLDOWN_CHECK_DISK_USAGE=86400
MONITORING_TREATMENT_COOLDOWN_TRIM_PROCESS=3600
MONITORING_TREATMENT_COOLDOWN_REAP_ZOMBIE=3600
MONITORING_TREATMENT_COOLDOWN_REAPPLY_NETWORK=1800
NETWORK_TREATMENT_ALLOWED_HOUR=NONE

# Maintenance
MONITORING_ROTATE_INTERVAL_SEC=86400
MONITORING_COMPRESS_INTERVAL_SEC=3600
MONITORING_SAFE_REMOVE_INTERVAL_SEC=604800
MONITORING_HOURLY_INTERVAL_SEC=3600

# Smart cache
MONITORING_METRIC_INTERVAL_CPU=1
MONITORING_METRIC_INTERVAL_MEMORY=5
MONITORING_METRIC_INTERVAL_DISK=20
MONITORING_METRIC_INTERVAL_NETWORK=2
MONITORING_METRIC_INTERVAL_PING=5
MONITORING_METRIC_INTERVAL_LATENCY=5
MONITORING_METRIC_INTERVAL_TEMPERATURE=30
MONITORING_NETWORK_TIMEOUT=2.0
MONITORING_HUMAN_LOG_WINDOW_SEC=3600
MONITORING_AVERAGE_WINDOW_SEC=10
"""
LIMITS = {"cpu_percent": {71, 91}, "memory_percent": {72, 92}, "disk_percent": {73, 93},
          "network_loss_percent": {3, 6}, "ping_ms": {110, 510}, "latency_ms": {111, 251},
          "temperature": {74, 86}}


# Two names of one setting, here with the same value: the first is told as its origin.
SECOND_NAMES = {
    "MONITORING_EXPORTER_ENABLE": "MONITORING_HTTP_ENABLE",
    "MONITORING_HTTP_ENABLE": "MONITORING_EXPORTER_ENABLE",
    "MONITORING_EXPORTER_ADDR": "MONITORING_HTTP_PORT",
    "MONITORING_HTTP_ADDR": "MONITORING_HTTP_PORT",
    "MONITORING_EXPORTER_PORT": "MONITORING_HTTP_PORT",
    "MONITORING_THRESHOLD_NETWORK_LATENCY_MS_WARNING": "MONITORING_THRESHOLD_LATENCY_MS_WARNING",
    "MONITORING_THRESHOLD_NETWORK_LATENCY_MS_CRITICAL": "MONITORING_THRESHOLD_LATENCY_MS_CRITICAL",
    "MONITORING_THRESHOLD_TEMPERATURE_CELSIUS_WARNING": "MONITORING_THRESHOLD_TEMPERATURE_WARNING",
    "MONITORING_THRESHOLD_TEMPERATURE_CELSIUS_CRITICAL":
        "MONITORING_THRESHOLD_TEMPERATURE_CRITICAL",
}


def names_with_lines(text):
    """Names that are given a value, with the number of their line."""
    return {line.split("=")[0]: number for number, line in enumerate(text.splitlines(), 1)
            if re.match(r"[A-Z_]+=.", line)}


def body(suite):
    port = free_port()
    folder = suite.path("home")
    os.mkdir(folder)
    text = ORIGINAL.format(port=port, folder=folder)
    with open(os.path.join(folder, ".env"), "w") as file:
        file.write(text)
    judge_check(suite, folder, text)
    judge_run(suite, folder, port)
    judge_bad_value(suite)


def judge_check(suite, folder, text):
    code, out, err = command("config", "check", cwd=folder)
    suite.equal("config check accepts it", code, 0)
    _, shown, more = command("config", "show", "--origin", cwd=folder)
    said = out + err + shown + more
    unnamed = [name for name, line in names_with_lines(text).items()
               if not re.search(rf"\b({name}|{SECOND_NAMES.get(name, name)})\b|\.env:{line}\b",
                                said)]
    suite.equal("each name is the origin of a setting or named in a warning", unnamed, [])
    warned = [line for line in (err + more).splitlines() if "warn" in line.lower()]
    suite.check("what is not honoured yet is named in one line", len(set(warned)) <= 1, warned)


def judge_run(suite, folder, port):
    # Latency probes are kept on loopback by a file; all else is the .env's.
    config = os.path.join(folder, "loopback.yaml")
    with open(config, "w") as file:
        file.write(configuration())
    agent = Agent(suite, "home", plain=True, served=False,
                  arguments=["--config", config, "--cache", folder + "/cache"])
    agent.port = port
    agent.ready()
    suite.check("it serves on the .env's port", http.status(port, "/metrics") == 200)
    first = agent.cycles()
    time.sleep(4)
    cycles = agent.cycles() - first
    suite.check("its cycles take the .env's half second", 7 <= cycles <= 10, cycles)
    files = os.path.join(folder, "original-logs", "json")
    suite.check("its journal is at the .env's root",
                eventually(lambda: os.path.isdir(files) and os.listdir(files), 5))
    found = {}
    for labels, value in agent.metrics().family("vigia_threshold"):
        for label in labels.values():
            found.setdefault(label, set()).add(value)
    wrong = {key: sorted(found.get(key, ())) for key, limits in LIMITS.items()
             if not limits <= found.get(key, set())}
    suite.equal("its thresholds are the .env's", wrong, {})
    suite.check("MONITORING_VERBOSE=1 prints a line a cycle",
                len(re.findall(r"CPU.*\|.*RAM", agent.child.stdout())) >= 5,
                agent.child.stdout()[-300:])
    suite.equal("it ends cleanly", agent.stop(), 0)


def judge_bad_value(suite):
    folder = suite.path("bad")
    os.mkdir(folder)
    with open(os.path.join(folder, ".env"), "w") as file:
        file.write("MONITORING_INTERVAL_SEC=soon\n")
    code, out, err = command("config", "check", cwd=folder)
    suite.check("config check refuses a bad value by name and value",
                code == 78 and "MONITORING_INTERVAL_SEC" in out + err and "soon" in out + err,
                (code, out, err))


if __name__ == "__main__":
    run("env", body)
