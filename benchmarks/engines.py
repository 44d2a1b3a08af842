"""The compiled engine held against its gates: a table, or JSON.

``--json`` prints JSON, ``--write`` also writes the table into ``docs/performance.md``,
names of sections measure these alone. The exit code is 1 where a gate is not met.
"""

import argparse
import json
import math
import re
import sys
from dataclasses import asdict
from importlib import import_module

from measuring import FOLDER, machine

SECTIONS = {
    "speed": "Time of a run",
    "pair_loop": "Pair loop",
    "size": "Size",
    "share": "Where the time goes",
    "luck": "Common random numbers",
}
"""Modules that measure, with the headings of what they find."""
PAGE = FOLDER.parent / "docs" / "performance.md"
BLOCK = re.compile(
    r"(?P<begin><!-- measured -->\n).*?(?P<end><!-- end of what was measured -->)",
    re.DOTALL,
)
VERDICTS = {True: "met", False: "NOT MET", None: ""}


def measured(sections):
    """Figures by section, as they come."""
    for section in sections:
        print(f"{SECTIONS[section]} ...", file=sys.stderr)
        yield section, list(import_module(section).figures())


def digits(value):
    """Three digits that count, without an exponent."""
    if not math.isfinite(value):
        return "–"
    before = len(str(int(abs(value))))
    return f"{value:,.{max(0, 3 - before)}f}"


def row(figure):
    return (
        figure.name,
        f"{digits(figure.value)} {figure.unit}",
        figure.gate,
        VERDICTS[figure.met],
    )


def tables(found):
    """All figures as tables of Markdown that also read well as text."""
    return "\n".join(
        f"### {SECTIONS[section]}\n\n{table(map(row, figures))}"
        for section, figures in found.items()
    )


def table(rows):
    lines = [("what", "measured", "gate", ""), *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, tuple("-" * max(3, width) for width in widths))
    return "".join(
        f"| {' | '.join(map(str.ljust, line, widths))} |\n" for line in lines
    )


def as_json(found):
    """All figures for programs; what is not finite is null."""
    return {
        section: [
            asdict(figure)
            | {"value": figure.value if math.isfinite(figure.value) else None}
            | {"met": figure.met}
            for figure in figures
        ]
        for section, figures in found.items()
    }


def write(found):
    """Put the tables into the page between its marks."""
    on = "".join(f"- {what}: {told}\n" for what, told in machine().items())
    page = PAGE.read_text(encoding="utf-8")
    block = f"\n{on}\n{tables(found)}\n"
    made, count = BLOCK.subn(lambda m: m["begin"] + block + m["end"], page)
    if count != 1:
        message = f"{PAGE.name}: the marks of what was measured are missing"
        raise ValueError(message)
    PAGE.write_text(made, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="section")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--write", action="store_true", help="write the page")
    asked = parser.parse_args()
    if unknown := set(asked.sections) - set(SECTIONS):
        parser.error(f"no section {', '.join(unknown)}: {', '.join(SECTIONS)}")
    if asked.write and asked.sections:
        parser.error("--write: the page holds all sections")
    found = dict(measured(asked.sections or SECTIONS))
    if asked.json:
        print(json.dumps({"machine": machine(), "figures": as_json(found)}, indent=2))
    else:
        print(tables(found))
    if asked.write:
        write(found)
    failed = [f for figures in found.values() for f in figures if f.met is False]
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
