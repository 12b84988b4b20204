"""Markdown: front matter and flattened markup."""

import datetime as dt
from pathlib import Path

import pytest

from corrobora.ingest.markdown import flattened
from tests.ingest.reading import both, document, refused, told, write

TEXT = """---
title: "Two killed: market hit"
date: 2019-05-04 # as printed
tags: [market, town]
author: A. Reporter
---
Two people were **killed** in the [market](https://town.example/market "Map")
of the _old town_ on Friday.[^1]

> A guard said: <br> "We ran."

[^1]: https://note.example
"""


def test_front_matter_gives_the_fields_and_heads_the_text(tmp_path: Path) -> None:
    found = document(write(tmp_path / "a.md", TEXT))
    assert found.text == (
        "Two killed: market hit\n\n"
        "Two people were killed in the market of the old town on Friday.\n\n"
        'A guard said: "We ran."'
    )
    assert found.text[: found.headline_end] == "Two killed: market hit"
    assert (found.published, found.author) == (dt.date(2019, 5, 4), "A. Reporter")
    assert found.published_grounds == "published, in the front matter"


def test_a_first_heading_is_the_headline(tmp_path: Path) -> None:
    found = document(write(tmp_path / "a.md", "# Two *killed* #\n\nThe mayor said so.\n"))
    assert found.text == "Two killed\n\nThe mayor said so."
    assert found.text[: found.headline_end] == "Two killed"


def test_a_later_heading_is_none(tmp_path: Path) -> None:
    found = document(write(tmp_path / "a.md", "The mayor said so.\n\n## Two killed\n"))
    assert (found.text, found.headline_end) == ("The mayor said so.\n\nTwo killed", 0)


def test_a_wrong_date_in_the_front_matter_is_told(tmp_path: Path) -> None:
    (report,), (refusal,) = both(write(tmp_path / "a.md", TEXT.replace("05-04", "02-31")))
    assert report.document.published is None
    assert "is read without the date in the front matter: " in told(refusal)


def test_front_matter_alone_is_no_text(tmp_path: Path) -> None:
    assert refused(write(tmp_path / "a.md", "---\ntitle: a\n---\n")).endswith("holds no text")


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    assert document(write(tmp_path / "a.md", "---\nTwo died.\n")).text == "Two died."


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Two\n===\nThree", "Two\n\nThree"),
        ("- one\n  more\n* two\n1. three", "one more\n\ntwo\n\nthree"),
        ("a  \nb", "a b"),
        ("***\na", "a"),
        ("![photo](x.png) seen", "seen"),
        ("[Town][1] hit\n\n[1]: https://x.example", "Town hit"),
        ("<https://x.example/a_b_c>", "https://x.example/a_b_c"),
        ("snake_case_name stays", "snake_case_name stays"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        (r"\*not\* this", "*not* this"),
        ("Fish &amp; chips &#8211; done", "Fish & chips – done"),
        ("```\ncode *stays*\n```\nend", "code *stays*\n\nend"),
        ("| Town | Killed |\n|---|---|\n| Old | 2 |", "Town | Killed\n\nOld | 2"),
        ("seen <!-- hidden\nlines --> there", "seen there"),
        ("`code` and ~~gone~~", "code and gone"),
    ],
)
def test_markup_is_flattened(markup: str, text: str) -> None:
    assert flattened(markup)[0] == text
