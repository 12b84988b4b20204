"""A recorder's work in a real browser: read, decide, correct, undo, find, export."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from corrobora.store import desk_query
from corrobora.web.desk import Desk
from tests.browser.conftest import Opens
from tests.web.test_deciding import report_named, row_of
from tests.web.test_finding import added
from tests.web.test_people import arrest

Events = tuple[str, str, str]


def incident_page(desk: Desk, events: Events, open_page: Opens, which: int = 1) -> Page:
    """The page of the incident of an event."""
    return open_page(f"/incidents/{row_of(desk, events[which]).id}")


def test_a_number_leads_to_its_words(desk: Desk, events: Events, open_page: Opens) -> None:
    page = incident_page(desk, events, open_page)
    page.locator(".matrix").get_by_role("link", name="11 killed, people").click()
    lit = page.locator("mark.src:target")
    expect(lit).to_have_text("Eleven people")
    expect(lit).to_be_in_viewport()


def test_rejecting_moves_the_range_and_undo_brings_it_back(
    desk: Desk, events: Events, open_page: Opens
) -> None:
    page = incident_page(desk, events, open_page)
    best = page.locator(".fig.best b")
    expect(best).to_have_text("9")
    page.locator(".source .card summary").first.click()
    row = page.locator(".claim", has_text="at least nine people")
    row.get_by_role("button", name="Reject").click()
    expect(best).to_have_text("11")
    expect(page.locator(".claim.gone", has_text="at least nine people")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(best).to_have_text("9")


def test_joining_and_splitting(desk: Desk, events: Events, open_page: Opens) -> None:
    other = row_of(desk, events[2]).id
    page = incident_page(desk, events, open_page)
    page.keyboard.press("J")
    page.get_by_label("or its id or address").fill(other)
    page.locator("#join").get_by_role("button", name="Join").click()
    expect(page.locator(".matrix thead")).to_contain_text("C")
    assert row_of(desk, events[1]).id == row_of(desk, events[2]).id
    page.keyboard.press("S")
    page.locator("#split").get_by_role("checkbox").last.check()
    page.locator("#split").get_by_role("button", name="Split").click()
    expect(page.locator(".history").first).to_contain_text("not the same")
    assert row_of(desk, events[1]).id != row_of(desk, events[2]).id


def test_two_persons_are_joined_and_parted(desk: Desk, open_page: Opens) -> None:
    added(
        desk,
        arrest("Josef Varn", "Kelt", "2 June", age="61"),
        arrest("Josef Varn", "Resk", "12 June", age="19"),
        arrest("Abu Orman", "Orman", "22 June", age="61"),
    )
    page = open_page("/people/abu%20orman")
    page.keyboard.press("J")
    page.locator("#join").get_by_label("the other name").fill("Josef Varn")
    page.locator("#join").get_by_label("reason").fill("his by-name")
    page.locator("#join").get_by_role("button", name="Join").click()
    expect(page.locator("h1")).to_have_text("Josef Varn")
    expect(page.locator("#whom tbody tr")).to_have_count(3)
    expect(page.locator(".history")).to_contain_text("the same: his by-name")
    page.keyboard.press("S")
    out = page.locator("#part li", has_text="Resk")
    out.get_by_role("checkbox").check()
    page.locator("#part").get_by_label("reason").fill("another man")
    page.locator("#part").get_by_role("button", name="Part").click()
    expect(page.locator(".history")).to_contain_text("not the same: another man")
    rows = page.locator("#whom tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="Resk")).to_have_count(0)
    page.keyboard.press("z")
    expect(rows).to_have_count(3)


def test_a_date_is_corrected_in_its_place(desk: Desk, events: Events, open_page: Opens) -> None:
    report = report_named(desk, "second")
    page = open_page(f"/documents/{report.id}?event={events[1]}")
    row = page.locator(".card[open] .claim", has_text="3 May")
    row.get_by_role("link", name="Correct").click()
    row.get_by_label("first day").fill("2021-05-02")
    row.get_by_label("last day").fill("2021-05-02")
    row.get_by_role("button", name="Save").click()
    expect(page.locator(".card[open]")).to_contain_text("2 May 2021")
    expect(page.locator(".claim.gone")).to_contain_text("3 May 2021")
    assert str(row_of(desk, events[1]).first) == "2021-05-02"


def select(page: Page, words: str) -> None:
    """Select words of the report as a pointer would, and see that the page has noticed."""
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector('.report'), 4);
          for (let node; (node = walker.nextNode());) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            getSelection().setBaseAndExtent(node, at, node, at + words.length);
            return;
          }
        }""",
        words,
    )
    # The browser tells the page of a selection a little later: a key pressed before goes nowhere.
    expect(page.get_by_role("toolbar")).to_be_visible()


def test_selected_words_become_a_claim(desk: Desk, events: Events, open_page: Opens) -> None:
    report = report_named(desk, "second")
    page = open_page(f"/documents/{report.id}")
    select(page, "hospital staff")
    expect(page.get_by_role("toolbar")).to_be_visible()
    page.keyboard.press("2")
    form = page.locator("#adding form")
    expect(form.locator("textarea")).to_have_value("hospital staff")
    form.get_by_role("button", name="Add").click()
    added = page.locator(".card[open] .claim", has_text="by amina")
    expect(added).to_contain_text("hospital staff")
    start = report.text.index("hospital staff")
    expect(page.locator(f"#w{start}")).to_have_text("hospital staff")


