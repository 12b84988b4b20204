"""Persons and groups: names are told from descriptions; names are joined and parted, and undone."""

from pathlib import Path
from urllib.parse import quote

import pytest

from corrobora.model import Claim, Role
from corrobora.store import desk_names
from corrobora.store.desk import FILE
from corrobora.store.desk_names import Listed
from corrobora.values import ActorKind, ActorRef
from corrobora.web.desk import Desk
from corrobora.web.index.persons import persons, proper
from tests.claims import Report, same
from tests.web.asking import Asker
from tests.web.corpus import desk_in
from tests.web.test_finding import added

Events = tuple[str, str, str]
Told = tuple[Report, list[Claim]]


def arrest(name: str, town: str, day: str, **details: str) -> Told:
    """A report of an arrest of somebody of that name, whom it describes."""
    text = f"Police arrested {name} in {town} on {day}, neighbours said."
    report = Report(text, published=f"2021-06-{int(day.split()[0]) + 1:02}", name=f"{name} {town}")
    person = report.person(name, name, "civilian", **details)
    event = report.event("arrested", "arrest").where(town, "AF")
    event.when(f"on {day}", f"2021-06-{int(day.split()[0]):02}")
    whom = ActorRef(name=name, kind=ActorKind.CIVILIAN, actor=person.id)
    event.add(Role.WHOM, whom, name)
    return report, [*event.claims, *person.claims]


def counted(desk: Desk) -> dict[str, int]:
    """In how many incidents each listed name is acted on."""
    asked = Listed(roles=("whom",), described=True)
    return {total.name: total.n for _, total in desk_names.totals(desk.index.file, asked)}


def page_of(key: str) -> str:
    """The address of a name."""
    return f"/people/{quote(key)}"


@pytest.mark.parametrize(
    "name", ["Ilya Tarn", "the Kurds", "Sgt. Tarn", "al-Shabaab", "The Northern Front", "داعش"]
)
def test_a_name_is_a_name(name: str) -> None:
    assert proper(name)


@pytest.mark.parametrize(
    "description",
    [
        "22 people",
        "the men",
        "a Taliban leader",
        "those",
        "Six Afghan police",
        "some Kurds",
        "civilians",
    ],
)
def test_a_description_is_none(description: str) -> None:
    assert not proper(description)


def test_descriptions_are_listed_only_where_asked_for(desk: Desk, ask: Asker) -> None:
    report = Report("Gunmen shot 22 people in Orman.", published="2021-06-10")
    added(desk, (report, report.event("shot", "shooting").whom("22 people", "civilian").claims))
    assert ">22 people<" not in ask.page("/people")
    assert ">22 people<" in ask.page("/people?described=1")


def test_what_some_report_writes_small_is_a_description(desk: Desk, ask: Asker) -> None:
    told = []
    for words in ("Villagers fled Orman.", "The villagers fled Kelt."):
        report = Report(words, published="2021-06-10")
        name = "Villagers" if words.startswith("V") else "The villagers"
        told.append((report, report.event("fled", "displacement").who(name).claims))
    added(desk, *told)
    assert "illagers<" not in ask.page("/people")
    assert "illagers<" in ask.page("/people?described=1")


def test_names_are_joined_counted_as_one_and_the_joining_is_undone(desk: Desk, ask: Asker) -> None:
    added(desk, arrest("Abu Orman", "Kelt", "9 June"), arrest("Josef Varn", "Resk", "20 June"))
    before = counted(desk)
    assert (before["Abu Orman"], before["Josef Varn"]) == (1, 1)
    page = ask.send(
        page_of("abu orman") + "/same", verdict="yes", other="Josef Varn", reason="his by-name"
    )
    assert "his by-name" in page and "listed as one" in page
    after = counted(desk)
    assert after["Josef Varn"] == 2 and "Abu Orman" not in after
    assert "Kelt" in page and "Resk" in page
    assert "Abu Orman and Josef Varn" in ask.page("/history")
    ask.send(f"/undo/{desk_names.actor_rulings(desk.index.file)[-1].id}")
    assert counted(desk) == before


def test_of_one_name_two_persons_are_parted(desk: Desk, ask: Asker, tmp_path: Path) -> None:
    told = [
        arrest("Josef Varn", town, day, age=age)
        for town, day, age in (
            ("Kelt", "2 June", "61"),
            ("Resk", "12 June", "19"),
            ("Orman", "22 June", "19"),
        )
    ]
    added(desk, *told)
    assert counted(desk)["Josef Varn"] == 3
    old = next(c.subject.id for c in told[0][1] if c.role is Role.AGE)
    page = ask.send(page_of("josef varn") + "/part", actor=old, reason="an old man")
    assert "Resk" in page and "Kelt" not in page.split('id="whom"')[1]
    listed = [
        (total.key, total.n)
        for _, total in desk_names.totals(desk.index.file, Listed(roles=("whom",)))
        if total.name == "Josef Varn"
    ]
    assert [n for _, n in listed] == [2, 1]
    other = ask.page(page_of(listed[1][0]))
    assert "Kelt" in other and "Resk" not in other
    desk.close()
    for file in (tmp_path / "w").glob(f"{FILE}*"):
        file.unlink()
    with desk_in(tmp_path / "w") as anew:
        found = desk_names.totals(anew.index.file, Listed(roles=("whom",)))
        assert [(t.key, t.n) for _, t in found if t.name == "Josef Varn"] == listed


def test_parting_is_undone(desk: Desk, ask: Asker) -> None:
    told = [arrest("Josef Varn", "Kelt", "2 June"), arrest("Josef Varn", "Resk", "12 June")]
    added(desk, *told)
    out = next(c.subject.id for c in told[0][1] if c.role is Role.NAME)
    ask.send(page_of("josef varn") + "/part", actor=out)
    assert counted(desk)["Josef Varn"] == 1
    ask.send(f"/undo/{desk_names.actor_rulings(desk.index.file)[-1].id}")
    assert counted(desk)["Josef Varn"] == 2


def test_a_name_that_no_report_describes_can_be_joined(desk: Desk, ask: Asker) -> None:
    report = Report("The Varn Brigade shelled Kelt.", published="2021-06-10")
    event = report.event("shelled", "shelling").who("The Varn Brigade", "militia")
    other = Report("The Varnists shelled Resk.", published="2021-07-10")
    later = other.event("shelled", "shelling").who("The Varnists", "militia")
    added(desk, (report, event.claims), (other, later.claims))
    ask.send(page_of("varn brigade") + "/same", verdict="yes", other="varnists")
    asked = Listed(roles=("who",), words="Varn")
    assert [total.n for _, total in desk_names.totals(desk.index.file, asked)] == [2]


def test_nobody_is_joined_with_nobody(desk: Desk, ask: Asker) -> None:
    added(desk, arrest("Josef Varn", "Kelt", "9 June"))
    send = page_of("josef varn") + "/same"
    assert "nobody is named" in ask.send(send, verdict="yes", other="No One", answers=422)
    assert "this name itself" in ask.send(send, verdict="yes", other="Josef Varn", answers=422)


def test_who_was_ruled_apart_is_not_joined_by_the_program() -> None:
    left, right = "a_1", "a_2"
    named = {left: "ilya tarn", right: "ilia tarn"}
    joined = [("ilia tarn", "ilya tarn")]
    assert persons(named, [], joined).key("ilia tarn") == "ilia tarn"
    assert persons(named, [], joined).key("ilya tarn") == "ilia tarn"
    apart = [same(left, right, verdict="no")]
    assert persons(named, apart, joined).key("ilya tarn") == "ilya tarn"
