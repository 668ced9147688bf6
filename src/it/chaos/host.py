"""A host that gets hot: a sensor and a frequency limit that belong together."""

import os
import threading
import time

from chaos.bed import FOLDER
from chaos.row import MONIT, STAMP, Row, Target

SYS = os.path.join(FOLDER, "sys")
ZONE = SYS + "/class/thermal/thermal_zone0"
POLICY = SYS + "/devices/system/cpu/cpufreq/policy0"
FULL = 4_000_000
LIMIT = 85


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(str(text) + "\n")


class Heat(Row):
    """3 °C a second up from the limit on, 2 °C a second down while the frequency is limited."""
    id, fault = "C8", "heat"
    target = Target(3, 10, 2)
    signals = ("temperature",)
    horizon = 40
    verdict = 20
    celsius = 60.0
    hot = False
    over = False

    def arguments(self):
        return ["--path.sysfs", SYS]

    def prepare(self):
        write(ZONE + "/type", "x86_pkg_temp")
        write(ZONE + "/temp", 60000)
        write(POLICY + "/scaling_max_freq", FULL)
        write(POLICY + "/cpuinfo_max_freq", FULL)
        write(POLICY + "/cpuinfo_min_freq", 800_000)
        self.handle = os.open(ZONE + "/temp", os.O_WRONLY)
        threading.Thread(target=self.plant, daemon=True).start()

    def limit(self):
        try:
            with open(POLICY + "/scaling_max_freq") as file:
                return int(file.read() or FULL)
        except ValueError:
            return FULL

    def plant(self):
        last = time.monotonic()
        while not self.over:
            time.sleep(0.05)
            now = time.monotonic()
            if self.hot:
                self.celsius += (now - last) * (-2 if self.limit() < FULL else 3)
                self.celsius = min(120.0, max(60.0, self.celsius))
            last = now
            os.pwrite(self.handle, b"%6d\n" % int(self.celsius * 1000), 0)

    def inject(self):
        self.celsius = LIMIT + 0.5
        self.hot = True

    def healed(self):
        return self.celsius < LIMIT

    def checks(self, subject, result):
        if type(subject).__name__ != "Vigia":
            return []
        subject.stop()
        # The next agent puts back what a dead one left lowered.
        self.hot, self.celsius = False, 60.0
        subject.start()
        deadline = time.time() + 10
        while self.limit() < FULL and time.time() < deadline:
            time.sleep(0.2)
        return [("the limit is restored by the next agent", self.limit() == FULL, self.limit())]

    def restore(self):
        self.over = True

    def monit_rule(self):
        return (f"check program temp with path {MONIT}/look\n"
                f"  if status != 0 then exec \"{MONIT}/act\"")

    def monit_scripts(self):
        return {"look": f"test $(cat {ZONE}/temp) -lt {LIMIT}000\n",
                "act": STAMP + f"echo {FULL * 6 // 10} > {POLICY}/scaling_max_freq\n"}
