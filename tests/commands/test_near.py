"""A few reports in a large workspace: looked at alone, they come to what all together do."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corrobora.assemble.incidents import Assembled
from corrobora.commands import near
from corrobora.commands.decide import Asked, decide, take_back
from corrobora.commands.session import Session
from corrobora.model import Claim, Document
from corrobora.pipeline import Coded
from corrobora.store import query, write
from corrobora.store.workspace import Workspace, create
from tests.claims import Report, selwa

QUIET = Session(quiet=True)
TOWNS = ("Selwa", "Orvane", "Mirsk")


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(near, "LARGE", 0)
    monkeypatch.setattr("corrobora.commands.session._SHARE", 1)


def told(at: int, town: int, day: int, kind: str, number: int) -> tuple[Document, list[Claim]]:
    """A report of one happening; with another number, or another day, a report of another."""
    date = f"2021-05-{day:02}"
    text = f"The blow of report {at} fell on {TOWNS[town]} that day; {number} people died there."
    report = Report(text, date, url=f"u:{at}", name=f"r{at}")
    event = report.event("blow", kind).where(TOWNS[town], "XA", id=f"g:{town}")
    event.when("that day", date).toll(f"{number} people", number, number, group="people")
    return report.document, event.claims


def keep(workspace: Workspace, reports: Iterable[tuple[Document, list[Claim]]]) -> None:
    for document, claims in reports:
        write.keep_coded(workspace, Coded(document=document, claims=tuple(claims)), ["rules@1"])


def shape(assembled: Assembled, documents: Iterable[str]) -> set[frozenset[str]]:
    named = set(documents)
    groups = (
        frozenset(event.subject.id for event in incident.events)
        for incident in assembled.incidents
        if any(event.subject.anchor.document_id in named for event in incident.events)
    )
    return set(groups)


REPORTS = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(3, 5), st.sampled_from(["shelling", "clash"]), st.just(9)
    ),
    min_size=4,
    max_size=10,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=REPORTS, cut=st.integers(1, 3))
def test_reports_added_to_an_index_come_to_what_all_at_once_come_to(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int, str, int]], cut: int
) -> None:
    reports = [told(at, *row) for at, row in enumerate(rows)]
    with create(tmp_path_factory.mktemp("w")) as workspace:
        keep(workspace, reports[:-cut])
        with near.indexed(workspace, "median", quiet=True) as index:
            assert index is not None
        keep(workspace, reports[-cut:])
        added = [document.id for document, _ in reports[-cut:]]
        found = QUIET.assemble_told(workspace, added)
        everything = QUIET.assemble(workspace)
    assert shape(found, added) == shape(everything, added)


def test_a_part_holds_the_whole_of_an_incident_and_nothing_else(tmp_path: Path) -> None:
    reports = [told(1, 0, 4, "shelling", 9), told(2, 0, 4, "shelling", 11)]
    reports.append(told(3, 2, 20, "clash", 4))
    with create(tmp_path / "w") as workspace:
        keep(workspace, reports)
        found = QUIET.assemble_told(workspace, [reports[1][0].id])
    assert [len(incident.events) for incident in found.incidents] == [2]
    assert set(found.documents) == {reports[0][0].id, reports[1][0].id}


def test_decisions_and_their_undoing_hold_in_a_part(tmp_path: Path) -> None:
    claims, documents, (first, second, _) = selwa()
    folder = tmp_path / "w"
    with create(folder) as workspace:
        keep(workspace, ((d, [c for c in claims if c.document_id == d.id]) for d in documents))

    def together() -> bool:
        with create(folder) as workspace:
            assembled = QUIET.assemble_with(workspace, [first])
        return any({first, second} <= group for group in shape(assembled, assembled.documents))

    asked = Asked(folder, "amina", "the mayor says so")
    assert together()
    decide(QUIET, asked, "different", [first[:12], second[:12]])
    assert not together()
    take_back(QUIET, asked)
    assert together()


def test_what_an_id_begins_is_found_by_claim_event_and_incident(tmp_path: Path) -> None:
    document, claims = told(1, 0, 4, "shelling", 9)
    with create(tmp_path / "w") as workspace:
        keep(workspace, [(document, claims)])
        whole = QUIET.assemble(workspace)
        ids = [claims[0].id, claims[0].subject.id, whole.incidents[0].id]
        for one in ids:
            part = QUIET.assemble_with(workspace, [one[:10]])
            assert [incident.id for incident in part.incidents] == [whole.incidents[0].id]
        assert query.count_documents(workspace) == 1
        assert QUIET.assemble_with(workspace, ["i_zzzz"]).incidents == ()
