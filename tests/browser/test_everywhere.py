"""Pages under hard conditions: hostile text, no script, no WebGL, a telephone, paper, any eye."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from corrobora.web.desk import Desk
from tests.browser.conftest import Opens, served
from tests.web.corpus import PASSWORD, desk_in, hostile, keep, staff
from tests.web.test_deciding import report_named, row_of
from tests.web.test_finding import killing
from tests.web.test_refused import keep_dropped

Events = tuple[str, str, str]
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def paths(desk: Desk, events: Events) -> list[str]:
    """The address of every page."""
    report = report_named(desk, "second")
    return [
        "/",
        f"/documents/{report.id}",
        f"/incidents/{row_of(desk, events[1]).id}",
        "/explore",
        "/people",
        "/people/mayor",
        "/sources",
        "/history",
        "/reports",
        "/methods",
        "/account",
    ]


def test_no_page_breaks_a_rule_of_access(desk: Desk, events: Events, open_page: Opens) -> None:
    source = AXE.read_text(encoding="utf-8")
    dropped = keep_dropped(desk).document_id
    found = []
    page = open_page("/")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for path in [*paths(desk, events), f"/documents/{dropped}", "/?kind=refused"]:
            answer = page.goto(path)
            assert answer is not None and answer.ok, path
            page.evaluate(source)
            result = page.evaluate("axe.run({resultTypes: ['violations']})")
            for one in result["violations"]:
                nodes = [node["html"][:160] for node in one["nodes"][:3]]
                found.append((scheme, path, one["id"], nodes))
    assert not found, found


def test_no_page_scrolls_sideways_on_a_telephone(
    desk: Desk, events: Events, open_page: Opens
) -> None:
    report, claims = killing()
    keep(desk.workspace, [report.document], claims)
    page = open_page("/", viewport={"width": 360, "height": 740})
    for path in [*paths(desk, events), "/people/ilya%20tarn", "/people?role=victim"]:
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, (path, wide)


def test_reading_needs_no_script(desk: Desk, events: Events, open_page: Opens) -> None:
    page = open_page("/", java_script_enabled=False)
    for path in paths(desk, events):
        page.goto(path)
        expect(page.locator("main")).not_to_be_empty()
    incident = row_of(desk, events[1]).id
    page.goto(f"/incidents/{incident}")
    page.locator(".matrix").get_by_role("link", name="11 killed, people").click()
    expect(page.locator("mark.src:target")).to_have_text("Eleven people")
    expect(page.locator("svg.map")).to_be_visible()
    report = report_named(desk, "second")
    page.goto(f"/documents/{report.id}")
    page.locator(".claim", has_text="Thirty").get_by_role("button", name="Reject").click()
    expect(page.locator(".claim.gone")).to_contain_text("Thirty")


def test_the_map_moves_where_it_can_and_is_drawn_where_it_cannot(
    desk: Desk, events: Events, open_page: Opens
) -> None:
    path = f"/incidents/{row_of(desk, events[1]).id}"
    page = open_page(path)
    expect(page.locator(".mapbox canvas")).to_be_visible(timeout=30_000)
    expect(page.locator("svg.map")).to_be_hidden(timeout=30_000)


def test_without_webgl_the_drawn_map_stays(
    desk: Desk, events: Events, address: str, browser: Browser
) -> None:
    window = browser.new_context(base_url=address)
    window.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "  return /webgl/.test(kind) ? null : get.call(this, kind, ...rest); };"
    )
    page = window.new_page()
    page.goto(f"/incidents/{row_of(desk, events[1]).id}", wait_until="networkidle")
    expect(page.locator("svg.map")).to_be_visible()
    expect(page.locator(".mapbox")).to_be_hidden()
    window.close()


def test_hostile_text_stays_text(desk: Desk, open_page: Opens) -> None:
    report, claims = hostile()
    keep(desk.workspace, [report.document], claims)
    page = open_page(f"/documents/{report.document.id}")
    assert "owned" not in page.title()
    expect(page.locator(".report")).to_contain_text("<script>document.title='owned'</script>")
    assert page.locator(".report script, main img, main i:not(.sw)").count() == 0
    expect(page.locator(".claim .v", has_text="9 killed")).to_be_visible()
    after = page.locator(".claim", has_text="9 killed").locator(".conf")
    value = page.locator(".claim", has_text="9 killed").locator(".v")
    left, right = value.bounding_box(), after.bounding_box()
    assert left is not None and right is not None
    assert left["x"] < right["x"], "words that turn round turn nothing but themselves"


def test_paper_shows_the_words_and_no_controls(
    desk: Desk, events: Events, open_page: Opens
) -> None:
    report = report_named(desk, "second")
    page = open_page(f"/documents/{report.id}")
    page.emulate_media(media="print")
    expect(page.locator(".report")).to_be_visible()
    expect(page.locator("nav")).to_be_hidden()
    expect(page.locator(".keys")).to_be_hidden()
    assert page.get_by_role("button").count() == 0
    assert page.pdf()[:4] == b"%PDF"


def test_a_page_loads_nothing_from_elsewhere(desk: Desk, events: Events, open_page: Opens) -> None:
    asked: list[str] = []
    page = open_page("/")
    page.on("request", lambda request: asked.append(request.url))
    for path in paths(desk, events):
        page.goto(path)
        if page.locator(".mapbox").count():
            page.locator(".mapbox[data-ready]").wait_for(timeout=30_000)
    base = page.url.split("/", 3)[2]
    assert {url.split("/", 3)[2] for url in asked if url.startswith("http")} == {base}


@pytest.fixture
def team(events: Events, tmp_path: Path) -> Iterator[str]:
    """The address of a desk with an account of each role."""
    staff(tmp_path / "w")
    with desk_in(tmp_path / "w") as desk, served(desk) as address:
        yield address


def test_each_role_logs_in_and_sees_what_it_may_do(
    team: str, desk: Desk, events: Events, browser: Browser
) -> None:
    incident = row_of(desk, events[1]).id
    sees = {
        "reader": (0, 0, 0),
        "coder": (1, 0, 0),
        "reviewer": (1, 1, 0),
        "admin": (1, 1, 1),
    }
    for role, (notes, splits, adds) in sees.items():
        window = browser.new_context(base_url=team)
        page: Page = window.new_page()
        page.goto(f"/incidents/{incident}")
        page.get_by_label("Name").fill(role)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.locator("h1")).to_contain_text("Selwa")
        assert page.locator("details#note").count() == notes, role
        assert page.locator("details#split").count() == splits, role
        page.goto("/account")
        assert page.get_by_role("heading", name="Add an account").count() == adds, role
        window.close()
