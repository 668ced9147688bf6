#!/usr/bin/env python3
"""Every fixture host, however odd, gives a whole record and an exit code that means something."""

import glob
import json
import os

from lib.agent import command, configuration
from lib.suite import REPOSITORY, NotRun, run

HOSTS = os.path.join(REPOSITORY, "src", "test", "resources", "hosts")


def roots(host):
    """The path flags of what that fixture has."""
    flags = []
    for flag, names in (("procfs", ("proc",)), ("sysfs", ("sys",)), ("rootfs", ("root", "rootfs"))):
        for name in names:
            if os.path.isdir(os.path.join(host, name)):
                flags += [f"--path.{flag}", os.path.join(host, name)]
    return flags


def body(suite):
    hosts = sorted(path for path in glob.glob(HOSTS + "/*") if roots(path))
    if not hosts:
        raise NotRun("there are no fixture hosts")
    config = suite.path("vigia.yaml")
    with open(config, "w") as file:
        file.write(configuration())
    for host in hosts:
        judge(suite, host, config)


def judge(suite, host, config):
    name = os.path.basename(host)
    folder = suite.path(name)
    os.mkdir(folder)
    code, _, err = command(
        "run", "--once", "--no-http", "--config", config, "--log-root", folder + "/logs",
        "--cache", folder + "/cache", *roots(host), cwd=folder)
    suite.check(f"{name}: run --once exits 0 without an exception",
                code == 0 and "Exception" not in err, (code, err[-400:]))
    records = []
    for file in glob.glob(folder + "/logs/json/monitoring-*.jsonl"):
        with open(file) as lines:
            records += [json.loads(line) for line in lines]
    suite.equal(f"{name}: one whole record", len(records), 1)
    if records:
        odd = [key for key, value in records[0]["metrics"].items()
               if key.endswith("_percent") and isinstance(value, (int, float))
               and key != "process_cpu_percent" and not 0 <= value <= 100]
        suite.equal(f"{name}: every percentage is null or within 0 and 100", odd, [])
    code, out, err = command("check", "--config", config, *roots(host), cwd=folder)
    suite.check(f"{name}: check exits with 0 to 3", code in (0, 1, 2, 3), (code, out, err[-300:]))


if __name__ == "__main__":
    run("faults", body)
