"""What was refused: it stays to be seen with its words and the reason, and can be restored."""

import re

import pytest
from msgspec import structs

from corrobora.model import Claim, Document, Refusal, Span, Verdict
from corrobora.store import desk_query, desk_questions, query
from corrobora.web.desk import Desk
from tests.claims import Report
from tests.web.asking import Asker
from tests.web.corpus import keep

BACKGROUND = "clash: held for background, likely an event to 0.31 only"


def keep_dropped(desk: Desk) -> Claim:
    """Keep a report with an event that was held for background; the one claim kept of it."""
    report = Report(
        "Shelling killed four in Orman on 3 June. The clash at Kelt years ago began it.",
        published="2021-06-04",
        name="dropped",
    )
    told = report.event("Shelling", "shelling").where("Orman", "AF").toll("four", 4, 4)
    background = report.event("clash", "clash", confidence=0.31).claims[0]
    refusal = Refusal(document_id=report.document.id, claim=background, reason=BACKGROUND)
    keep(desk.workspace, [report.document], told.claims, [refusal])
    desk.index.catch_up()
    return background


@pytest.fixture
def dropped(desk: Desk) -> Claim:
    """The claim kept of an event that was held for background."""
    return keep_dropped(desk)


def restoring(ask: Asker, claim: Claim, back: str) -> str:
    """The page after restoring a refused claim."""
    return ask.send(f"/refused/{claim.id}/restore", back=back)


def known(desk: Desk, claim: Claim) -> set[str]:
    """The ids of the events that the desk knows in the claim's report."""
    desk.index.catch_up()
    return set(desk_query.events_in(desk.index.file, [claim.document_id]))


def test_a_dropped_event_stands_in_its_report_with_its_words(ask: Asker, dropped: Claim) -> None:
    page = ask.page(f"/documents/{dropped.document_id}")
    refused = page.split("Refused</h2>")[1]
    assert BACKGROUND in refused and "<q>clash</q>" in refused
    assert "its kind alone was kept" in refused
    assert f"/refused/{dropped.id}/restore" in refused


def test_a_dropped_event_restored_is_an_event_without_details(
    desk: Desk, ask: Asker, dropped: Claim
) -> None:
    assert dropped.subject.id not in known(desk, dropped)
    page = restoring(ask, dropped, f"/documents/{dropped.document_id}")
    assert "Refused</h2>" not in page
    card = page.split(f'id="{dropped.subject.id}"')[1].split("</details>")[0]
    assert card.count("Nothing is filled in.") == 2, "neither day nor place is made up"
    assert "by amina" in card
    assert dropped.subject.id in known(desk, dropped)
    assert BACKGROUND in ask.page("/history")


def test_restoring_is_undone(desk: Desk, ask: Asker, dropped: Claim) -> None:
    restoring(ask, dropped, "/")
    act = desk_query.rulings(desk.index.file, desk_query.Search(limit=1))[0]
    ask.send(f"/undo/{act.id}")
    assert dropped.subject.id not in known(desk, dropped)


def test_the_desk_asks_whether_it_was_rightly_refused(
    desk: Desk, ask: Asker, dropped: Claim
) -> None:
    question = f"refused:{dropped.id}"
    page = ask.page(f"/?kind=refused&question={question}")
    assert "<mark>clash</mark>" in page and "its kind alone was kept" in page
    ask.send(f"/refused/{dropped.id}/uphold")
    assert desk_questions.question(desk.index.file, question) is None
    assert dropped.subject.id not in known(desk, dropped)
    refused = ask.page(f"/documents/{dropped.document_id}").split("Refused</h2>")[1]
    assert re.search(r"Rightly refused · amina", refused)
    rulings = desk_query.rulings_about(desk.index.file, [dropped.id])
    assert [one.verdict for one in rulings if hasattr(one, "verdict")] == [Verdict.NO]


def test_a_claim_whose_words_are_not_there_is_told_without_words(desk: Desk, ask: Asker) -> None:
    report = Report("Shelling killed four in Orman.", name="short")
    longer = Report(report.document.text + " Later five died.")
    event = longer.event("Shelling", "shelling").toll("five", 5, 5)
    document: Document = report.document
    moved = elsewhere(event.claims[1], document)
    reason = "the span [41, 45) is not in the document"
    refusal = Refusal(document_id=document.id, claim=moved, reason=reason)
    keep(desk.workspace, [document], report.event("Shelling", "shelling").claims, [refusal])
    desk.index.catch_up()
    page = ask.page(f"/documents/{document.id}")
    assert reason in page and "<q></q>" not in page


def elsewhere(claim: Claim, document: Document) -> Claim:
    """The claim as if its words stood at the same places of another document."""

    def there(span: Span) -> Span:
        return structs.replace(span, document_id=document.id)

    subject = structs.replace(claim.subject, anchor=there(claim.subject.anchor))
    spans = tuple(there(one) for one in claim.spans)
    return structs.replace(claim, subject=subject, spans=spans)


def test_a_report_that_was_not_read_says_why(desk: Desk, ask: Asker) -> None:
    report = Report("Shelling killed four in Orman.", name="unread")
    reason = "the reader ended while it read this"
    keep(
        desk.workspace,
        [report.document],
        [],
        [Refusal(document_id=report.document.id, reason=reason)],
    )
    desk.index.catch_up()
    assert reason in ask.page(f"/documents/{report.document.id}")
    assert list(query.refusals(desk.workspace, report.document.id))
