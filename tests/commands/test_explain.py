"""`corrobora explain`: from an incident to its claims, from a claim to its words."""

from pathlib import Path

import pytest

from corrobora.store import query
from corrobora.store.workspace import open_existing
from tests.commands.conftest import Run


@pytest.fixture
def kept(run: Run, reports: Path) -> Path:
    run("code", reports, "--into", "kept")
    return Path("kept")


def _incident(run: Run, kept: Path, reports: Path) -> str:
    ended = run("code", reports / "mill.txt", "--into", kept)
    return ended.out.splitlines()[1].split()[0]


def test_an_incident_shows_its_claims(run: Run, kept: Path, reports: Path) -> None:
    ended = run("explain", _incident(run, kept, reports), "--in", kept)
    assert ended.status == 0
    assert "9 people were killed" in ended.out
    assert "police" in ended.out


def test_a_claim_shows_its_words_in_their_sentence(run: Run, kept: Path) -> None:
    with open_existing(kept) as workspace:
        claims = list(query.claims_in_force(workspace))
    toll = next(claim for claim in claims if claim.role == "toll")
    ended = run("explain", toll.id, "--in", kept)
    assert "[[" in ended.out
    assert "people were killed]]" in ended.out


def test_the_last_workspace_is_meant_where_none_is_named(
    run: Run, kept: Path, reports: Path
) -> None:
    assert run("explain", _incident(run, kept, reports)).status == 0


def test_without_any_workspace_it_says_what_to_do(run: Run) -> None:
    ended = run("explain", "i_none")
    assert ended.status == 1
    assert "--in WORKSPACE" in ended.err


def test_reports_are_coded_for_the_id_where_they_are_named(run: Run, reports: Path) -> None:
    printed = run("code", reports).out.splitlines()[1]
    ended = run("explain", printed.split()[0], reports)
    assert ended.status == 0
    assert "people were killed" in ended.out


def test_an_unknown_id_is_told(run: Run, kept: Path) -> None:
    ended = run("explain", "i_none", "--in", kept)
    assert ended.status == 1
    assert ended.err.startswith("corrobora: ")


def test_export_writes_the_whole_workspace(run: Run, kept: Path) -> None:
    ended = run("export", kept, "--to", "all.csv")
    assert ended.status == 0
    assert len(Path("all.csv").read_text(encoding="utf-8").splitlines()) == 3
    assert "2 incidents" in ended.err


def test_export_of_no_workspace_is_told(run: Run, reports: Path) -> None:
    ended = run("export", reports, "--to", "all.csv")
    assert ended.status == 1
    assert "there is no workspace" in ended.err


def test_the_codebook_is_printed(run: Run) -> None:
    ended = run("codebook")
    assert ended.status == 0
    assert "airstrike" in ended.out
