"""The bundled reports: all readable, all labelled for what they are."""

from difflib import SequenceMatcher
from pathlib import Path

import pytest

import corrobora
from corrobora.model import Document
from tests.ingest.reading import documents

DEMO = Path(corrobora.__file__).parent / "data" / "demo"


@pytest.fixture(scope="module")
def demo() -> list[Document]:
    return documents(DEMO)


def test_there_are_eight_to_twelve_short_reports(demo: list[Document]) -> None:
    assert 8 <= len(demo) <= 12
    assert all(90 <= len(report.text.split()) <= 220 for report in demo)


def test_each_says_what_it_is_and_when_it_is_set(demo: list[Document]) -> None:
    for report in demo:
        assert (report.publisher or "").startswith(
            "Summary written for the Corrobora demonstration"
        )
        assert report.published is not None
        assert report.language == "en"
        assert report.text[: report.headline_end] == report.title


def test_two_reports_carry_one_wire_story(demo: list[Document]) -> None:
    first, second = (report for report in demo if "Demo Wire" in report.text)
    assert SequenceMatcher(None, first.text, second.text).ratio() > 0.8


def test_the_sources_of_the_facts_are_named() -> None:
    sources = (DEMO.parent / "SOURCES.md").read_text(encoding="utf-8")
    assert all(place in sources for place in ("Kunduz", "Kramatorsk", "Sanaa"))
