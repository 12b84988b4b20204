"""README and tutorial are true: commands print what is shown, figures and links are right."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from corrobora.model import Claim
from docs import figures
from tests.docs.console import Console, blocks, steps

CHECKOUT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path
    for path in (*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md"))
    if path.name != "LICENSE"
)
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
KINDS = ("added", "changed", "fixed", "removed")


def _console_pages() -> list[Any]:
    pages = [(path, path.read_text(encoding="utf-8")) for path in PAGES]
    return [
        pytest.param(text, id=path.relative_to(CHECKOUT).as_posix())
        for path, text in pages
        if blocks(text, "console") and path.parent.name != "design"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("page", _console_pages())
def test_commands_print_what_is_shown(page: str, console: Callable[[], Console]) -> None:
    here = console()
    for block in blocks(page, "console"):
        for step in steps(block):
            here.check(step)


def test_the_claim_shown_is_a_claim() -> None:
    (block,) = blocks(README, "json")
    shown = json.loads(block)
    name, quotes = shown.pop("claim_id"), shown.pop("quotes")
    claim = msgspec.convert(shown, Claim)
    assert claim.id == name
    assert [len(quote) for quote in quotes] == [span.end - span.start for span in claim.spans]


def test_the_figures_shown_are_those_reached() -> None:
    for path, text in figures.pages():
        assert path.read_text(encoding="utf-8") == text, "run python -m docs.figures"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        file, _, anchor = target.partition("#")
        if "://" in target or file.startswith("mailto:"):
            continue
        path = (page.parent / file).resolve() if file else page
        assert path.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = [re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings]
            assert anchor in slugs, target


def test_changelog_fragments_are_named_and_say_something() -> None:
    for path in (CHECKOUT / "docs" / "changelog.d").iterdir():
        if path.name == "README.md":
            continue
        topic, kind, ending = path.name.split(".")
        assert topic
        assert (kind in KINDS, ending) == (True, "md"), path.name
        assert path.read_text(encoding="utf-8").strip(), path.name


def test_design_notes_are_numbered_without_a_gap() -> None:
    names = sorted(path.name for path in (CHECKOUT / "docs" / "design").glob("*.md"))
    assert [name[:4] for name in names] == [f"{at:04}" for at in range(1, len(names) + 1)]
