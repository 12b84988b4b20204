"""Decisions from the command line: kept, in force, and undone."""

from pathlib import Path

import pytest

from corrobora.assemble.incidents import assemble
from corrobora.commands.decide import Asked, decide, undo_last
from corrobora.commands.session import Session
from corrobora.errors import InputError
from corrobora.pipeline import Coded
from corrobora.store import query, write
from corrobora.store.workspace import create, open_existing
from tests.claims import selwa


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
    undo_last(QUIET, asked)
    assert shape(folder) == [1, 2]
    decide(QUIET, asked, "same", [first, third])
    assert shape(folder) == [3]


def test_a_wrong_claim_enters_no_answer_and_comes_back(folder: Path) -> None:
    claims, _, _ = selwa()
    asked = Asked(folder, "amina", "")
    decide(QUIET, asked, "wrong", [claims[0].id])
    assert shape(folder) == [1, 1]
    undo_last(QUIET, asked)
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
        undo_last(QUIET, asked)
