#!/usr/bin/env python3
"""Our figures, node_exporter's and those of a second reader of /proc are the same, idle or busy."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

from lib import hostread, http, namespace
from lib.agent import Agent, configuration
from lib.exposition import Page
from lib.journal import time_of
from lib.packages import require
from lib.peers import NodeExporter
from lib.suite import NotRun, run

WINDOW_SECONDS = 10
# Within 1 point for percentages, 1 % for the rest.
POINTS, SHARE = 1.0, 0.01
FRESH = {f"MONITORING_METRIC_INTERVAL_{name}": "0" for name in
         ("CPU", "MEMORY", "DISK", "NETWORK")}


class Series(threading.Thread):
    """Reads something again and again; its value at any moment between."""

    def __init__(self, read, step):
        super().__init__(daemon=True)
        self.read, self.step, self.points = read, step, []
        self.problem = None
        self.done = threading.Event()

    def run(self):
        try:
            while not self.done.is_set():
                before = time.time()
                value = self.read()
                self.points.append(((before + time.time()) / 2, value))
                self.done.wait(self.step)
        except Exception as problem:
            self.problem = problem

    def at(self, moment):
        """Each figure at `moment`, on the line between its neighbours."""
        if self.problem:
            raise self.problem
        for (t0, before), (t1, after) in zip(self.points, self.points[1:]):
            if t0 <= moment <= t1:
                part = (moment - t0) / (t1 - t0)
                return {key: value + part * (after[key] - value) for key, value in before.items()
                        if key in after}
        raise RuntimeError(f"nothing was read around {moment}")


def read_host():
    busy, total = hostread.cpu()
    found = {"cpu_busy": busy, "cpu_all": total}
    for device, (read, written) in hostread.disks().items():
        found["read", device], found["written", device] = read, written
    for name, (received, sent) in hostread.interfaces().items():
        found["received", name], found["sent", name] = received, sent
    memory = hostread.memory()
    found["used"], found["total"] = (memory["MemTotal"] - memory["MemAvailable"],
                                     memory["MemTotal"])
    return found


def read_exporter(port):
    page = Page(http.get(port, "/metrics")[2].decode())
    modes = {}
    for labels, value in page.family("node_cpu_seconds_total"):
        modes[labels["mode"]] = modes.get(labels["mode"], 0) + value
    total = sum(modes.values())
    found = {"cpu_busy": total - modes["idle"] - modes["iowait"], "cpu_all": total}
    for key, name, label in (("read", "node_disk_read_bytes_total", "device"),
                             ("written", "node_disk_written_bytes_total", "device"),
                             ("received", "node_network_receive_bytes_total", "device"),
                             ("sent", "node_network_transmit_bytes_total", "device")):
        for labels, value in page.family(name):
            found[key, labels[label]] = value
    found["total"] = page.value("node_memory_MemTotal_bytes")
    found["used"] = found["total"] - page.value("node_memory_MemAvailable_bytes")
    for labels, value in page.family("node_filesystem_size_bytes"):
        if labels["mountpoint"] == "/":
            found["size"] = value
            found["free"] = page.value("node_filesystem_free_bytes", **labels)
            found["avail"] = page.value("node_filesystem_avail_bytes", **labels)
    return found


class Scene:
    """The agent and both others over one window."""

    def __init__(self, suite, name):
        self.suite = suite
        self.exporter = NodeExporter(suite.path(name + "-exporter")).ready()
        suite.at_end(self.exporter.stop)
        # What is near a limit is read twice a cycle: then a figure is of half of it.
        calm = configuration(["cpu_percent: { warning: off, critical: off }"])
        self.agent = Agent(suite, name, interval=1, env=FRESH, config=calm).ready()

    def others(self):
        return {"/proc": Series(read_host, 0.02),
                "node_exporter": Series(lambda: read_exporter(self.exporter.port), 0.2)}

    def window(self):
        """Whole records of the window, and both others' series around it."""
        series = self.others()
        for one in series.values():
            one.start()
        begun = time.time()
        time.sleep(WINDOW_SECONDS + 2)
        for one in series.values():
            one.done.set()
            one.join()
        records = [record for record in self.agent.journal.records()
                   if begun + 0.5 <= time_of(record) <= begun + WINDOW_SECONDS + 1.5]
        return records, series


