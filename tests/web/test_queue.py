"""The desk's own queue: whose a question is, what is put off, and what is left out for a day."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from corrobora.model import Claim
from corrobora.record import decode
from corrobora.store import desk_questions
from corrobora.web.app import create_app
from corrobora.web.desk import Desk
from corrobora.web.index.questions import Question
from tests.claims import Report
from tests.web.asking import Asker
from tests.web.corpus import PASSWORD, desk_in, staff
from tests.web.test_finding import added

Events = tuple[str, str, str]


def doubtful(town: str, kind: str = "shooting") -> tuple[Report, list[Claim]]:
    """A report whose number of killed the reader is in doubt of."""
    report = Report(f"Gunmen killed four people in {town} on 9 June.", published="2021-06-10")
    event = report.event("killed", kind).where(town, "AF").when("on 9 June", "2021-06-09")
    return report, event.toll("four people", 4, 4, confidence=0.4).claims


@pytest.fixture
def desk(events: Events, tmp_path: Path) -> Iterator[Desk]:
    """A desk with accounts and two doubtful numbers, one of them of a torture."""
    staff(tmp_path / "w")
    with desk_in(tmp_path / "w") as desk:
        added(desk, doubtful("Orman"), doubtful("Kelt", "torture"))
        yield desk


def logged_in(desk: Desk, name: str) -> Asker:
    """Somebody of the team, logged in."""
    asker = Asker(TestClient(create_app(desk), base_url="http://127.0.0.1"))
    asker.send("/login", name=name, password=PASSWORD)
    return asker


def question_in(desk: Desk, town: str) -> str:
    """The id of the question about a town's number."""
    asked = desk_questions.Wanted(kinds=("low",), limit=50)
    kept = [decode(one, Question) for one in desk_questions.questions(desk.index.file, asked)]
    return next(one.id for one in kept if town in one.detail)


def listed(ask: Asker, query: str) -> set[str]:
    """The towns of the questions that are listed."""
    queue = ask.page(f"/?kind=low&{query}").split('<ol class="queue">')[1].split("</ol>")[0]
    return {town for town in ("Orman", "Kelt") if town in queue}


def test_what_somebody_takes_is_his_and_the_others_see_it(desk: Desk) -> None:
    coder, reviewer = logged_in(desk, "coder"), logged_in(desk, "reviewer")
    question = question_in(desk, "Orman")
    coder.send(f"/questions/{question}/aside", what="take")
    assert listed(coder, "whose=mine") == {"Orman"}
    assert listed(reviewer, "whose=mine") == set()
    assert listed(reviewer, "whose=others") == {"Orman"}
    assert listed(reviewer, "whose=nobody") == {"Kelt"}
    assert "<b>1</b> with others" in reviewer.page("/") and "<b>1</b> with me" in coder.page("/")
    coder.send(f"/questions/{question}/aside", what="give back")
    assert listed(reviewer, "whose=nobody") == {"Orman", "Kelt"}


def test_what_one_puts_off_others_still_get(desk: Desk) -> None:
    coder, reviewer = logged_in(desk, "coder"), logged_in(desk, "reviewer")
    coder.send(f"/questions/{question_in(desk, 'Orman')}/aside", what="later")
    assert listed(coder, "") == {"Kelt"}
    assert listed(reviewer, "") == {"Orman", "Kelt"}


def test_who_would_not_read_of_torture_today_does_not(desk: Desk) -> None:
    coder, reviewer = logged_in(desk, "coder"), logged_in(desk, "reviewer")
    coder.send("/not-today", out="torture")
    assert listed(coder, "") == {"Orman"}
    assert listed(reviewer, "") == {"Orman", "Kelt"}
    coder.send("/not-today")
    assert listed(coder, "") == {"Orman", "Kelt"}


def test_what_is_answered_is_counted_and_gone(desk: Desk) -> None:
    coder = logged_in(desk, "coder")
    question = question_in(desk, "Orman")
    coder.send(f"/claims/{question.removeprefix('low:')}/verdict", verdict="yes", back="/")
    assert listed(coder, "") == {"Kelt"}
    assert "1 decided by me today" in coder.page("/")
