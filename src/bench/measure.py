"""The phases of a run: start, quiet cycles, a scrape a second, sequential scrapes, four clients."""

import json
import os
import subprocess
import sys
import time

import hosts
from account import Window, memory_mb
from garbage import Garbage, HeapLog
from lib import http
from lib.agent import Agent, build_once
from lib.peers import Monit, NodeExporter
from report import Row, median, percentile

HERE = os.path.dirname(os.path.abspath(__file__))
OURS, EXPORTER, MONIT = "ours", "node_exporter", "monit"
PAUSE_LIMIT_MS = 5


def poll(*numbers):
    """One run of the scraper, a process of its own."""
    return subprocess.Popen([sys.executable, os.path.join(HERE, "poller.py"), *map(str, numbers)],
                            stdout=subprocess.PIPE, text=True)


def result(process):
    out, _ = process.communicate()
    if process.returncode != 0:
        raise RuntimeError("the scraper failed")
    return json.loads(out)


def first_answer_ms(start, path):
    """From the start of a program to its first good answer; the program is ended."""
    begun = time.monotonic()
    program, port, stop = start()
    while http.status(port, path, 1) != 200:
        if not program.alive() or time.monotonic() - begun > 60:
            raise RuntimeError(f"{program.name} does not start: {program.stderr()[-1000:]}")
        time.sleep(0.002)
    found = 1000 * (time.monotonic() - begun)
    stop()
    return found


