"""Which pairs of tellings meet, and that few others do."""

import datetime as dt
from dataclasses import replace

from benchmarks.linking import made
from corrobora.link.block import pairs
from corrobora.link.places import Spot
from corrobora.link.telling import Telling

MONDAY = dt.date(2021, 5, 3)
VILLAGE = Spot("selwa", "XA", "geo:1", "North", 10.0, 20.0)
PROVINCE = Spot("north", "XA", "geo:9", "North", 11.0, 21.0, wide=True)
OTHER = Spot("orvane", "XA", "geo:2", "North", 13.0, 20.0)


def telling(name: str, **told: object) -> Telling:
    one = Telling(subject=f"e_{name}", document=f"d_{name}", kind="shelling", real=True)
    return replace(one, **told)  # type: ignore[arg-type]  # the fields of a telling


def meet(one: Telling, other: Telling) -> bool:
    return len(list(pairs([one, other]))) == 1


def test_the_village_meets_its_province() -> None:
    one = telling("a", days=((MONDAY, MONDAY),), spots=(VILLAGE,))
    assert meet(one, telling("b", days=((MONDAY, MONDAY),), spots=(PROVINCE,)))


def test_a_day_meets_the_report_of_the_next_day_that_gives_none() -> None:
    one = telling("a", days=((MONDAY, MONDAY),), spots=(VILLAGE,))
    undated = telling("b", published=MONDAY + dt.timedelta(days=1), spots=(VILLAGE,))
    assert meet(one, undated)


def test_neighbouring_days_meet_and_weeks_do_not() -> None:
    one = telling("a", days=((MONDAY, MONDAY),), spots=(VILLAGE,))
    for days, expected in ((1, True), (7, False)):
        day = MONDAY + dt.timedelta(days=days)
        assert meet(one, telling("b", days=((day, day),), spots=(VILLAGE,))) is expected


def test_two_villages_of_one_province_do_not_meet() -> None:
    one = telling("a", days=((MONDAY, MONDAY),), spots=(VILLAGE,))
    assert not meet(one, telling("b", days=((MONDAY, MONDAY),), spots=(OTHER,)))


def test_a_shared_name_meets_whatever_day_and_place() -> None:
    one = telling("a", days=((MONDAY, MONDAY),), whom=(frozenset({"ilya", "tarn"}),))
    year = dt.date(2022, 5, 3)
    assert meet(one, telling("b", days=((year, year),), whom=(frozenset({"ilya", "tarn"}),)))


def test_a_report_without_a_place_meets_those_of_its_day() -> None:
    one = telling("a", days=((MONDAY, MONDAY),), spots=(VILLAGE,))
    assert meet(one, telling("b", days=((MONDAY, MONDAY),)))


def test_what_did_not_happen_meets_nothing() -> None:
    one = telling("a", days=((MONDAY, MONDAY),), spots=(VILLAGE,))
    assert not meet(one, telling("b", real=False, days=((MONDAY, MONDAY),), spots=(VILLAGE,)))


def test_blocking_keeps_true_pairs_and_few_others() -> None:
    listed = list(made(3000, 2))
    truth = {telling.subject: number for telling, number in listed}
    proposed = [(a.subject, b.subject) for a, b in pairs([telling for telling, _ in listed])]
    right = sum(truth[a] == truth[b] for a, b in proposed)
    by_number: dict[int, int] = {}
    for number in truth.values():
        by_number[number] = by_number.get(number, 0) + 1
    assert right >= 0.99 * sum(n * (n - 1) // 2 for n in by_number.values())
    assert len(proposed) <= 2 * right
