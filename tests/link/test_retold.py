"""When a report tells one happening several times, and when it tells of several."""

from corrobora.assemble.views import views
from corrobora.codebook.kinds import exactness
from corrobora.link.retold import units
from corrobora.values import Stage
from tests.claims import Report, Subjected


def told(*events: Subjected, apart: tuple[tuple[str, str], ...] = ()) -> list[set[str]]:
    """The units of one report, as sets of the events' triggers."""
    document = events[0].report.document
    seen = views([claim for event in events for claim in event.claims])
    found = units(seen.events, {document.id: document}, frozenset(apart))
    return [{document.quote(event.subject.anchor) for event in unit} for unit in found]


REPORT = Report(
    "Selwa shelled\n\nShells fell on Selwa on Monday. The shelling killed two. "
    "On Friday shells struck Orvane. A march went on.",
    published="2021-05-08",
)


def lead() -> Subjected:
    return (
        REPORT.event("Shells fell", "shelling")
        .where("Selwa", "XA", id="geo:1")
        .when("on Monday", "2021-05-03")
    )


def bare(kind: str = "killing") -> Subjected:
    return REPORT.event("The shelling killed", kind).toll("two", 2, 2)


def test_what_has_no_day_and_place_of_its_own_is_the_lead_told_again() -> None:
    assert told(lead(), bare()) == [{"Shells fell", "The shelling killed"}]


def test_another_day_is_another_happening() -> None:
    other = REPORT.event("shells struck", "shelling").when("On Friday", "2021-05-07")
    assert len(told(lead(), other)) == 2


def test_two_that_each_have_day_and_place_stay_two() -> None:
    other = REPORT.event("shells struck", "shelling").where("Selwa", "XA", id="geo:1")
    assert len(told(lead(), other.when("Monday", "2021-05-03"))) == 2


def test_what_did_not_happen_is_never_told_again() -> None:
    planned = REPORT.event("The shelling killed", "killing", stage=Stage.PLANNED)
    assert len(told(lead(), planned)) == 2


def test_other_kinds_are_other_happenings() -> None:
    march = REPORT.event("A march", "protest")
    assert len(told(lead(), march)) == 2


def test_arrests_are_never_taken_for_one() -> None:
    first = REPORT.event("Shells fell", "arrest")
    assert len(told(first, REPORT.event("The shelling killed", "arrest"))) == 2


def test_a_person_keeps_two_apart() -> None:
    one, other = lead(), bare()
    left, right = sorted((one.id, other.id))
    assert len(told(one, other, apart=((left, right),))) == 2


def test_what_the_army_did_is_not_what_gunmen_did() -> None:
    raid = lead().who("Shells", "fighter")
    answer = bare().who("The shelling", "state_force")
    assert len(told(raid, answer)) == 2
    assert len(told(raid, bare().who("The shelling", "rebel"))) == 1


def test_a_raid_that_killed_and_burned_is_a_killing() -> None:
    assert exactness("shelling") > exactness("killing") > exactness("destruction")
