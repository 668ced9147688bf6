"""The journal as a reader sees it: the live file and its archives, plain or gzip, in order."""

import glob
import gzip
import json
import os
from datetime import datetime


def time_of(record):
    """Seconds since the epoch of a record's `timestamp`."""
    stamp = record["timestamp"]
    return float(stamp) if isinstance(stamp, (int, float)) else datetime.fromisoformat(
        stamp).timestamp()


class Journal:
    """Files of one log root."""

    def __init__(self, log_root):
        self.log_root = log_root

    def files(self):
        """Live files and archives; what is being written under another name is not one of them."""
        found = glob.glob(os.path.join(self.log_root, "json", "monitoring-*.jsonl"))
        for folder in ("json", "archive"):
            for ending in ("*.jsonl.gz",) if folder == "json" else ("*.jsonl", "*.jsonl.gz"):
                found += glob.glob(os.path.join(self.log_root, folder, "monitoring-" + ending))
        return sorted(found)

    def lines(self):
        """(whole lines in the order of their time, number of torn or malformed ones)."""
        parts, torn = [], 0
        for file in self.files():
            whole, broken = whole_lines(contents(file))
            torn += broken
            if whole:
                # To the millisecond: several files may begin within one second.
                parts.append((json.loads(whole[0])["ts"], file, whole))
        return [line for _, _, part in sorted(parts) for line in part], torn

    def records(self):
        return [json.loads(line) for line in self.lines()[0]]

    def live_bytes(self):
        return sum(os.path.getsize(file) for file in self.files() if file.endswith(".jsonl"))


def contents(file):
    """A broken gzip raises: a reader would have lost the rotated file."""
    with (gzip.open if file.endswith(".gz") else open)(file, "rb") as source:
        return source.read()


def whole_lines(text):
    """(lines that end and parse, number of the others)."""
    whole, torn = [], 0
    lines = text.split(b"\n")
    if lines.pop():
        torn += 1
    for line in lines:
        try:
            if isinstance(json.loads(line), dict):
                whole.append(line)
            else:
                torn += 1
        except ValueError:
            torn += 1
    return whole, torn
