"""Moving about: from view to view, to an event's card, through what is being added, mirrored."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corrobora.store.workspace import create
from corrobora.web.desk import Desk, Options
from tests.browser.conftest import Opens, served
from tests.web.corpus import fill, keep
from tests.web.test_adding import keeping
from tests.web.test_deciding import report_named, row_of
from tests.web.test_finding import killing

Events = tuple[str, str, str]


def test_the_event_that_was_asked_for_stands_open_alone(
    desk: Desk, events: Events, open_page: Opens
) -> None:
    report, claims = killing()
    later = report.event("fled", "displacement").who("the gunmen")
    keep(desk.workspace, [report.document], [*claims, *later.claims])
    page = open_page(f"/documents/{report.document.id}?event={later.id}")
    expect(page.locator(".card[open]")).to_have_count(1)
    expect(page.locator(".card[open]")).to_have_attribute("id", later.id)
    expect(page.locator(".card[open]")).to_be_in_viewport()


def test_a_key_goes_from_map_to_timeline_to_table(
    desk: Desk, events: Events, open_page: Opens
) -> None:
    page = open_page("/explore", viewport={"width": 1280, "height": 500})
    page.keyboard.press("v")
    page.keyboard.press("v")
    expect(page.locator("#over-time")).to_be_focused()
    page.keyboard.press("v")
    expect(page.locator("#in-a-table")).to_be_focused()
    expect(page.locator(".result thead")).to_be_in_viewport()


def test_filters_by_name_are_taken_on_and_off(desk: Desk, events: Events, open_page: Opens) -> None:
    page = open_page("/explore")
    page.get_by_role("checkbox", name="The Northern Front").check()
    expect(page.locator(".query .chip")).to_contain_text("actor: The Northern Front")
    expect(page.locator(".result tbody tr")).to_have_count(1)
    page.locator(".query .chip").click()
    expect(page.locator(".query .chip")).to_have_count(0)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[str]:
    """The address of a desk that reads nothing in reports but keeps them."""
    with create(tmp_path / "slow") as workspace:
        fill(workspace)
        desk = Desk(workspace, Options(), code=keeping)
        with served(desk) as address:
            yield address
        desk.close()


def test_what_is_added_is_told_while_it_is_read(slow: str, open_page: Opens) -> None:
    page = open_page(f"{slow}/reports")
    page.get_by_label("The text").fill("Shelling killed four people in Orman on Monday.")
    page.get_by_label("headline").fill("Four killed in Orman")
    page.get_by_role("button", name="Read it").click()
    job = page.locator("#jobs li").first
    expect(job).to_contain_text("done", timeout=15_000)
    job.get_by_role("link", name="open").click()
    expect(page.locator("h1")).to_have_text("Four killed in Orman")


def mirrored(page: Page) -> None:
    """Turn the page as one in a language written from right to left is."""
    page.evaluate("document.documentElement.dir = 'rtl'")


def test_a_page_can_be_mirrored(desk: Desk, events: Events, open_page: Opens) -> None:
    report = report_named(desk, "second")
    page = open_page(f"/documents/{report.id}")
    mirrored(page)
    text, cards = (page.locator(name).bounding_box() for name in (".report", ".cards"))
    assert text is not None and cards is not None
    assert text["x"] > cards["x"], "the report stands at the right, the cards at its left"
    for path in ("/", "/explore", f"/incidents/{row_of(desk, events[1]).id}", "/people"):
        page.goto(path)
        mirrored(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, path


def test_words_keep_their_own_direction(desk: Desk, open_page: Opens) -> None:
    report, claims = killing()
    keep(desk.workspace, [report.document], claims)
    page = open_page(f"/documents/{report.document.id}")
    mirrored(page)
    words = page.locator(".report p, .report h1").first
    assert words.evaluate("e => getComputedStyle(e).unicodeBidi") == "plaintext"
    marked = page.locator(".report mark").first
    assert marked.evaluate("e => getComputedStyle(e).direction") == "ltr", "tags stand at the words"
    box = words.bounding_box()
    begin = page.locator(".report mark").first.bounding_box()
    assert box is not None and begin is not None
    assert begin["x"] < box["x"] + box["width"] / 2, "English words begin at the left"
