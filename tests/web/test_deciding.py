"""Decisions at the desk: each changes what the sources come to, and each can be undone."""

import re

import pytest

from corrobora.model import Claim, Document, Right, Same, Status
from corrobora.record import decode
from corrobora.store import desk_query, query
from corrobora.values import Toll, When
from corrobora.web.desk import Desk
from corrobora.web.index.rows import Row
from tests.web.asking import Asker

Events = tuple[str, str, str]


def row_of(desk: Desk, event: str) -> Row:
    """The row of the incident that holds an event."""
    desk.index.catch_up()
    incident = desk_query.incidents_of(desk.index.file, [event])[event]
    kept = desk_query.record_of(desk.index.file, incident)
    assert kept is not None
    return decode(kept, Row)


def claim_with(desk: Desk, words: str) -> Claim:
    """The claim whose first words are these."""
    documents = {one.id: one for one in query.documents(desk.workspace)}
    return next(
        claim
        for claim in query.claims_in_force(desk.workspace)
        if documents[claim.document_id].quote(claim.spans[0]) == words
    )


def report_named(desk: Desk, name: str) -> Document:
    """The report of that name."""
    return next(one for one in query.documents(desk.workspace) if one.name == name)


def last_id(desk: Desk) -> str:
    """The id of the newest act."""
    return desk_query.rulings(desk.index.file, desk_query.Search(limit=1))[0].id


def test_rejecting_a_claim_moves_the_range_and_undoing_brings_it_back(
    desk: Desk, ask: Asker, events: Events
) -> None:
    first, second, _ = events
    ask.send(f"/pairs/{first}/{second}", verdict="yes")
    joined = row_of(desk, first)
    assert (joined.killed.low, joined.killed.largest) == (9, 11)
    claim = claim_with(desk, "Eleven people")
    ask.send(f"/claims/{claim.id}/verdict", verdict="no", seen="", reason="not of this day")
    rejected = row_of(desk, first)
    assert rejected.killed.low == 4 or rejected.killed.low == 9
    assert rejected.killed.largest != 11
    act = next(
        one
        for one in desk_query.rulings(desk.index.file, desk_query.Search())
        if isinstance(one, Right)
    )
    ask.send(f"/undo/{act.id}")
    assert row_of(desk, first).killed == joined.killed


def test_what_was_decided_first_is_shown_before_it_is_outranked(desk: Desk, ask: Asker) -> None:
    claim = claim_with(desk, "Thirty")
    ask.send(f"/claims/{claim.id}/verdict", verdict="no", seen="", reason="told twice")
    answer = ask.send(
        f"/claims/{claim.id}/verdict", answers=409, verdict="yes", seen="", reason="I read it so"
    )
    assert "Somebody decided first" in answer and "told twice" in answer
    assert "I read it so" in answer, "what the second person wrote is kept"
    standing = [
        one
        for one in desk_query.rulings_about(desk.index.file, [claim.id])
        if isinstance(one, Right)
    ]
    assert [one.verdict.value for one in standing] == ["no"]


def test_a_corrected_date_takes_the_old_ones_place_until_it_is_undone(
    desk: Desk, ask: Asker, events: Events
) -> None:
    claim = claim_with(desk, "3 May")
    ask.send(f"/claims/{claim.id}/correct", seen="", first="2021-05-02", last="2021-05-02")
    row = row_of(desk, events[1])
    assert str(row.first) == "2021-05-02"
    mine = [c for c in query.all_claims(desk.workspace) if c.origin == "review:amina"]
    assert next(c.value for c in mine if isinstance(c.value, When)).last is not None
    ask.send(f"/undo/{last_id(desk)}")
    assert str(row_of(desk, events[1]).first) == "2021-05-03"


def test_a_claim_from_words_enters_the_answer(desk: Desk, ask: Asker, events: Events) -> None:
    report = report_named(desk, "third")
    start = report.text.index("two soldiers")
    ask.send(
        f"/documents/{report.id}/claims",
        subject=events[2],
        role="toll",
        start=str(start),
        end=str(start + 3),
        quote="two",
        outcome="injured",
        low="5",
        high="7",
    )
    injured = row_of(desk, events[2]).injured
    assert (injured.low, injured.high) == (5, 7)


