"""Decisions from the command line: kept, in force, and undone."""

from pathlib import Path

import pytest

from corrobora.assemble.incidents import assemble
from corrobora.assemble.people import Person, people
from corrobora.commands.decide import Asked, decide, take_back
from corrobora.commands.session import Session, Wanted, explain_id
from corrobora.errors import InputError
from corrobora.pipeline import Coded
from corrobora.store import query, write
from corrobora.store.workspace import create, open_existing
from tests.claims import Report, selwa


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    claims, documents, _ = selwa()
    with create(tmp_path / "w") as workspace:
        for document in documents:
            own = tuple(claim for claim in claims if claim.document_id == document.id)
            write.keep_coded(workspace, Coded(document=document, claims=own), ["rules@1"])
    return tmp_path / "w"


def shape(folder: Path) -> list[int]:
    with open_existing(folder) as workspace:
        told = assemble(
            query.claims_in_force(workspace),
            query.documents(workspace),
            query.decisions(workspace),
        )
    return sorted(len(incident.events) for incident in told.incidents)


QUIET = Session(quiet=True)


def test_a_ruling_holds_and_is_undone(folder: Path) -> None:
    _, _, (first, second, third) = selwa()
    asked = Asked(folder, "amina", "the mayor says so")
    assert shape(folder) == [1, 2]
    decide(QUIET, asked, "different", [first, second])
    assert shape(folder) == [1, 1, 1]
    take_back(QUIET, asked)
    assert shape(folder) == [1, 2]
    decide(QUIET, asked, "same", [first, third])
    assert shape(folder) == [3]


def test_a_wrong_claim_enters_no_answer_and_comes_back(folder: Path) -> None:
    claims, _, _ = selwa()
    asked = Asked(folder, "amina", "")
    decide(QUIET, asked, "wrong", [claims[0].id])
    assert shape(folder) == [1, 1]
    take_back(QUIET, asked)
    assert shape(folder) == [1, 2]


def test_what_cannot_be_decided_is_told(folder: Path) -> None:
    claims, _, (first, second, _) = selwa()
    asked = Asked(folder, "amina", "")
    with pytest.raises(InputError, match="no decision"):
        decide(QUIET, asked, "maybe", [first, second])
    with pytest.raises(InputError, match="takes 2 ids"):
        decide(QUIET, asked, "same", [first])
    with pytest.raises(InputError, match="no claim"):
        decide(QUIET, asked, "right", [first])
    with pytest.raises(InputError, match="is a claim"):
        decide(QUIET, asked, "same", [claims[0].id, first])
    with pytest.raises(InputError, match="nothing to undo"):
        take_back(QUIET, asked)


def test_an_older_decision_is_undone_by_its_id_and_with_a_reason(folder: Path) -> None:
    _, _, (first, second, third) = selwa()
    asked = Asked(folder, "amina", "")
    decide(QUIET, asked, "different", [first, second])
    decide(QUIET, asked, "same", [first, third])
    with open_existing(folder) as workspace:
        parted = next(iter(query.decisions(workspace)))
    take_back(QUIET, Asked(folder, "amina", "the mayor was wrong"), parted.id[:12])
    assert shape(folder) == [3]
    with open_existing(folder) as workspace:
        *_, undoing = query.decisions(workspace)
    assert undoing.reason == f"undo of {parted.id}; the mayor was wrong"


def test_only_ones_own_decisions_that_still_stand_are_undone(folder: Path) -> None:
    _, _, (first, second, _) = selwa()
    decide(QUIET, Asked(folder, "amina", ""), "different", [first, second])
    with open_existing(folder) as workspace:
        (made,) = query.decisions(workspace)
    with pytest.raises(InputError, match="decided by amina"):
        take_back(QUIET, Asked(folder, "ivo", ""), made.id)
    with pytest.raises(InputError, match="no decisions have an id"):
        take_back(QUIET, Asked(folder, "amina", ""), "j_zzz")
    decide(QUIET, Asked(folder, "ivo", ""), "same", [first, second])
    with pytest.raises(InputError, match="ivo has decided on the same since"):
        take_back(QUIET, Asked(folder, "amina", ""), made.id)
    assert shape(folder) == [1, 2]


def test_two_persons_are_ruled_the_same_and_parted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "people"
    with create(folder) as workspace:
        for name, day in (("Ilya Tarn", "2021-05-04"), ("Maro Belik", "2021-05-05")):
            report = Report(f"Shelling of Selwa on Monday killed {name}.", day)
            person = report.person(name, name, "civilian")
            coded = Coded(document=report.document, claims=tuple(person.claims))
            write.keep_coded(workspace, coded, ["rules@1"])

    def listed() -> tuple[Person, ...]:
        with open_existing(folder) as workspace:
            return people(QUIET.assemble(workspace))

    one, other = listed()
    asked = Asked(folder, "amina", "a pen name")
    decide(QUIET, asked, "same", [one.id, other.id])
    (both,) = listed()
    assert len(both.actors) == 2
    ids = [one.actors[0].subject.id, other.actors[0].subject.id]
    explain_id(QUIET, Wanted(paths=[ids[1]], into=folder), ids[0])
    assert "are one person or group" in capsys.readouterr().out
    decide(QUIET, asked, "different", ids)
    assert len(listed()) == 2
    one, other = listed()
    explain_id(QUIET, Wanted(paths=[other.id], into=folder), one.id)
    said = capsys.readouterr().out
    assert "are two" in said
    assert "amina ruled" in said


def test_what_a_person_ruled_on_a_claim_is_explained(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claims, _, _ = selwa()
    decide(QUIET, Asked(folder, "amina", "no such place"), "wrong", [claims[1].id])
    explain_id(QUIET, Wanted(into=folder), claims[1].id)
    assert "wrong (no such place)" in capsys.readouterr().out
