#!/usr/bin/env python3
"""A real Prometheus scrapes it each second for a minute; promtool and the Python client parse it."""

import json
import os
import time
import urllib.parse

from lib import http
from lib.agent import Agent
from lib.child import call
from lib.exposition import same
from lib.packages import require
from lib.peers import Prometheus
from lib.suite import eventually, run

SECONDS = int(os.environ.get("VIGIA_PROMETHEUS_SECONDS", "60"))
CYCLES = "vigia_cycles_total"
# Measured for the page itself, so they differ between two scrapes of one cycle.
OF_THE_SCRAPE = ("vigia_cycle_age_seconds", "vigia_http_requests_total", "vigia_state_seconds",
                 "vigia_sample_age_seconds", "vigia_scrape", "process_", "vigia_heap_bytes",
                 "vigia_gc_")
# Names that the contract fixes, so that promtool's taste in names does not count.
CONTRACT = ("monitoring_", "process_")
PARSERS = """
import sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics
from prometheus_client.parser import text_string_to_metric_families as text
families = list((open_metrics if sys.argv[1] == 'openmetrics' else text)(sys.stdin.read()))
print(len(families), sum(len(family.samples) for family in families))
"""


def ask(prometheus, path, **parameters):
    status, _, body = http.get(prometheus.port,
                               f"/api/v1/{path}?" + urllib.parse.urlencode(parameters), 10)
    answer = json.loads(body)
    if status != 200 or answer["status"] != "success":
        raise RuntimeError(f"{path}: {body[:300]!r}")
    return answer["data"]


def stored(prometheus):
    """{series: {time: value}} of all that was scraped."""
    found = {}
    for row in ask(prometheus, "query", query=f'{{job="vigia"}}[{SECONDS + 60}s]')["result"]:
        labels = row["metric"]
        name = labels.pop("__name__")
        # Prometheus puts its own instance and job first, and moves ours aside.
        own = {label: value for label, value in labels.items() if label not in ("job", "instance")}
        key = (name, frozenset((label.removeprefix("exported_"), value)
                               for label, value in own.items()))
        found[key] = {stamp: float(value) for stamp, value in row["values"]}
    return found


def watch(agent, prometheus):
    """Scrapes for the minute; pages by cycle, errors that the target had, number of looks."""
    pages, errors, looks = {}, set(), 0
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        page = agent.metrics()
        pages[page.value(CYCLES)] = page
        target = ask(prometheus, "targets")["activeTargets"][0]
        looks += 1
        if target["lastError"]:
            errors.add(target["lastError"])
        time.sleep(0.4)
    return pages, errors, looks


def judge_scrapes(suite, data, errors):
    def of(name):
        return list(data.get((name, frozenset()), {}).values())
    suite.check("the target was up all along", set(of("up")) == {1.0} and
                len(of("up")) >= SECONDS - 3, (set(of("up")), len(of("up"))))
    suite.equal("no scrape had an error", errors, set())
    suite.check("every scrape brought samples", min(of("scrape_samples_scraped"), default=0) > 30,
                min(of("scrape_samples_scraped"), default=0))
    slowest = max(of("scrape_duration_seconds"), default=9)
    suite.check("no scrape took half a second", slowest < 0.5, f"{slowest:.3f} s")


def judge_values(suite, data, pages):
    """Each page is compared with what was stored of the same cycle."""
    moments = {value: stamp for stamp, value in data.get((CYCLES, frozenset()), {}).items()}
    compared, wrong = 0, []
    for cycle, page in pages.items():
        if cycle not in moments:
            continue
        for key, value in page.samples.items():
            if key[0].startswith(OF_THE_SCRAPE):
                continue
            there = data.get(key, {}).get(moments[cycle])
            compared += 1
            if there is None or not same(there, value):
                wrong.append((key[0], dict(key[1]), value, there))
    suite.check("values queried back are those of /metrics", not wrong and compared > 500,
                f"{compared} compared, {len(wrong)} differ, such as {wrong[:3]}")
    everything = {key for page in pages.values() for key in page.samples}
    lost = sorted({name for name, labels in everything if (name, labels) not in data})
    suite.equal("no series of /metrics is missing from Prometheus", lost, [])


def judge_lint(suite, agent, promtool):
    _, _, text = http.get(agent.port, "/metrics", headers={"Accept": http.TEXT})
    code, out, err = call([promtool, "check", "metrics"], stdin=text)
    suite.check("promtool check metrics exits 0 or 3", code in (0, 3), (code, err[-500:]))
    lint = [line for line in (out + err).splitlines() if line.strip()]
    foreign = [line for line in lint if not line.startswith(CONTRACT)]
    suite.equal("it complains of nothing but names that the contract fixes", foreign, [])
    # A name may be the contract's; help, types and labels are ours.
    ours = [line for line in lint if "help" in line.lower() or "type" in line.lower()]
    suite.equal("nor of help or types", ours, [])


def judge_parsers(suite, agent):
    if not os.path.exists("/usr/bin/python3"):
        suite.part_not_run("python3-prometheus-client", "there is no /usr/bin/python3")
        return
    require("/usr/lib/python3/dist-packages/prometheus_client")
    for kind, accept in (("openmetrics", http.OPENMETRICS), ("text", http.TEXT)):
        _, headers, body = http.get(agent.port, "/metrics",
                                    headers={"Accept": accept, "Accept-Encoding": "gzip"})
        suite.check(f"asked for {kind} it says so",
                    headers["Content-Type"].startswith(accept.split(";")[0]),
                    headers["Content-Type"])
        suite.equal(f"gzip is used for {kind}", headers["Content-Encoding"], "gzip")
        code, out, err = call(["/usr/bin/python3", "-c", PARSERS, kind], stdin=body)
        suite.check(f"prometheus_client parses our {kind}", code == 0 and int(out.split()[1]) > 30,
                    err[-500:])


def body(suite):
    promtool, _ = require("promtool", "prometheus")
    agent = Agent(suite, interval=1).ready()
    prometheus = Prometheus(suite.path("prometheus"), agent.port)
    suite.at_end(prometheus.stop)
    prometheus.ready()
    eventually(lambda: ask(prometheus, "query", query='up{job="vigia"} == 1')["result"], 20, 0.2)
    judge_lint(suite, agent, promtool)
    judge_parsers(suite, agent)
    pages, errors, looks = watch(agent, prometheus)
    print(f"{looks} looks, {len(pages)} cycles seen")
    data = stored(prometheus)
    judge_scrapes(suite, data, errors)
    judge_values(suite, data, pages)


if __name__ == "__main__":
    run("prometheus", body)