def close(ours, theirs, percent):
    return abs(ours - theirs) <= (POINTS if percent else max(SHARE * abs(theirs), 1.0))


def mean_of(records, pick):
    """Mean of a rate over the records after the first, each weighed with the time it is of."""
    times = [time_of(record) for record in records]
    weights = [b - a for a, b in zip(times, times[1:])]
    values = [pick(record["metrics"]) for record in records[1:]]
    return sum(v * w for v, w in zip(values, weights)) / sum(weights)


def judge_cpu(scene, what, records, series):
    ours = mean_of(records, lambda metrics: metrics["cpu_percent"])
    for name, one in series.items():
        a, b = one.at(time_of(records[0])), one.at(time_of(records[-1]))
        theirs = 100 * (b["cpu_busy"] - a["cpu_busy"]) / (b["cpu_all"] - a["cpu_all"])
        scene.suite.check(f"CPU {what} is that of {name}", close(ours, theirs, True),
                          f"{ours:.2f} % instead of {theirs:.2f} %")
    return ours


def judge_memory(scene, records, series):
    metrics = records[-1]["metrics"]
    for name, one in series.items():
        there = one.at(time_of(records[-1]))
        percent = 100 * there["used"] / there["total"]
        scene.suite.check(f"memory in use is that of {name}",
                          close(metrics["memory_percent"], percent, True)
                          and close(metrics["memory_used_bytes"] / there["total"] * 100, percent,
                                    True), (metrics["memory_percent"], percent))
        scene.suite.equal(f"memory there is is that of {name}", metrics["memory_total_bytes"],
                          there["total"])


def judge_disk(scene, records, series):
    metrics = records[-1]["metrics"]
    size, used, percent = hostread.filesystem("/")
    scene.suite.check("the root filesystem is that of statvfs",
                      metrics["disk_total_bytes"] == size
                      and close(metrics["disk_used_bytes"], used, False)
                      and close(metrics["disk_percent"], percent, True),
                      [metrics[key] for key in ("disk_total_bytes", "disk_used_bytes",
                                                "disk_percent")] + [size, used, percent])
    there = series["node_exporter"].at(time_of(records[-1]))
    if "size" not in there:
        scene.suite.part_not_run("the root filesystem beside node_exporter", "it does not show /")
        return
    used = there["size"] - there["free"]
    scene.suite.check("the root filesystem is that of node_exporter",
                      close(metrics["disk_percent"], 100 * used / (used + there["avail"]), True),
                      (metrics["disk_percent"], 100 * used / (used + there["avail"])))


def judge_rates(scene, what, family, label, key, series, least):
    """Bytes of each device over some traffic: our rates times their cycles, the others' counters."""
    judged = 0
    times = [moment for moment, _ in scene.pages]
    for device in {labels[label] for labels, _ in scene.pages[0][1].family(family)}:
        rates = [page.value(family, **{label: device}) for _, page in scene.pages]
        if None in rates:
            continue
        ours = sum(rate * (b - a) for rate, a, b in zip(rates[1:], times, times[1:]))
        for name, one in series.items():
            a, b = one.at(times[0]), one.at(times[-1])
            if (key, device) not in b or b[key, device] - a[key, device] < least:
                continue
            theirs = b[key, device] - a[key, device]
            judged += 1
            scene.suite.check(f"{what} of {device} is that of {name}",
                              abs(ours - theirs) <= SHARE * theirs,
                              f"{ours / 1e6:.2f} MB instead of {theirs / 1e6:.2f} MB")
    return judged


class Pages(threading.Thread):
    """The agent's page of each cycle, with the moment of the cycle."""

    def __init__(self, agent):
        super().__init__(daemon=True)
        self.agent, self.found, self.done = agent, {}, threading.Event()

    def run(self):
        while not self.done.wait(0.1):
            before = time.time()
            page = self.agent.metrics()
            moment = (before + time.time()) / 2 - page.value("vigia_cycle_age_seconds")
            self.found.setdefault(page.value("vigia_cycles_total"), (moment, page))