def test_a_claim_is_given_other_words(desk: Desk, events: Events, open_page: Opens) -> None:
    report = report_named(desk, "second")
    page = open_page(f"/documents/{report.id}?event={events[1]}")
    page.locator(".card[open] .claim", has_text="shells fell").locator(".v").focus()
    select(page, "were killed")
    page.keyboard.press("s")
    form = page.locator(".claim form.fix")
    expect(form.get_by_label("other words")).to_have_value("were killed")
    form.get_by_role("button", name="Save").click()
    mine = page.locator(".card[open] .claim", has_text="by amina")
    expect(mine.locator("q")).to_have_text("were killed")
    expect(page.locator(".claim.gone q")).to_have_text("shells fell")


def test_selected_words_become_an_event(desk: Desk, events: Events, open_page: Opens) -> None:
    report = report_named(desk, "first")
    page = open_page(f"/documents/{report.id}")
    select(page, "denied firing")
    expect(page.get_by_role("toolbar")).to_be_visible()
    page.keyboard.press("n")
    form = page.locator("#adding form")
    form.locator("select[name=code]").select_option("clash")
    form.get_by_role("button", name="Add").click()
    expect(page.locator("section.cards h2").first).to_have_text("2 events")
    expect(page.locator(".card .claim q", has_text="denied firing")).to_have_count(1)


def test_pointing_lights_both_ways(desk: Desk, events: Events, open_page: Opens) -> None:
    report = report_named(desk, "second")
    page = open_page(f"/documents/{report.id}")
    page.locator(".claim", has_text="four children").locator(".v").hover()
    expect(page.locator("mark.w.lit")).to_have_text("four children")
    box = page.locator("mark.w", has_text="Thirty").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".claim.lit")).to_contain_text("30 injured")


def test_the_report_reads_back_letter_for_letter(
    desk: Desk, events: Events, open_page: Opens
) -> None:
    report = report_named(desk, "second")
    page = open_page(f"/documents/{report.id}")
    shown = "\n".join(page.locator(".report > *").all_text_contents())
    assert shown.split() == report.text.split()


def test_working_by_keys_alone(desk: Desk, events: Events, open_page: Opens) -> None:
    report = report_named(desk, "second")
    page = open_page(f"/documents/{report.id}")
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    row = page.locator(".claim:focus-within")
    name = row.get_attribute("id")
    page.keyboard.press("r")
    expect(page.locator(f"#{name}.gone")).to_be_visible()
    page.keyboard.press("z")
    expect(page.locator(f"#{name}.gone")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("e")
    expect(page).to_have_url(re.compile("/explore"))
    # Keys are heard once the page's script has run.
    page.wait_for_load_state()
    page.keyboard.press("/")
    page.keyboard.type("hospital jz")
    assert page.get_by_role("searchbox").input_value() == "hospital jz", "typing is no command"


def test_finding_and_exporting_what_is_shown(
    desk: Desk, events: Events, open_page: Opens, tmp_path: Path
) -> None:
    page = open_page("/explore")
    expect(page.locator(".result tbody tr")).to_have_count(desk_total(desk))
    page.get_by_role("searchbox").fill("hospital staff")
    page.keyboard.press("Enter")
    expect(page.locator(".result tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile("q=hospital"))
    page.keyboard.press("x")
    with page.expect_download() as download:
        page.get_by_role("link", name="incidents, .csv").click()
    saved = tmp_path / "out.csv"
    download.value.save_as(saved)
    rows = saved.read_text(encoding="utf-8").splitlines()
    assert len(rows) == 2 and row_of(desk, events[1]).id in rows[1]


def desk_total(desk: Desk) -> int:
    """How many incidents there are."""
    return len(list(desk_query.incidents(desk.index.file)))


def test_two_people_on_one_incident(desk: Desk, events: Events, open_page: Opens) -> None:
    mine = incident_page(desk, events, open_page)
    theirs = incident_page(desk, events, open_page)
    for page, status, reason in (
        (theirs, "confirmed", "seen the list"),
        (mine, "contested", "two"),
    ):
        page.keyboard.press("t")
        page.locator("#status").get_by_text(status, exact=True).click()
        page.locator("#status").get_by_label("Reason").fill(reason)
        page.locator("#status").get_by_role("button", name="Set").click()
    expect(mine.get_by_role("alert")).to_contain_text("Somebody decided first")
    expect(mine.get_by_role("alert")).to_contain_text("seen the list")
    assert row_of(desk, events[1]).status == "confirmed"
    mine.get_by_role("button", name="Save mine too").click()
    expect(mine.locator(".inc-head")).to_contain_text("contested")


def test_what_others_do_is_told_while_a_page_is_open(
    desk: Desk, events: Events, open_page: Opens
) -> None:
    mine = incident_page(desk, events, open_page)
    mine.locator("details#note summary").click()
    mine.get_by_role("textbox", name="Note").fill("half a thought")
    theirs = incident_page(desk, events, open_page)
    expect(theirs.locator("#others")).to_contain_text("amina has this page open too")
    theirs.keyboard.press("t")
    theirs.locator("#status").get_by_text("confirmed", exact=True).click()
    theirs.locator("#status").get_by_role("button", name="Set").click()
    expect(theirs.locator(".inc-head")).to_contain_text("confirmed")
    told = mine.locator("#others")
    expect(told).to_contain_text("Decided since you opened it: amina set confirmed")
    assert mine.get_by_role("textbox", name="Note").input_value() == "half a thought"
    told.get_by_role("link", name="Load the page anew").click()
    expect(mine.locator(".inc-head")).to_contain_text("confirmed")
    expect(mine.locator("#others")).not_to_contain_text("Decided since")
