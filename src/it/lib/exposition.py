"""Prometheus text 0.0.4, strictly enough to compare two pages sample by sample."""

import math


def unescape(text):
    return text.replace("\\\\", "\0").replace('\\"', '"').replace("\\n", "\n").replace("\0", "\\")


def labels_of(text):
    """`a="b",c="d"` as a dict; quotes inside of values are escaped with a backslash."""
    labels = {}
    at = 0
    while at < len(text):
        equals = text.index("=", at)
        name = text[at:equals].strip(", ")
        end = equals + 2
        while text[end] != '"':
            end += 2 if text[end] == "\\" else 1
        labels[name] = unescape(text[equals + 2:end])
        at = end + 1
        while at < len(text) and text[at] in ", ":
            at += 1
    return labels


class Page:
    """The samples of one answer, by name and labels."""

    def __init__(self, text):
        self.text = text
        self.samples = {}
        self.types = {}
        for number, line in enumerate(text.split("\n"), 1):
            try:
                self._line(line)
            except (ValueError, IndexError) as problem:
                raise ValueError(f"line {number}: {line!r}: {problem}") from problem

    def _line(self, line):
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ", 3)
            self.types[name] = kind
        elif line and not line.startswith("#"):
            if "{" in line:
                head, rest = line.split("{", 1)
                close = rest.rindex("}")
                labels, tail = labels_of(rest[:close]), rest[close + 1:]
            else:
                head, tail = line.split(" ", 1)
                labels = {}
            key = (head, frozenset(labels.items()))
            if key in self.samples:
                raise ValueError("a series twice")
            self.samples[key] = float(tail.split()[0])

    def value(self, name, **labels):
        """Value of that very series, None where it is absent."""
        return self.samples.get((name, frozenset(labels.items())))

    def family(self, name):
        """[(labels, value)] of all series of that name."""
        return [(dict(labels), value) for (head, labels), value in self.samples.items()
                if head == name]

    def names(self):
        return {name for name, _ in self.samples}


def same(one, other):
    return one == other or (math.isnan(one) and math.isnan(other))