def busy_core(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def load_cores(seconds):
    """Half of the cores, one at least, kept busy."""
    workers = [multiprocessing.Process(target=busy_core, args=(seconds,), daemon=True)
               for _ in range(max(1, (os.cpu_count() or 1) // 2))]
    for worker in workers:
        worker.start()
    return workers


def write_file(path, megabytes=200):
    """Paced over the window, and on the disk itself at its end."""
    piece = os.urandom(1 << 20)
    with open(path, "wb") as file:
        for _ in range(megabytes // 10):
            for _ in range(10):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            time.sleep(0.25)


def host_figures(suite):
    scene = Scene(suite, "host")
    time.sleep(2)
    records, series = scene.window()
    judge_cpu(scene, "at rest", records, series)
    judge_memory(scene, records, series)
    judge_disk(scene, records, series)
    workers = load_cores(WINDOW_SECONDS + 3)
    time.sleep(0.5)
    records, series = scene.window()
    ours = judge_cpu(scene, "under load", records, series)
    suite.check("the load is seen", ours > 40, f"{ours:.1f} %")
    for worker in workers:
        worker.join()
    disk_traffic(scene)
    scene.agent.stop()


def transfer(scene, act):
    """Pages and both others from before some traffic until it has settled."""
    pages = Pages(scene.agent)
    series = scene.others()
    for one in (*series.values(), pages):
        one.start()
    time.sleep(2.5)
    act()
    time.sleep(3)
    for one in (pages, *series.values()):
        one.done.set()
        one.join()
    inside = max(one.points[0][0] for one in series.values())
    scene.pages = [(moment, page) for _, (moment, page) in sorted(pages.found.items())
                   if moment > inside]
    return series


def disk_traffic(scene):
    series = transfer(scene, lambda: write_file(scene.suite.path("traffic")))
    judged = judge_rates(scene, "disk writing", "monitoring_disk_write_bytes_per_second", "device",
                         "written", series, 50e6)
    if not judged:
        scene.suite.part_not_run("disk writing", "no device was written to: a tmpfs?")


SENDER = """
import socket, sys, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for _ in range(60):
    for _ in range(400):
        s.sendto(b'x' * 1200, (sys.argv[1], 9))
    time.sleep(0.1)
"""


def network_figures(suite):
    """A network of our own: a cable to a second namespace, so that it is not loopback."""
    ip, = require("ip")
    namespace.private_mounts()
    namespace.private_network()
    far = subprocess.Popen(["unshare", "--net", "sleep", "120"])
    suite.at_end(far.wait)
    suite.at_end(far.kill)
    time.sleep(0.3)
    for words in ("link set lo up", f"link add wan0 type veth peer name far0 netns {far.pid}",
                  "addr add 198.18.0.1/24 dev wan0", "link set wan0 up",
                  "neigh add 198.18.0.2 lladdr 02:00:00:00:00:02 dev wan0 nud permanent"):
        done = subprocess.run([ip, *words.split()], capture_output=True, text=True)
        if done.returncode != 0:
            raise NotRun(f"ip {words}: {done.stderr.strip()}")
    subprocess.run(["nsenter", "--net", "--target", str(far.pid), ip, "link", "set", "far0", "up"],
                   check=True)
    scene = Scene(suite, "network")
    time.sleep(2)
    series = transfer(scene, lambda: subprocess.run([sys.executable, "-c", SENDER, "198.18.0.2"],
                                                    check=True))
    judged = judge_rates(scene, "sending", "monitoring_interface_send_bytes_per_second",
                         "interface", "sent", series, 10e6)
    suite.check("the traffic was seen on the interface", judged == 2, judged)
    sent = scene.agent.journal.records()[-1]["metrics"]["bytes_sent"]
    there = hostread.interfaces()["wan0"][1]
    suite.check("bytes_sent is the interface's", close(sent, there, False), (sent, there))
    mbps = max(page.value("monitoring_net_out_mbps") or 0 for _, page in scene.pages)
    peak = max(page.value("monitoring_interface_send_bytes_per_second", interface="wan0") or 0
               for _, page in scene.pages)
    suite.check("net_out_mbps is the same in megabits", close(mbps, peak * 8 / 1e6, False),
                (mbps, peak))
    scene.agent.stop()


def body(suite):
    require("prometheus-node-exporter")
    host_figures(suite)
    try:
        network_figures(suite)
    except NotRun as reason:
        suite.part_not_run("network figures", reason)


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    run("agreement", body)
