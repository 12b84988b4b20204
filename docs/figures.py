"""Write the figures that are shown from the floors: `python -m docs.figures`.

README.md and docs/evaluation.md have one table each between two marks, made from
evaluation/floors.json; the rest is by hand. data/measured.toml is what the desk shows of them.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from evaluation.floors import Floors, load

CHECKOUT = Path(__file__).resolve().parent.parent
FLOORS = CHECKOUT / "evaluation" / "floors.json"
README = CHECKOUT / "README.md"
EVALUATION = CHECKOUT / "docs" / "evaluation.md"
SHIPPED = CHECKOUT / "src" / "corrobora" / "data" / "measured.toml"

_MARKED = re.compile(r"(<!-- figures[^>]*-->\n).*?(<!-- /figures -->)", re.DOTALL)

# What is measured, the measure, where its figures stand, and two codings against each other.
SHOWN: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("13 coded reports: all slots", "F1", ("gold overall.f1",), "0.82"),
    ("… events found", "F1", ("gold event.f1",), "0.90"),
    ("… events with dead or injured found", "F1", ("gold harm.f1",), "0.90"),
    ("… who", "F1", ("gold who.f1",), "0.88"),
    ("… whom", "F1", ("gold whom.f1",), "0.76"),
    ("… where", "F1", ("gold where.f1",), "0.81"),
    ("… when", "F1", ("gold when.f1",), "0.88"),
    ("… tolls", "F1", ("gold toll.f1",), "0.76"),
    ("… speakers", "F1", ("gold speaker.f1",), "0.75"),
    ("… figures", "F1", ("gold figure.f1",), "0.57"),
    ("MUC-4, 200 messages: all slots", "F1", ("muc4 all_slots.f1",), ""),
    ("1,000 articles joined into incidents", "B³ F1", ("gva b3_f1",), ""),
    ("WikiWars: value of times", "F1", ("time value_f1",), ""),
    (
        "GeoVirus / LGL: place within 161 km",
        "share",
        ("geo-geovirus acc161", "geo-lgl acc161"),
        "",
    ),
    (
        "PolNeAR: source / content of what is said",
        "F1",
        ("polnear source_f1", "polnear content_f1"),
        "",
    ),
)


def short(floors: Floors) -> str:
    """The table of the README: what was reached, beside two codings of the same reports."""
    lines = [
        "| what | measure | Corrobora | two codings against each other |\n|---|---|--:|--:|\n",
    ]
    for what, measure, places, people in SHOWN:
        figures = " / ".join(f"{_figure(floors, place):.2f}" for place in places)
        lines.append(f"| {what} | {measure} | {figures} | {people} |\n")
    return "".join(lines)


def full(floors: Floors) -> str:
    """The table of all floors, benchmark by benchmark."""
    lines = ["| benchmark | measured on | key | reached |\n|---|---|---|--:|\n"]
    for name, benchmark in sorted(floors.benchmarks.items()):
        limits = {**benchmark.floors, **benchmark.ceilings}
        for at, (key, figure) in enumerate(limits.items()):
            first = (f"`{name}`", f"`{benchmark.paths[0]}`") if at == 0 else ("", "")
            reached = "" if figure is None else f"{figure:.3f}"
            lines.append(f"| {first[0]} | {first[1]} | `{key}` | {reached} |\n")
    return "".join(lines)


def shipped(floors: Floors) -> str:
    """The table of the README as data: what a desk shows where the evaluation is not at hand."""
    lines = ["# How well the readers do. Written by `python -m docs.figures`; not to be edited.\n"]
    for what, measure, places, people in SHOWN:
        figures = ", ".join(f"{_figure(floors, place):.2f}" for place in places)
        entry = f'what = "{what}"\nmeasure = "{measure}"\nreached = [{figures}]\n'
        lines.append(f"\n[[measured]]\n{entry}" + (f"people = {people}\n" if people else ""))
    return "".join(lines)


def pages() -> Iterator[tuple[Path, str]]:
    """Each page with its text as it should stand."""
    floors = load(FLOORS)
    for page, table in ((README, short(floors)), (EVALUATION, full(floors))):
        text = page.read_text(encoding="utf-8")

        def marked(found: re.Match[str], table: str = table) -> str:
            return f"{found[1]}\n{table}\n{found[2]}"

        yield page, _MARKED.sub(marked, text, count=1)
    yield SHIPPED, shipped(floors)


def _figure(floors: Floors, place: str) -> float:
    name, key = place.split(" ", 1)
    return floors.benchmarks[name].floors[key] or 0.0


if __name__ == "__main__":
    for path, text in list(pages()):
        path.write_text(text, encoding="utf-8")
