#!/usr/bin/env python3
"""SIGHUP applies a changed file whole, and a broken one not at all."""

from lib.agent import Agent, configuration
from lib.suite import eventually, run

SUCCESS = "vigia_config_last_reload_success"


def limits(agent):
    """Every limit of disk_percent in force."""
    return {value for labels, value in agent.metrics().family("vigia_threshold")
            if "disk_percent" in labels.values()}


def disk(warning, critical):
    return configuration([f"disk_percent: {{ warning: {warning}%, critical: {critical}% }}"])


def body(suite):
    agent = Agent(suite, config=disk(71, 93)).ready()
    suite.check("the file's limits are in force", {71.0, 93.0} <= limits(agent), limits(agent))
    suite.equal("the settings count as loaded", agent.value(SUCCESS), 1)
    before = agent.cycles()

    agent.configure(disk(62, 84))
    agent.reload()
    suite.check("SIGHUP applies changed limits",
                eventually(lambda: {62.0, 84.0} <= limits(agent), 10), limits(agent))
    suite.check("the old ones are gone", not {71.0, 93.0} & limits(agent), limits(agent))

    agent.configure(disk(80, 55))
    agent.reload()
    suite.check("a file with a critical limit below the warning is refused",
                eventually(lambda: agent.value(SUCCESS) == 0, 10), agent.value(SUCCESS))
    suite.check("it changes nothing", {62.0, 84.0} <= limits(agent), limits(agent))

    agent.configure("thresholds: [unclosed\n")
    agent.reload()
    suite.check("the cycles go on whatever the file says",
                eventually(lambda: agent.cycles() > before + 10, 10))
    suite.check("text that is no YAML changes nothing", {62.0, 84.0} <= limits(agent))

    agent.configure(disk(63, 85))
    agent.reload()
    suite.check("a good file is applied afterwards",
                eventually(lambda: {63.0, 85.0} <= limits(agent), 10), limits(agent))
    suite.check("and counts as loaded", eventually(lambda: agent.value(SUCCESS) == 1, 5))
    suite.check("it is the same process all along, cycles and all",
                agent.cycles() > before and agent.child.alive())


if __name__ == "__main__":
    run("reload", body)
