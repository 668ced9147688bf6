"""The other programs of this field, each in a folder and on a port of its own."""

import os

from lib import http
from lib.child import Child, clean_environment, free_port
from lib.packages import require
from lib.suite import eventually


class NodeExporter(Child):
    """prometheus-node-exporter with its default collectors."""

    def __init__(self, folder, name="node_exporter", arguments=()):
        program, = require("prometheus-node-exporter")
        self.port = free_port()
        super().__init__([program, f"--web.listen-address=127.0.0.1:{self.port}", *arguments],
                         folder, name)

    def first_path(self):
        return "/metrics"

    def ready(self):
        return wait_for(self, lambda: http.status(self.port, "/") == 200)


MONIT_CONFIGURATION = """\
set daemon 1
set log {folder}/monit.log
set pidfile {folder}/monit.pid
set idfile {folder}/monit.id
set statefile {folder}/monit.state
set httpd port {port} and use address 127.0.0.1 allow 127.0.0.1
check system this-host
  if loadavg (1min) per core > 100 then alert
  if cpu usage > 99% for 60 cycles then alert
  if memory usage > 99% then alert
  if swap usage > 99% then alert
check filesystem root with path /
  if space usage > 99% then alert
  if inode usage > 99% then alert
  if read rate > 10 GB/s then alert
check network loopback with interface lo
  if failed link then alert
  if saturation > 100% then alert
check host localhost with address 127.0.0.1
  if failed ping count 1 with timeout 2 seconds then alert
"""


class Monit(Child):
    """Monit in the foreground: system, filesystem, network and a ping, each second."""

    def __init__(self, folder, name="monit"):
        program, = require("monit")
        self.port = free_port()
        os.makedirs(folder, exist_ok=True)
        control = os.path.join(folder, "monitrc")
        with open(control, "w") as file:
            file.write(MONIT_CONFIGURATION.format(folder=folder, port=self.port))
        os.chmod(control, 0o600)
        super().__init__([program, "-I", "-c", control], folder, name)

    def first_path(self):
        return "/_ping"

    def ready(self):
        return wait_for(self, lambda: http.status(self.port, "/_ping") in (200, 401, 403, 404))


PROMETHEUS_CONFIGURATION = """\
global:
  scrape_interval: 1s
  scrape_timeout: 1s
scrape_configs:
  - job_name: vigia
    static_configs:
      - targets: ['127.0.0.1:{target}']
"""


class Prometheus(Child):
    """Prometheus that scrapes one port each second into a folder of its own."""

    def __init__(self, folder, target, name="prometheus"):
        program, = require("prometheus")
        self.port = free_port()
        os.makedirs(folder, exist_ok=True)
        settings = os.path.join(folder, "prometheus.yml")
        with open(settings, "w") as file:
            file.write(PROMETHEUS_CONFIGURATION.format(target=target))
        super().__init__(
            [program, f"--config.file={settings}", f"--storage.tsdb.path={folder}/data",
             f"--web.listen-address=127.0.0.1:{self.port}", "--log.level=warn"],
            folder, name, clean_environment())

    def ready(self):
        return wait_for(self, lambda: http.status(self.port, "/-/ready") == 200)


def wait_for(child, answers, seconds=20):
    """Itself once it answers."""
    if not eventually(lambda: answers() or not child.alive(), seconds) or not child.alive():
        raise RuntimeError(f"{child.name} does not answer: {child.stderr()[-1000:]}")
    return child
