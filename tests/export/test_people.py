"""People and named victims as files, and the reasons why two actors are one person."""

import json
from pathlib import Path

import pytest

from corrobora.assemble.incidents import Assembled, assemble
from corrobora.assemble.people import people
from corrobora.errors import InputError
from corrobora.export.cells import read_rows
from corrobora.export.explain_person import explain_actors, explain_person
from corrobora.export.people import PEOPLE_COLUMNS, VICTIM_COLUMNS
from corrobora.export.write import Target, write
from corrobora.model import Role
from corrobora.values import ActorRef
from tests.claims import Report, Subjected, same


def death(text: str, name: str, url: str) -> tuple[Subjected, Subjected]:
    report = Report(text, "2021-05-04", url=url, name=url)
    person = report.person(name, name, "civilian", age="34", position="nurse")
    event = report.event("Shelling", "shelling").where("Selwa", "XA", id="geo:1")
    event.when("Monday", "2021-05-03").toll(name, 1, 1, group=name)
    event.add(Role.WHOM, ActorRef(name=name, actor=person.id), name)
    return event, person


def told(verdict: str | None = None) -> tuple[Assembled, list[str]]:
    one = death("Shelling of Selwa on Monday killed Iryna Molo.", "Iryna Molo", "one")
    other = death("Shelling on Monday left Irina Molo dead in Selwa.", "Irina Molo", "two")
    ids = [one[1].id, other[1].id]
    rulings = [same(ids[0], ids[1], verdict, reason="sisters")] if verdict else []
    claims = [claim for each in (*one, *other) for claim in each.claims]
    return assemble(claims, [one[0].report.document, other[0].report.document], rulings), ids


@pytest.mark.parametrize(
    ("profile", "columns"), [("people", PEOPLE_COLUMNS), ("victims", VICTIM_COLUMNS)]
)
def test_a_victim_of_two_reports_is_one_row_with_both(
    tmp_path: Path, profile: str, columns: tuple[str, ...]
) -> None:
    assembled, _ = told()
    targets = [
        Target(path=str(tmp_path / f"out{ending}"), profile=profile)
        for ending in (".csv", ".jsonl")
    ]
    write(assembled, targets)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = read_rows(stream)
    assert tuple(row) == columns
    assert set(row["names"].split("; ")) == {"Iryna Molo", "Irina Molo"}
    assert (row["n_reports"], row["age"]) == ("2", "34")
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["person_id"] == row["person_id"]
    if profile == "victims":
        assert row["outcomes"] == "killed"
        assert row["incident_id"] == assembled.incidents[0].id


def test_a_person_is_explained_by_names_and_reports() -> None:
    assembled, ids = told()
    (person,) = people(assembled)
    shown = "\n".join(line.text for line in explain_person(assembled, person.id[:9]))
    assert all(words in shown for words in ("nurse", "34", "Irina Molo", *ids))
    with pytest.raises(InputError):
        explain_person(assembled, "p_zz")


def test_two_actors_are_explained_with_reasons_and_rulings() -> None:
    for verdict, words in ((None, "are one person or group"), ("no", "are two")):
        assembled, ids = told(verdict)
        shown = "\n".join(line.text for line in explain_actors(assembled, *ids))
        assert words in shown
        assert "both are 34" in shown
        assert ("sisters" in shown) is (verdict is not None)


def test_who_goes_by_no_name_is_not_compared() -> None:
    report = Report("The soldier met the sergeant.")
    actors = [report.person(words, words, "military") for words in ("The soldier", "the sergeant")]
    assembled = assemble([c for one in actors for c in one.claims], [report.document])
    left, right = (actor.subject.id for actor in assembled.views.actors)
    with pytest.raises(InputError):
        explain_actors(assembled, left, right)
