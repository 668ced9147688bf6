"""The table: each figure of ours beside the peers', its budget, and whether it holds."""

import json
import statistics

COLUMNS = ("figure", "ours", "node_exporter", "monit", "budget", "verdict")


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values):
    return statistics.median(values)


class Row:
    """One figure. `limit` is the most it may be (`least`: the least), None where nothing is asked."""

    def __init__(self, figure, ours, node_exporter=None, monit=None, budget="", limit=None,
                 least=None, note="", missing=""):
        self.figure, self.ours = figure, ours
        self.node_exporter, self.monit = node_exporter, monit
        self.budget, self.note = budget, note
        if ours is None:
            self.verdict = "n/a: " + (missing or "not measured")
        elif limit is None and least is None:
            self.verdict = ""
        else:
            held = (limit is None or ours <= limit) and (least is None or ours >= least)
            self.verdict = "ok" if held else "MISSED"

    def missed(self):
        return self.verdict == "MISSED"

    def cells(self):
        verdict = self.verdict + (f" ({self.note})" if self.note and self.verdict else self.note
                                  if not self.verdict else "")
        return [self.figure, shown(self.ours), shown(self.node_exporter), shown(self.monit),
                self.budget, verdict]


def shown(value):
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 \
        else f"{value:.2f}"


def table(rows):
    cells = [list(COLUMNS)] + [row.cells() for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(len(COLUMNS))]
    lines = [" | ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip()
             for line in cells]
    return "\n".join([lines[0], "-|-".join("-" * width for width in widths), *lines[1:]])


def write(path, rows, facts):
    with open(path, "w") as file:
        json.dump({"facts": facts, "rows": [vars(row) for row in rows]}, file, indent=2)
        file.write("\n")
