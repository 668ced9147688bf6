"""What the measured JVM says of its heap: the log of -Xlog:gc, and vigia_heap_bytes."""

import os
import re

PAUSE = re.compile(r"GC\((\d+)\) Pause.* (\d+)M->(\d+)M\(\d+M\) ([\d.]+)ms")
GENERATION = re.compile(r"GC\((\d+)\) (?:DefNew|Tenured): (\d+)K\(\d+K\)->(\d+)K\(\d+K\)")


class HeapLog:
    """The file that a JVM started with `option()` writes."""

    def __init__(self, path):
        self.path = path

    def environment(self):
        return {"JAVA_TOOL_OPTIONS": f"-Xlog:gc,gc+heap=info:file={self.path}:uptime:filecount=0"}

    def _text(self):
        if not os.path.exists(self.path):
            return ""
        with open(self.path) as file:
            return file.read()

    def pauses(self):
        """[(pause ms, bytes reclaimed)] of all collections so far."""
        text = self._text()
        reclaimed = {}
        for number, before, after in GENERATION.findall(text):
            freed = 1024 * (int(before) - int(after))
            reclaimed[number] = reclaimed.get(number, 0) + freed
        return [(float(ms), reclaimed.get(number, (int(before) - int(after)) << 20))
                for number, before, after, ms in PAUSE.findall(text)]


class Garbage:
    """Bytes allocated between two moments: growth of the heap plus what was collected."""

    def __init__(self, log, heap_bytes):
        self.log = log
        self.heap = heap_bytes
        self.collections = len(log.pauses())

    def since(self, heap_bytes):
        freed = sum(bytes_ for _, bytes_ in self.log.pauses()[self.collections:])
        return heap_bytes - self.heap + freed
