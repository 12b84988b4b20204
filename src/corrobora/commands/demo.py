"""The demonstration: bundled reports, or the user's own, from text to table to files."""

from collections.abc import Sequence
from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path

from corrobora.commands.screen import program, say
from corrobora.commands.session import Session, Wanted, code_and_show
from corrobora.export.write import Target

OUTPUT = Path("demo-output")
EXPORTS = (
    ("incidents.csv", "incidents", "an incident a row, for a spreadsheet"),
    ("incidents.geojson", "incidents", "for a map"),
    ("incidents.jsonl", "incidents", "everything, for programs"),
    ("claims.csv", "claims", "a claim a row, with its words and where they stand"),
)


def run_demo(session: Session, reports: Sequence[str]) -> int:
    """Code the reports into ./demo-output, print and write what they tell; the exit status."""
    with ExitStack() as stack:
        if not reports:
            bundled = stack.enter_context(as_file(files("corrobora") / "data" / "demo"))
            reports = [str(bundled)]
            say(
                "The bundled reports are summaries written for this demonstration. The public "
                f"sources of their facts: {files('corrobora') / 'data' / 'SOURCES.md'}\n"
            )
        OUTPUT.mkdir(exist_ok=True)
        targets = [Target(path=str(OUTPUT / name), profile=profile) for name, profile, _ in EXPORTS]
        wanted = Wanted(paths=reports, into=OUTPUT / "workspace", targets=targets)
        status = code_and_show(session, wanted)
    for line in _next():
        say(line)
    return status


def _next() -> list[str]:
    name = program()
    return [
        "",
        f"In {OUTPUT}:",
        *(f"  {file:<18} {purpose}" for file, _, purpose in EXPORTS),
        "  workspace          the reports, their originals and every claim",
        "",
        "Try next:",
        f"  {name} explain ID",
        "      an incident's or claim's id, or its first letters: why this value?",
        f"  {name} code REPORT.txt --published 2015-10-05",
        "      a report of your own, or a folder of them",
        f"  {name} code FOLDER --into WORKSPACE --to incidents.csv",
        "      keep everything, and write a table",
        f"  {name} codebook",
        "      the kinds of event",
    ]