class Bench:
    """One run."""

    def __init__(self, suite, chosen):
        self.suite, self.chosen = suite, chosen
        self.with_ours = not chosen.peers_only
        self.heap_log = HeapLog(suite.path("gc.log"))
        self.figures = {}

    def rows(self):
        if self.with_ours:
            build_once(self.suite.folder)
        starts = self.measure_starts()
        self.start_all()
        time.sleep(self.chosen.warm_up)
        quiet = self.quiet_cycles()
        scraped = self.scraped_cycles()
        bursts = self.bursts()
        grown = self.larger_hosts()
        memory = {name: memory_mb(pid) for name, pid in self.pids.items()}
        pages = {name: result(poll("page", port)) for name, port in self.ports.items()}
        return self.judged(starts, quiet, scraped, bursts, memory, pages) + self.growth(grown)

    def measure_starts(self):
        times = {}
        makers = {EXPORTER: self.new_exporter, MONIT: self.new_monit}
        if self.with_ours:
            makers[OURS] = self.new_ours
        for name, make in makers.items():
            path = "/_ping" if name == MONIT else "/metrics"
            rounds = 3 if self.chosen.quick else 5
            times[name] = median([first_answer_ms(lambda n=n, m=make: m(f"start-{n}"), path)
                                  for n in range(rounds)])
        return times

    def new_exporter(self, label):
        program = NodeExporter(self.suite.path(f"exporter-{label}"))
        self.suite.at_end(program.stop)
        return program, program.port, program.stop

    def new_monit(self, label):
        program = Monit(self.suite.path(f"monit-{label}"))
        self.suite.at_end(program.stop)
        return program, program.port, program.stop

    def new_ours(self, label, env=None):
        agent = Agent(self.suite, f"ours-{label}", interval=1, env=env)
        self.agent = agent
        return agent.child, agent.port, agent.stop

    def start_all(self):
        exporter, exporter_port, _ = self.new_exporter("measured")
        monit, _, _ = self.new_monit("measured")
        exporter.ready()
        monit.ready()
        self.pids = {EXPORTER: exporter.pid, MONIT: monit.pid}
        self.ports = {EXPORTER: exporter_port}
        if self.with_ours:
            child, port, _ = self.new_ours("measured", self.heap_log.environment())
            self.agent.ready()
            self.pids[OURS], self.ports[OURS] = child.pid, port

    def quiet_cycles(self):
        """A window in which nobody scrapes: CPU ms a cycle of ours and of Monit."""
        found = {}
        if self.with_ours:
            before = self.agent.metrics()
            heap = before.value("vigia_heap_bytes")
            garbage = Garbage(self.heap_log, heap) if heap else None
            journal = self.agent.journal.live_bytes()
        window = Window(self.pids)
        time.sleep(self.chosen.seconds)
        cpu, seconds = window.end()
        found[MONIT] = cpu[MONIT] / seconds
        if self.with_ours:
            grown = self.agent.journal.live_bytes() - journal
            after = self.agent.metrics()
            cycles = after.value("vigia_cycles_total") - before.value("vigia_cycles_total")
            found[OURS] = cpu[OURS] / cycles
            found["cycles_a_second"] = cycles / seconds
            if garbage:
                found["garbage_kb"] = (garbage.since(after.value("vigia_heap_bytes")) / 1024
                                       / cycles)
            found["journal_bytes"] = grown / cycles
        return found

    def scraped_cycles(self):
        """A window with one scrape a second: CPU ms a second, latencies."""
        seconds = self.chosen.seconds
        window = Window(self.pids)
        pollers = {name: poll("spaced", port, seconds) for name, port in self.ports.items()}
        latencies = {name: result(process) for name, process in pollers.items()}
        cpu, passed = window.end()
        return {name: (cpu[name], passed, latencies[name]) for name in self.ports}

    def bursts(self):
        """Scrapes one after the other and from four clients, one program at a time."""
        count, seconds = (200, 5) if self.chosen.quick else (500, 10)
        found = {}
        for name, port in self.ports.items():
            result(poll("sequential", port, count // 4))
            found[name] = (result(poll("sequential", port, count)),
                           result(poll("clients", port, seconds, 4)))
        return found

    def larger_hosts(self):
        """CPU ms a cycle on fixture hosts that have more of one thing, and on the one they are of."""
        if not self.with_ours or self.chosen.quick or not hosts.exist():
            return {}
        agents = {what: Agent(self.suite, f"host-{number}", interval=1, arguments=hosts.build(
                      self.suite.path(f"tree-{number}"), what))
                  for number, what in enumerate((None, *hosts.LARGER))}
        for agent in agents.values():
            agent.ready()
        time.sleep(self.chosen.warm_up)
        before = {what: agent.cycles() for what, agent in agents.items()}
        window = Window({what: agent.child.pid for what, agent in agents.items()})
        time.sleep(self.chosen.seconds)
        cpu, _ = window.end()
        found = {what: cpu[what] / max(1, agent.cycles() - before[what])
                 for what, agent in agents.items()}
        for agent in agents.values():
            agent.stop()
        return found

    def growth(self, grown):
        """Rows of larger_hosts()."""
        if not grown:
            why = "left out by --quick" if self.chosen.quick else "no fixture host"
            return [Row("cycle on larger hosts", None, budget="≤ 5 × base", missing=why)]
        return [Row(f"cycle with {what}, of the base host's {grown[None]:.2f} ms",
                    grown[what] / grown[None], None, None, "≤ 5 ×", 5) for what in hosts.LARGER]

    def judged(self, starts, quiet, scraped, bursts, memory, pages):
        def scrape_cpu(name):
            if name not in scraped:
                return None
            cpu, seconds, latencies = scraped[name]
            cycles = quiet[OURS] * quiet["cycles_a_second"] * seconds if name == OURS else 0
            return (cpu - cycles) / len(latencies)

        def latency(name, kind, share):
            if name not in scraped:
                return None
            values = scraped[name][2] if kind == "spaced" else bursts[name][0]
            return percentile(values, share)

        def peer(name, index):
            return memory[name][index] if name in memory else None

        packaged = self.chosen.packaged
        rss, start = (60, 300) if packaged else (80, 1000)
        no_node = "" if not self.with_ours or pages[OURS][3] else "without node_ families"
        pauses = [ms for ms, _ in self.heap_log.pauses()]
        cycle = quiet.get(OURS)
        rows = [
            Row("CPU of a 1 s cycle, ms", cycle, None, quiet[MONIT], "≤ 2.5", 2.5),
            Row("CPU of a 1 s cycle, of Monit's", cycle and cycle / quiet[MONIT], None, 1.0, "≤ 0.5 ×", 0.5),
            Row("CPU of a scrape each 1 s, gzip, ms", scrape_cpu(OURS), scrape_cpu(EXPORTER)),
            self.ratio("CPU of a scrape, of node_exporter's", scrape_cpu, "≤ 0.5 ×", 0.5, note=no_node),
            Row("RSS, MB", peer(OURS, 0), peer(EXPORTER, 0), peer(MONIT, 0), f"≤ {rss}", rss),
            Row("PSS, MB", peer(OURS, 1), peer(EXPORTER, 1), peer(MONIT, 1)),
            Row("start to first answer, ms", starts.get(OURS), starts[EXPORTER], starts[MONIT],
                f"≤ {start}", start),
        ]
        for kind in ("sequential", "spaced"):
            for label, share in (("p50", 0.5), ("p99", 0.99)):
                rows.append(Row(f"scrape {kind} {label}, ms", latency(OURS, kind, share),
                                latency(EXPORTER, kind, share)))
                rows.append(self.ratio(
                    f"scrape {kind} {label}, of node_exporter's", lambda n, k=kind, s=share: latency(n, k, s), "≤ 0.5 ×",
                    0.5, note=no_node))
        rate = {name: found[1] for name, found in bursts.items()}
        times = rate[OURS] / rate[EXPORTER] if self.with_ours else None
        rows += [
            Row("scrapes/s, 4 clients", rate.get(OURS), rate[EXPORTER]),
            Row("scrapes/s, of node_exporter's", times, 1.0, None, "≥ 3 ×", least=3, note=no_node),
            Row("series on the page", *[float(pages[n][2]) if n in pages else None
                                        for n in (OURS, EXPORTER)]),
            Row("page, kB", *[pages[n][1] / 1000 if n in pages else None
                              for n in (OURS, EXPORTER)]),
            Row("garbage a cycle, kB", quiet.get("garbage_kb"), None, None, "≤ 64", 64,
                missing="no vigia_heap_bytes"),
            Row("longest collection pause, ms", max(pauses) if pauses else None, None, None,
                f"≤ {PAUSE_LIMIT_MS}", PAUSE_LIMIT_MS, missing="no collection yet"),
            Row("journal a cycle, bytes", quiet.get("journal_bytes"), None, None, "≤ 1000", 1000),
            Row("history on disk", None, budget="≤ its cap", missing="no history yet"),
            Row("page of the dashboard, KB", None, budget="≤ 80 raw, 35 gzip",
                missing="no dashboard yet"),
        ]
        return rows

    def ratio(self, figure, value, budget, limit, note):
        ours = value(OURS)
        return Row(figure, ours / value(EXPORTER) if ours is not None else None, 1.0, None, budget,
                   limit, note=note)
