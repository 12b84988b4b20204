"""One pass, every file: incidents, claims and coded documents."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from corrobora.assemble.incidents import Assembled, assemble
from corrobora.errors import ConfigError, InputError
from corrobora.export.cells import read_rows
from corrobora.export.coded_form import decode_coded
from corrobora.export.rows import CLAIM_COLUMNS, INCIDENT_COLUMNS
from corrobora.export.write import Target, write
from tests.claims import Report, right, selwa


@pytest.fixture
def assembled() -> Assembled:
    claims, documents, _ = selwa()
    return assemble(claims, documents)


def target(folder: Path, name: str, profile: str = "incidents") -> Target:
    return Target(path=str(folder / name), profile=profile)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(read_rows(stream))


def objects(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_an_incident_is_one_row(assembled: Assembled, tmp_path: Path) -> None:
    write(assembled, [target(tmp_path, "i.csv")])
    first, second = rows(tmp_path / "i.csv")
    assert tuple(first) == INCIDENT_COLUMNS
    told = {
        "kind": "shelling",
        "first_date": "2021-05-03",
        "last_date": "2021-05-03",
        "place": "Selwa",
        "country": "XA",
        "latitude": "-12.5",
        "who": "The Northern Front",
        "killed_low": "9",
        "killed_best": "9",
        "killed_high": "11",
        "injured_best": "30",
        "captured_best": "",
        "speakers": "the mayor",
        "n_reports": "2",
        "n_publishers": "2",
        "sources": "first (Daily Orvane, 2021-05-04); second (Tessel Radio, 2021-05-06)",
        "policy": "median",
    }
    assert {name: first[name] for name in told} == told
    assert second["killed_best"] == "2"


def test_the_policy_is_applied_and_named(assembled: Assembled, tmp_path: Path) -> None:
    write(assembled, [target(tmp_path, "i.csv")], policy="latest")
    first = rows(tmp_path / "i.csv")[0]
    assert (first["killed_best"], first["policy"]) == ("11", "latest")


def test_an_incident_object_holds_its_claims_with_their_words(
    assembled: Assembled, tmp_path: Path
) -> None:
    write(assembled, [target(tmp_path, "i.jsonl")])
    first = objects(tmp_path / "i.jsonl")[0]
    quotes = [q for event in first["events"] for c in event["claims"] for q in c["quotes"]]
    assert "at least nine people" in quotes
    (killed, _) = first["tolls"]
    assert (killed["outcome"], killed["low"], killed["agreed"]) == ("killed", 9, [11, 11])
    (statement,) = (one for one in killed["statements"] if one["low"] == 11)
    assert len(statement["parts"]) == 1


def test_every_claim_is_one_row_whose_quote_reads_back(
    assembled: Assembled, tmp_path: Path
) -> None:
    write(assembled, [target(tmp_path, "c.csv", "claims")])
    found = rows(tmp_path / "c.csv")
    assert tuple(found[0]) == CLAIM_COLUMNS
    assert len(found) == sum(len(event.claims) for event in assembled.views.events)
    for row in found:
        text = assembled.documents[row["document_id"]].text
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]
        assert row["incident_id"] in {incident.id for incident in assembled.incidents}


def test_a_claim_judged_wrong_is_exported_as_such(tmp_path: Path) -> None:
    claims, documents, _ = selwa()
    assembled = assemble(claims, documents, [right(claims[-1], "no")])
    write(assembled, [target(tmp_path, "c.jsonl", "claims"), target(tmp_path, "i.csv")])
    wrong = [o["claim_id"] for o in objects(tmp_path / "c.jsonl") if o["judged_wrong"] == "yes"]
    assert wrong == [claims[-1].id]
    assert claims[-1].id not in (tmp_path / "i.csv").read_text(encoding="utf-8")


def test_features_have_points_where_the_place_is_known_and_null_where_not(
    tmp_path: Path,
) -> None:
    claims, documents, _ = selwa()
    nowhere = Report("A raid came on Monday.")
    claims += nowhere.event("raid", "airstrike").claims
    write(assemble(claims, [*documents, nowhere.document]), [target(tmp_path, "i.geojson")])
    found = json.loads((tmp_path / "i.geojson").read_text(encoding="utf-8"))
    points = [feature["geometry"] for feature in found["features"]]
    assert found["type"] == "FeatureCollection"
    assert points.count(None) == 1
    assert {"type": "Point", "coordinates": [40.25, -12.5]} in points
    assert all("radius_km" in feature["properties"] for feature in found["features"])


def test_a_coded_document_is_one_line_also_where_nothing_was_found(
    assembled: Assembled, tmp_path: Path
) -> None:
    empty = Report("Rain fell.", "2021-05-09", name="empty").document
    with_empty = assemble(selwa()[0], [*assembled.documents.values(), empty])
    write(with_empty, [target(tmp_path, "x.jsonl", "coded")])
    lines = (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    coded = [decode_coded(line) for line in lines]
    assert [(one.doc_id, len(one.events)) for one in coded] == [
        ("first", 1),
        ("second", 1),
        ("empty", 0),
        ("third", 1),
    ]


@pytest.mark.parametrize("name", ["i.csv", "i.jsonl", "i.geojson"])
def test_no_incidents_give_a_file_that_reads_as_none(name: str, tmp_path: Path) -> None:
    write(assemble([], []), [target(tmp_path, name)])
    text = (tmp_path / name).read_text(encoding="utf-8")
    if name.endswith(".geojson"):
        assert json.loads(text) == {"type": "FeatureCollection", "features": []}
    else:
        assert list(csv.DictReader(text.splitlines())) == []


def test_several_files_are_written_in_one_pass_and_nothing_is_left_beside_them(
    assembled: Assembled, tmp_path: Path
) -> None:
    names = ["a.csv", "b.jsonl", "c.geojson"]
    write(assembled, [target(tmp_path, name) for name in names])
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_the_same_claims_give_the_same_bytes(tmp_path: Path) -> None:
    claims, documents, _ = selwa()
    for name, order in (("a.jsonl", 1), ("b.jsonl", -1)):
        write(assemble(claims[::order], documents[::order]), [target(tmp_path, name)])
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_an_ending_that_nothing_writes_is_refused_with_those_there_are(
    assembled: Assembled, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=r"end in \.csv, \.jsonl, \.geojson"):
        write(assembled, [target(tmp_path, "i.docx")])
    with pytest.raises(ConfigError, match=r"end in \.jsonl$"):
        write(assembled, [target(tmp_path, "i.csv", "coded")])
    with pytest.raises(ConfigError, match="choose one of incidents, claims, coded"):
        write(assembled, [target(tmp_path, "i.csv", "songs")])


def test_a_file_that_cannot_be_written_is_told_in_one_line(
    assembled: Assembled, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="cannot be written: No such file or directory"):
        write(assembled, [target(tmp_path / "missing", "i.csv")])


def test_an_old_file_stays_whole_when_a_new_one_fails(assembled: Assembled, tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text("old")
    with pytest.raises(ConfigError):
        write(assembled, [target(tmp_path, "i.csv")], policy="loudest")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]
