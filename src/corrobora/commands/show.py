"""Results on the terminal: incidents as a table, explanations as lines.

Incidents take one line each where there is room, else a few lines each.
"""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from corrobora.export.explain import Line, Style
from corrobora.export.table import COLUMNS, Row

# Below this the columns would be a few letters wide; a block of lines an incident reads better.
TABLE_WIDTH = 150
# A cell on a terminal: three lines of the widest column. `explain` and the exports have it all.
LONGEST_CELL = 60

_LEADING = ("kind", "date", "place")
_FIRM = frozenset({"id", "date", "killed", "injured"})
_NUMBERS = frozenset({"killed", "injured"})
# Letters that stand for a style where there is no colour.
_MARKS = {Style.QUOTE: ("[[", "]]")}
_STYLES = {
    Style.PLAIN: "",
    Style.HEADING: "bold",
    Style.LABEL: "dim",
    Style.VALUE: "bold cyan",
    Style.QUOTE: "black on yellow",
    Style.SPEAKER: "underline",
    Style.MUTED: "dim",
    Style.WARNING: "bold red",
}


def show_rows(console: Console, rows: Sequence[Row]) -> None:
    """Print incidents."""
    if not rows:
        return
    if console.is_terminal and console.width < TABLE_WIDTH:
        for row in rows:
            _block(console, dict(zip(COLUMNS, row.cells, strict=True)))
    else:
        console.print(_table(rows, LONGEST_CELL if console.is_terminal else None))


def show_lines(console: Console, lines: Iterable[Line]) -> None:
    """Print an explanation. Without colours the words of the text stand in [[ ]]."""
    coloured = console.color_system is not None
    for line in lines:
        text = Text()
        for segment in line.segments:
            before, after = ("", "") if coloured else _MARKS.get(segment.style, ("", ""))
            text.append(f"{before}{segment.text}{after}", style=_STYLES[segment.style])
        room = console.width - 2 * line.indent
        for wrapped in text.wrap(console, max(room, 20)):
            console.print(Text("  " * line.indent) + wrapped, soft_wrap=True)


def _table(rows: Sequence[Row], longest: int | None) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in COLUMNS:
        table.add_column(
            column,
            justify="right" if column in _NUMBERS else "left",
            no_wrap=column in _FIRM,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text(_cut(cell, longest)) for cell in row.cells))
    return table


def _cut(cell: str, longest: int | None) -> str:
    return f"{cell[: longest - 1]}…" if longest is not None and len(cell) > longest else cell


def _block(console: Console, row: dict[str, str]) -> None:
    leading = "  ".join(row[column] for column in _LEADING if row[column])
    console.print(Text(leading, style="bold"))
    for column in COLUMNS:
        if row[column] and column not in _LEADING:
            console.print(Text.assemble((f"  {column:<9}", "dim"), row[column]))
    console.print()
