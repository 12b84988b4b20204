"""Web pages: the report out of the page, and every date that the page offers."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from corrobora.ingest import IngestOptions
from corrobora.model import Document
from tests.ingest.reading import both, document, refused, told, write

BODY = """<article><p>Two people were killed in the market of the <b>old town</b> on
Friday, the mayor said.</p><p>A spokesman for the army said it was looking into the reports.</p>
</article>"""


def page(head: str = "", body: str = BODY, top: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>Two killed in market</title>{head}</head><body>"
        f'<nav><a href="/">Home</a> <a href="/world">World</a></nav>{top}{body}'
        "<footer>All rights reserved. Subscribe to our newsletter.</footer>"
        "<script>track('Five killed')</script></body></html>"
    )


def grounds(found: Document) -> list[tuple[str, str]]:
    return [(str(item.date), item.grounds) for item in found.published_candidates]


def test_a_page_is_its_headline_and_its_paragraphs(tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", page(top="<h1>Two killed in market</h1>"))
    found = document(path)
    assert found.text == (
        "Two killed in market\n\n"
        "Two people were killed in the market of the old town on Friday, the mayor said.\n\n"
        "A spokesman for the army said it was looking into the reports."
    )
    assert found.text[: found.headline_end] == "Two killed in market"
    assert (found.title, found.media_type) == ("Two killed in market", "text/html")
    assert both(path)[0][0].original == path.read_bytes()


def test_lists_tables_and_line_breaks_are_paragraphs(tmp_path: Path) -> None:
    body = (
        "<article><p>The dead were named by the hospital on Friday evening:</p><ul><li>A farmer"
        "</li><li>His son</li></ul><table><tr><th>Town</th><th>Killed</th></tr><tr><td>Old Town"
        "</td><td>2</td></tr></table><p>First line of it.<br>Second line of it.</p></article>"
    )
    text = document(write(tmp_path / "a.htm", page(body=body))).text
    for paragraph in ("A farmer", "His son", "Old Town | 2", "First line of it."):
        assert f"\n\n{paragraph}\n\n" in text


def test_what_the_page_says_of_itself_is_kept(tmp_path: Path) -> None:
    head = (
        '<link rel="canonical" href="https://news.example/world/7">'
        '<meta property="og:site_name" content="Example News">'
        '<meta name="author" content="Amina Example">'
    )
    found = document(write(tmp_path / "a.html", page(head)))
    assert found.url == "https://news.example/world/7"
    assert (found.publisher, found.author) == ("Example News", "Amina Example")


def test_the_address_under_which_a_browser_saved_the_page_is_found(tmp_path: Path) -> None:
    content = "<!-- saved from url=(0029)https://news.example/saved -->" + page()
    assert document(write(tmp_path / "a.html", content)).url == "https://news.example/saved"


def test_an_address_that_is_none_is_not_taken(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="javascript:alert(1)">'
    assert document(write(tmp_path / "a.html", page(head))).url is None


def test_dates_that_disagree_are_all_to_be_seen(tmp_path: Path) -> None:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Example"},
            {"@type": "NewsArticle", "datePublished": "2019-05-05", "dateModified": "2019-06-01"},
        ],
    }
    head = (
        '<meta property="article:published_time" content="2019-05-04T22:00:00Z">'
        '<link rel="canonical" href="https://news.example/2019/05/06/market">'
        f'<script type="application/ld+json">{json.dumps(data)}</script>'
    )
    top = '<h1>Two killed in market</h1><time datetime="2019-05-07">7 May</time>'
    found = document(write(tmp_path / "a.html", page(head, top=top)))
    assert found.published == dt.date(2019, 5, 4)
    assert found.published_grounds == "meta article:published_time"
    assert grounds(found)[:4] == [
        ("2019-05-04", "meta article:published_time"),
        ("2019-05-05", "JSON-LD NewsArticle datePublished"),
        ("2019-05-06", "the page's address"),
        ("2019-05-07", "time element 1"),
    ]
    assert ("2019-06-01", "JSON-LD NewsArticle dateModified (a change)") in grounds(found)


@pytest.mark.parametrize(
    ("head", "top", "day", "why"),
    [
        ('<meta name="dc.date" content="4 May 2019">', "", 4, "meta dc.date"),
        ("", '<time pubdate datetime="2019-05-04">x</time>', 4, "time marked as published"),
        ("", '<span itemprop="datePublished">May 4, 2019</span>', 4, "span marked as published"),
        ("", "<time>4 May 2019, 10:30</time>", 4, "time element 1"),
        (
            '<meta property="og:url" content="https://news.example/20190504-x.html">',
            "",
            4,
            "the page's address",
        ),
        (
            '<meta property="article:modified_time" content="2019-05-09">',
            "",
            9,
            "meta article:modified_time (a change)",
        ),
    ],
)
def test_each_place_of_a_page_may_give_its_date(
    tmp_path: Path, head: str, top: str, day: int, why: str
) -> None:
    found = document(write(tmp_path / "a.html", page(head, top=top)))
    assert found.published == dt.date(2019, 5, day)
    assert (f"2019-05-{day:02}", why) in grounds(found)


def test_a_page_without_a_date_has_none_whatever_days_its_words_name(tmp_path: Path) -> None:
    body = BODY.replace("on\nFriday", "on 3 May 2019")
    found = document(write(tmp_path / "a.html", page(body=body)))
    assert (found.published, found.published_candidates) == (None, ())


def test_broken_dates_of_a_page_are_no_candidates(tmp_path: Path) -> None:
    head = (
        '<meta property="article:published_time" content="soon">'
        '<script type="application/ld+json">{"datePublished": "2019-02-31", </script>'
        '<script type="application/ld+json">{"datePublished": ["2019"]}</script>'
    )
    found = document(write(tmp_path / "a.html", page(head)))
    assert found.published_candidates == ()


def test_the_file_beside_a_page_and_the_user_overrule_it(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2019-05-04">'
    path = write(tmp_path / "a.html", page(head))
    write(tmp_path / "a.meta.json", '{"published": "2019-05-02", "headline": "Market hit"}')
    found = document(path)
    assert found.published == dt.date(2019, 5, 2)
    assert found.text[: found.headline_end] == "Market hit"
    given = document(path, IngestOptions(published=dt.date(2019, 5, 1)))
    assert (given.published, given.published_grounds) == (dt.date(2019, 5, 1), "given by the user")
    assert grounds(given) == grounds(found)
    assert {"2019-05-02", "2019-05-04"} == {day for day, _ in grounds(found)}


def test_a_page_says_its_encoding(tmp_path: Path) -> None:
    russian = "Два человека погибли на рынке старого города в пятницу, сообщил мэр."
    head, body = '<meta charset="windows-1251">', f"<article><p>{russian}</p></article>"
    found = document(write(tmp_path / "a.html", page(head, body).encode("cp1251")))
    assert russian in found.text
    assert found.media_type == "text/html; charset=windows-1251"


@pytest.mark.parametrize(
    "content",
    [
        "<html><head><title>Two killed</title></head><body></body></html>",
        "<html><body><script>x()</script><img src=a.png></body></html>",
        "<div>" * 50_000,
        "<",
        "<!-- -->",
    ],
    ids=["title only", "script only", "nested", "one sign", "comment"],
)
def test_a_page_without_text_is_refused(tmp_path: Path, content: str) -> None:
    assert refused(write(tmp_path / "a.html", content)).endswith("is a page without text")


def test_a_binary_page_is_refused(tmp_path: Path) -> None:
    assert "is binary" in refused(write(tmp_path / "a.html", b"<html>\0"))


def test_a_wrong_date_beside_a_page_leaves_the_pages_own(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2019-05-04">'
    path = write(tmp_path / "a.html", page(head))
    write(tmp_path / "a.meta.json", '{"published": "soon"}')
    (report,), (refusal,) = both(path)
    assert report.document.published == dt.date(2019, 5, 4)
    assert "“soon” is no date" in told(refusal)


def test_the_libraries_write_nothing_to_the_terminal(tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", "0")
    code = (
        "import sys; from pathlib import Path; from corrobora.ingest import *;"
        "list(read_paths([Path(sys.argv[1])], IngestOptions()))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