def test_words_that_the_report_does_not_say_bear_no_claim(desk: Desk, ask: Asker) -> None:
    report = report_named(desk, "third")
    answer = ask.send(
        f"/documents/{report.id}/claims",
        answers=422,
        subject="",
        code="shelling",
        quote="an earthquake",
    )
    assert "an earthquake" in answer


def test_a_new_event_is_an_incident_of_its_own(desk: Desk, ask: Asker) -> None:
    report = report_named(desk, "first")
    before = int(desk.index.columns["alive"].sum())
    ask.send(
        f"/documents/{report.id}/claims", subject="", code="clash", quote="denied firing", role=""
    )
    assert int(desk.index.columns["alive"].sum()) == before + 1
    assert int(desk.index.columns["alive"].sum()) == len(
        list(desk_query.incidents(desk.index.file))
    )


def test_joining_and_splitting_are_each_others_undoing(
    desk: Desk, ask: Asker, events: Events
) -> None:
    first, _, third = events
    one, other = row_of(desk, first).id, row_of(desk, third).id
    assert one != other
    ask.send(f"/incidents/{one}/join", other=f"http://127.0.0.1/incidents/{other}", reason="same")
    joined = row_of(desk, first)
    assert joined.id == row_of(desk, third).id
    ask.send(f"/incidents/{joined.id}/split", event=third, reason="a week apart")
    assert row_of(desk, first).id != row_of(desk, third).id
    ask.send(f"/undo/{last_id(desk)}")
    assert row_of(desk, first).id == row_of(desk, third).id
    rulings = [one for one in query.decisions(desk.workspace) if isinstance(one, Same)]
    assert rulings, "nothing was erased"


def test_a_status_and_a_note_stand_on_the_page(desk: Desk, ask: Asker, events: Events) -> None:
    incident = row_of(desk, events[2]).id
    ask.send(f"/incidents/{incident}/status", status="contested", reason="two versions")
    ask.send(f"/incidents/{incident}/note", note="ask the mayor")
    page = ask.page(f"/incidents/{incident}")
    assert "two versions" in page and "ask the mayor" in page
    assert row_of(desk, events[2]).status == Status.CONTESTED
    assert "contested" in ask.page("/history")


@pytest.mark.parametrize("elsewhere", [None, "https://example.org/", "//example.org", "/\\example"])
def test_undoing_comes_back_to_the_page_without_script_and_never_elsewhere(
    desk: Desk, ask: Asker, events: Events, elsewhere: str | None
) -> None:
    address = f"/incidents/{row_of(desk, events[1]).id}"
    ask.send(f"{address}/status", status="contested", reason="to be asked", seen="")
    back = re.search(
        r'action="(/undo/[^"]+)".*?name="back" value="([^"]+)"', ask.page(address), re.S
    )
    assert back is not None and back[2] == address
    shown = ask.send(back[1], back=elsewhere or back[2])
    assert ("<title>Desk" in shown) is bool(elsewhere)


def test_history_tells_what_stood_before(desk: Desk, ask: Asker) -> None:
    claim = claim_with(desk, "Thirty")
    ask.send(f"/claims/{claim.id}/verdict", verdict="yes")
    ask.send(f"/claims/{claim.id}/verdict", verdict="no")
    page = re.sub(r"\s+", " ", ask.page("/history"))
    assert "before: right, amina" in page
    assert "before: no person had ruled" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"low": "9", "high": "3"}, "do not go together"),
        ({"low": "many", "high": ""}, "no whole number"),
        ({"low": "", "high": ""}, "a toll has a number"),
        ({"low": "30", "high": "30", "outcome": "injured"}, "nothing was changed"),
        ({"low": "1", "high": "1", "stance": "perhaps"}, "there is no"),
    ],
)
def test_what_cannot_be_a_value_is_told_and_kept_in_the_form(
    desk: Desk, ask: Asker, fields: dict[str, str], said: str
) -> None:
    claim = claim_with(desk, "Thirty")
    assert isinstance(claim.value, Toll)
    outcome = {"outcome": claim.value.outcome.value}
    answer = ask.send(f"/claims/{claim.id}/correct", answers=422, **outcome | fields)
    assert said in answer
    assert query.claims_in_force(desk.workspace) is not None
