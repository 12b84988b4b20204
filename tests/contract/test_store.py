"""What every store promises: nothing is lost, overwritten or kept twice."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from corrobora.errors import StoreError
from corrobora.model import Note, Refusal, Right, Same, Verdict
from corrobora.pipeline import Coded
from corrobora.store import query, write
from corrobora.store.workspace import Workspace, create, in_memory
from tests.store.corpus import claim_on, coded, content, report

NOON = dt.datetime(2021, 3, 5, 12, tzinfo=dt.UTC)


@pytest.fixture(params=["memory", "folder"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    with in_memory() if request.param == "memory" else create(tmp_path / "kept") as opened:
        yield opened


def test_a_document_and_its_claims_read_back(workspace: Workspace) -> None:
    first = coded(report(), "shell", "mill")
    write.keep_coded(workspace, first, ["rules@1"])
    assert list(query.documents(workspace)) == [first.document]
    assert list(query.claims_in_force(workspace)) == list(first.claims)
    assert query.read_by(workspace, first.document.id) == {"rules@1"}


def test_keeping_twice_changes_nothing(workspace: Workspace) -> None:
    document = report()
    write.keep_coded(workspace, coded(document, "shell"), ["rules@1"])
    before = content(workspace)
    write.keep_coded(workspace, coded(document, "shell"), ["rules@1"])
    assert content(workspace) == before


def test_the_same_reader_is_not_believed_twice(workspace: Workspace) -> None:
    document = report()
    write.keep_coded(workspace, coded(document, "shell"), ["rules@1"])
    before = content(workspace)
    write.keep_coded(workspace, coded(document, "mill"), ["rules@1"])
    assert content(workspace) == before


def test_a_newer_reader_is_in_force_and_the_older_claims_stay(workspace: Workspace) -> None:
    document = report()
    for origin, word in (("rules@9", "shell"), ("rules@10", "mill")):
        write.keep_coded(workspace, coded(document, word, origin=origin), [origin])
    assert [claim.origin for claim in query.claims_in_force(workspace)] == ["rules@10"]
    origins = {claim.origin for claim in query.all_claims(workspace)}
    assert origins == {"rules@9", "rules@10"}


def test_an_older_reader_run_later_does_not_take_over(workspace: Workspace) -> None:
    document = report()
    for origin, word in (("rules@10", "shell"), ("rules@9", "mill")):
        write.keep_coded(workspace, coded(document, word, origin=origin), [origin])
    assert [claim.origin for claim in query.claims_in_force(workspace)] == ["rules@10"]


def test_a_newer_reader_that_finds_nothing_is_in_force_too(workspace: Workspace) -> None:
    document = report()
    write.keep_coded(workspace, coded(document, "shell"), ["rules@1"])
    write.keep_coded(workspace, coded(document), ["rules@2"])
    assert list(query.claims_in_force(workspace)) == []


def test_two_readers_are_in_force_side_by_side(workspace: Workspace) -> None:
    document = report()
    write.keep_coded(workspace, coded(document, "shell"), ["rules@1"])
    write.keep_coded(workspace, coded(document, "mill", origin="learned@4"), ["learned@4"])
    found = {claim.origin for claim in query.claims_in_force(workspace)}
    assert found == {"rules@1", "learned@4"}


def test_the_rules_alone_give_way_to_the_reader_that_decided_on_them(workspace: Workspace) -> None:
    document = report()
    write.keep_coded(workspace, coded(document, "shell"), ["rules@1"])
    write.keep_coded(workspace, coded(document, "mill", origin="reader@1"), ["reader@1"])
    assert {claim.origin for claim in query.claims_in_force(workspace)} == {"reader@1"}
    assert {claim.origin for claim in query.all_claims(workspace)} == {"rules@1", "reader@1"}


def test_a_claim_of_two_readers_counts_once_as_the_surer_made_it(workspace: Workspace) -> None:
    document = report()
    for origin, confidence in (("rules@1", 0.6), ("reader@4", 0.9)):
        claim = claim_on(document, "shell", origin, confidence=confidence)
        write.keep_coded(workspace, Coded(document=document, claims=(claim,)), [origin])
    assert [claim.confidence for claim in query.claims_in_force(workspace)] == [0.9]


def test_a_persons_claim_outlives_every_reader(workspace: Workspace) -> None:
    document = report()
    write.keep_coded(workspace, coded(document, "shell"), ["rules@1"])
    mine = claim_on(document, "mill", "review:amina")
    write.keep_claim(workspace, mine)
    write.keep_coded(workspace, coded(document, "shell"), ["rules@2"])
    assert mine in list(query.claims_in_force(workspace))


def test_a_claim_made_by_a_person_and_a_reader_counts_once_as_the_persons(
    workspace: Workspace,
) -> None:
    document = report()
    write.keep_coded(workspace, coded(document, "shell"), ["rules@1"])
    write.keep_claim(workspace, claim_on(document, "shell", "review:amina", confidence=0.1))
    assert [claim.origin for claim in query.claims_in_force(workspace)] == ["review:amina"]


def test_a_claim_on_no_document_is_refused(workspace: Workspace) -> None:
    with pytest.raises(StoreError, match="not in the workspace"):
        write.keep_claim(workspace, claim_on(report(), "shell", "review:amina"))


def test_decisions_come_back_oldest_first_and_outlive_a_rerun(workspace: Workspace) -> None:
    document = report()
    write.keep_coded(workspace, coded(document, "shell"), ["rules@1"])
    later = Right(by="review:amina", at=NOON, claim="c_one", verdict=Verdict.NO, reason="misread")
    earlier = Same(
        by="link@1",
        at=NOON - dt.timedelta(days=1),
        left="e_one",
        right="e_two",
        verdict=Verdict.YES,
        score=0.8,
    )
    note = Note(by="review:amina", at=NOON + dt.timedelta(days=1), about="e_one", reason="see")
    for decision in (later, note, earlier):
        write.keep_decision(workspace, decision)
    write.keep_coded(workspace, coded(document, "shell"), ["rules@2"])
    assert list(query.decisions(workspace)) == [earlier, later, note]


def test_refused_claims_are_kept_with_their_reason(workspace: Workspace) -> None:
    document = report()
    refusal = Refusal(
        reason="the number is not in the words",
        document_id=document.id,
        claim=claim_on(document, "mill"),
    )
    write.keep_coded(workspace, Coded(document=document, refusals=(refusal,)), ["rules@1"])
    assert list(query.refusals(workspace, document.id)) == [refusal]


def test_another_date_for_the_same_text_is_told_and_the_first_kept(workspace: Workspace) -> None:
    first, second = report(), report(published=dt.date(2021, 3, 9), name="mill again")
    write.keep_coded(workspace, coded(first, "shell"), ["rules@1"])
    refusal = write.keep_copy(workspace, second)
    assert refusal is not None
    assert "2021-03-09" in refusal.reason
    assert "2021-03-04" in refusal.reason
    assert refusal.source == "mill again"
    assert list(query.documents(workspace)) == [first]
    assert list(query.refusals(workspace)) == [refusal]
    assert len(content(workspace)["copies"]) == 1


def test_the_same_report_again_is_no_copy(workspace: Workspace) -> None:
    write.keep_coded(workspace, coded(report(), "shell"), ["rules@1"])
    assert write.keep_copy(workspace, report()) is None
    assert content(workspace)["copies"] == []


def test_a_copy_under_another_name_is_kept_in_silence(workspace: Workspace) -> None:
    write.keep_coded(workspace, coded(report(), "shell"), ["rules@1"])
    assert write.keep_copy(workspace, report(name="reprint")) is None
    assert "reprint" in content(workspace)["copies"][0][-1]


def test_documents_come_by_date_and_undated_last(workspace: Workspace) -> None:
    given = [
        report("undated", published=None),
        report("late", published=dt.date(2021, 4, 1)),
        report("early", published=dt.date(2021, 3, 1)),
    ]
    for document in given:
        write.keep_coded(workspace, coded(document), ["rules@1"])
    assert [document.text for document in query.documents(workspace)] == [
        "early",
        "late",
        "undated",
    ]


def test_writing_while_reading_what_was_asked_for(workspace: Workspace) -> None:
    for number in range(3):
        write.keep_coded(workspace, coded(report(f"A shell, number {number}.")), ["rules@1"])
    for document in query.documents(workspace):
        write.keep_coded(workspace, coded(document, "shell", origin="rules@2"), ["rules@2"])
    assert len(list(query.claims_in_force(workspace))) == 3
