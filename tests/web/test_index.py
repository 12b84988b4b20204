"""The index follows the facts, and following comes to what indexing everything comes to."""

from pathlib import Path

from corrobora.model import Claim, Right, Verdict
from corrobora.record import decode
from corrobora.store import desk_names, desk_query, query
from corrobora.store.desk import FILE
from corrobora.store.desk_names import Listed
from corrobora.store.write import keep_decision
from corrobora.web.desk import Desk
from corrobora.web.index import explore
from corrobora.web.index.explore import Query
from corrobora.web.index.follow import Index
from corrobora.web.index.rows import Row
from tests.claims import NOON, Report, same
from tests.web.corpus import desk_in, keep

Events = tuple[str, str, str]


def rows(index: Index) -> list[Row]:
    """All rows, by id."""
    kept = (decode(record, Row) for _, record in desk_query.incidents(index.file))
    return sorted(kept, key=lambda one: one.id)


def test_following_comes_to_what_indexing_everything_comes_to(
    desk: Desk, events: Events, tmp_path: Path
) -> None:
    claims = list(query.claims_in_force(desk.workspace))
    keep_decision(desk.workspace, same(events[0], events[2]))
    desk.index.catch_up()
    for claim in claims[::3]:
        wrong = Right(by="review:jonas", at=NOON, claim=claim.id, verdict=Verdict.NO)
        keep_decision(desk.workspace, wrong)
        desk.index.catch_up()
    report = Report("Shelling killed ten in Selwa on 3 May.", published="2021-05-07", name="late")
    event = report.event("Shelling", "shelling").where("Selwa", "XA", id="geo:1")
    keep(desk.workspace, [report.document], event.when("3 May", "2021-05-03").claims)
    desk.index.catch_up()
    followed = rows(desk.index)
    asked = Listed(roles=("speaker", "publisher", "who", "whom"), described=True)
    totals = desk_names.totals(desk.index.file, asked)
    desk.close()
    for file in (tmp_path / "w").glob(f"{FILE}*"):
        file.unlink()
    with desk_in(tmp_path / "w") as anew:
        assert rows(anew.index) == followed
        assert desk_names.totals(anew.index.file, asked) == totals


def test_an_index_that_another_version_made_is_made_again(desk: Desk, tmp_path: Path) -> None:
    before = rows(desk.index)
    desk.close()
    with desk_in(tmp_path / "w", policy="highest") as other:
        assert [one.id for one in rows(other.index)] == [one.id for one in before]


def test_a_facet_counts_what_choosing_it_would_give(desk: Desk) -> None:
    everything, _ = explore.find(desk.index, Query())
    for facet, counted in everything.counts.items():
        for value, n in counted:
            found, _ = explore.find(desk.index, Query(facets={facet: (value,)}))
            assert found.total == n, (facet, value)


def test_undated_incidents_are_left_out_only_on_demand(desk: Desk) -> None:
    report = Report("Shelling killed two in Orman.", name="undated")
    keep(desk.workspace, [report.document], report.event("Shelling", "shelling").claims)
    desk.index.catch_up()
    after = explore.parse({"after": "2021-05-01"}, {}, "median")
    strict = explore.parse({"after": "2021-05-01", "undated": "0"}, {}, "median")
    assert explore.find(desk.index, after)[0].total == explore.find(desk.index, strict)[0].total + 1


def test_every_word_of_a_search_has_to_stand(desk: Desk) -> None:
    found, _ = explore.find(desk.index, Query(q="Selwa hospital"))
    assert found.total == 1
    assert explore.find(desk.index, Query(q='"hospital Selwa"'))[0].total == 0
    assert explore.find(desk.index, Query(q='Selwa" OR ('))[0].total >= 1


def test_clusters_hold_all_that_is_on_the_map(desk: Desk) -> None:
    fits = explore.fitting(desk.index, Query())
    found = explore.clusters(desk.index.columns, fits, (-180, -90, 180, 90), 24)
    assert sum(one.n for one in found) == explore.find(desk.index, Query())[0].mapped


def test_a_box_that_is_none_is_passed_over() -> None:
    for box in ("", "1,2,3", "5,0,1,2", "a,b,c,d", "nan,0,1,2", "0,0,inf,inf"):
        assert explore.parse({"box": box}, {}, "median").box is None


def test_of_a_crowd_those_are_met_that_tell_the_same(desk: Desk) -> None:
    crowd = [_shelling(at, f"{40 + at}") for at in range(45)]
    keep(desk.workspace, [one.document for one, _ in crowd], [c for _, cs in crowd for c in cs])
    desk.index.catch_up()
    before = len(rows(desk.index))
    again, claims = _shelling(77, "51")
    keep(desk.workspace, [again.document], claims)
    desk.index.catch_up()
    subjects = {crowd[11][1][0].subject.id, claims[0].subject.id}
    homes = desk_query.incidents_of(desk.index.file, subjects)
    assert len(set(homes.values())) == 1, "eleven's 51 killed are those of the new report"
    assert len(rows(desk.index)) == before


def _shelling(at: int, killed: str) -> tuple[Report, list[Claim]]:
    """A report of one of many shellings of one town on one day."""
    report = Report(
        f"Shelling killed {killed} in Orman on 3 May, wrote {chr(97 + at % 26) * 5}{at}.",
        published="2021-05-04",
        name=f"crowd {at}",
    )
    event = report.event("Shelling", "shelling").where("Orman", "AF", id="geo:9")
    event.when("3 May", "2021-05-03").toll(killed, int(killed), int(killed))
    return report, event.claims
