"""Our own pages of notes cut into headings, paragraphs, lists and tables for a template to show.

Only what such notes use is known: a link becomes its words with the address behind them.
"""

import re
from collections.abc import Iterable

from corrobora.model import Record

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


class Part(Record, frozen=True, kw_only=True):
    """A piece of notes: `kind` is heading, text, list or table; `rows` are of cells, of words."""

    kind: str
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def prose(text: str) -> tuple[Part, ...]:
    """The parts of notes written in Markdown, in order."""
    parts = (_part(block) for block in re.split(r"\n\s*\n", text.strip()))
    return tuple(parts)


def _part(block: str) -> Part:
    lines = block.splitlines()
    if lines[0].startswith("#"):
        level = len(lines[0]) - len(lines[0].lstrip("#"))
        return Part(kind="heading", level=level, rows=((_plain(lines[0].lstrip("# ")),),))
    if lines[0].startswith("|"):
        rows = [
            tuple(_plain(cell.strip()) for cell in line.strip("| ").split("|")) for line in lines
        ]
        return Part(kind="table", rows=tuple(row for row in rows if set("".join(row)) - set("-: ")))
    if lines[0].startswith("- "):
        return Part(kind="list", rows=tuple((_plain(item),) for item in _items(lines)))
    return Part(kind="text", rows=((_plain(" ".join(lines)),),))


def _items(lines: Iterable[str]) -> Iterable[str]:
    item: list[str] = []
    for line in lines:
        if line.startswith("- ") and item:
            yield " ".join(item)
            item = []
        item.append(line.removeprefix("- ").strip())
    yield " ".join(item)


def _plain(words: str) -> str:
    return _LINK.sub(r"\1 (\2)", words).replace("`", "").replace("**", "")
