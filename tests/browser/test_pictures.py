"""A picture of every page, as the documentation shows them.

CORROBORA_PICTURES=WORKSPACE takes them of that workspace (of a copy, nothing is changed in it) and
writes them to docs/images; otherwise they are taken of the invented reports and thrown away.
"""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser

from corrobora.model import Role, Status, Verdict
from corrobora.record import decode
from corrobora.store import desk_query, desk_questions, query
from corrobora.store.workspace import create
from corrobora.web import acts
from corrobora.web.desk import Desk
from corrobora.web.index.rows import Row
from tests.browser.conftest import served
from tests.web.corpus import desk_in, fill

IMAGES = Path(__file__).parents[2] / "docs" / "images"


def most_told(desk: Desk) -> Row:
    """The incident that most reports tell of."""
    rows = [decode(record, Row) for _, record in desk_query.incidents(desk.index.file)]
    return max(rows, key=lambda row: (row.reports, row.contradictions, row.id))


def decide(desk: Desk, row: Row) -> None:
    """Decide a few things, so that a history can be shown."""
    subjects = desk_query.subjects_of(desk.index.file, [row.id])
    claims = [
        claim
        for claim in query.claims_in_force(
            desk.workspace, desk_query.reports_of(desk.index.file, [row.id])
        )
        if claim.subject.id in subjects and claim.role in (Role.TOLL, Role.WHAT)
    ]
    acts.judge(desk, desk.local, claims[0], Verdict.YES, "read against the report", None)
    acts.judge(desk, desk.local, claims[-1], Verdict.YES, "", None)
    acts.note(desk, desk.local, subjects[0], "Ask the hospital for its own list.")
    acts.set_status(desk, desk.local, subjects, Status.CONTESTED, "the sources differ", None)


def test_every_page_has_its_picture(browser: Browser, tmp_path: Path) -> None:
    shown = os.environ.get("CORROBORA_PICTURES")
    target = IMAGES if shown else tmp_path / "images"
    target.mkdir(parents=True, exist_ok=True)
    if shown:
        shutil.copytree(shown, tmp_path / "w")
    else:
        with create(tmp_path / "w") as workspace:
            fill(workspace)
    with desk_in(tmp_path / "w") as desk, served(desk) as address:
        row = most_told(desk)
        tellings = desk_query.tellings_of(desk.index.file, row.id)
        first = desk_query.subjects_of(desk.index.file, [row.id])[0]
        decide(desk, row)
        pages = {
            "desk": "/?kind=join" if desk_questions.question_counts(desk.index.file) else "/",
            "document": f"/documents/{tellings[first]}?event={first}",
            "incident": f"/incidents/{row.id}",
            "incident-below": f"/incidents/{row.id}#history-killed",
            "explore": "/explore",
            "people": "/people",
            "sources": "/sources?role=speaker",
            "history": "/history",
            "reports": "/reports",
            "methods": "/methods",
        }
        window = browser.new_context(base_url=address, viewport={"width": 1360, "height": 860})
        page = window.new_page()
        for name, path in pages.items():
            page.goto(path, wait_until="networkidle")
            if page.locator(".mapbox").count():
                # Drawn by software on a busy machine the map takes its time.
                page.locator(".mapbox[data-ready]").wait_for(timeout=60_000)
                page.wait_for_timeout(4000)
            page.screenshot(path=target / f"{name}.png")
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(pages["incident"], wait_until="networkidle")
        page.screenshot(path=target / "telephone.png")
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 1360, "height": 860})
        page.goto(pages["document"], wait_until="networkidle")
        page.screenshot(path=target / "dark.png")
        window.close()
    assert len(list(target.glob("*.png"))) >= len(pages)
