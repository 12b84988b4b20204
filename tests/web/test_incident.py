"""An incident's page: groups, the course of the tolls, the place, and what may be the same."""

import re
from collections.abc import Iterable

from corrobora.model import Claim, Role
from corrobora.values import Place, PlaceCandidate
from corrobora.web.desk import Desk
from tests.claims import Report
from tests.web.asking import Asker
from tests.web.test_deciding import row_of
from tests.web.test_finding import added

Events = tuple[str, str, str]


def page_of(desk: Desk, ask: Asker, event: str) -> str:
    """The page of the incident that holds an event."""
    return ask.page(f"/incidents/{row_of(desk, event).id}")


def section(page: str, name: str) -> str:
    """The part of the page of that id."""
    return page.split(f'id="{name}"')[1].split("</section>")[0]


def test_each_victim_group_has_its_low_best_and_high(
    desk: Desk, ask: Asker, events: Events
) -> None:
    groups = section(page_of(desk, ask, events[1]), "groups")
    child = groups.split('<th scope="row">child</th>')[1].split("</tr>")[0]
    assert "killed" in child and "4 · 4 · 4" in child


def test_a_toll_is_told_by_date_speaker_and_number(desk: Desk, ask: Asker, events: Events) -> None:
    history = section(page_of(desk, ask, events[1]), "history-killed")
    points = re.findall(r'aria-label="([^"]+)"><circle', history)
    own = "11, the report’s own voice, 6 May 2021"
    assert points == ["9 or more, the mayor, 4 May 2021", own]
    assert history.count("<tr><td") == 2, "the table tells the same"


def test_a_statement_leads_to_its_words(desk: Desk, ask: Asker, events: Events) -> None:
    page = page_of(desk, ask, events[1])
    for at in set(re.findall(r'href="#(s[A-Z]+\d+)"', page)):
        assert f'id="{at}"' in page, at


def vague_place(ident: str, latitude: float) -> tuple[Report, list[Claim], str]:
    """A report of a shelling in a place that may be off by 30 km, with a second bearer."""
    report = Report(f"Shelling killed two near Orman, {ident} said.", published="2021-06-10")
    event = report.event("Shelling", "shelling").toll("two", 2, 2)
    bearers = (("geo:7", latitude, 0.7), ("geo:8", latitude + 4, 0.2))
    place = Place(name="Orman", country="AF", radius_km=30.0, candidates=tuple(_bearers(bearers)))
    event.add(Role.WHERE, place, "near Orman")
    return report, event.claims, event.id


def _bearers(told: Iterable[tuple[str, float, float]]) -> Iterable[PlaceCandidate]:
    for ident, latitude, score in told:
        yield PlaceCandidate(
            id=ident, name="Orman", country="AF", latitude=latitude, longitude=65.0, score=score
        )


def test_the_map_shows_every_candidate_and_how_far_off_the_place_may_be(
    desk: Desk, ask: Asker
) -> None:
    report, claims, event = vague_place("police", 33.0)
    added(desk, (report, claims))
    where = section(page_of(desk, ask, event), "where")
    assert "2 candidates" in where and "33.000, 65.000" in where and "37.000, 65.000" in where
    assert re.search(r"<svg[^>]*class=\"map", where)
    assert "ring" in where


def test_what_may_be_the_same_is_shown_with_reasons(desk: Desk, ask: Asker) -> None:
    told = []
    for words, when in (("three people", "on 9 June"), ("five people", "")):
        report = Report(f"Gunmen shot {words} in Orman {when}.", published="2021-06-12")
        event = report.event("shot", "shooting").where("Orman", "AF", id="geo:9")
        n = 3 if words.startswith("three") else 5
        event.toll(words, n, n)
        if when:
            event.when(when, "2021-06-09")
        told.append((report, event))
    added(desk, *((report, event.claims) for report, event in told))
    one, other = (row_of(desk, event.id) for _, event in told)
    assert one.id != other.id, "the two are a question, not a join"
    near = section(page_of(desk, ask, told[0][1].id), "duplicates")
    assert other.title in near and f"/incidents/{other.id}" in near
    assert re.search(r"<b>\w+</b> .+ \([+-]\d+\.\d\)", near), "each reason with what it counts"
    left, right = sorted(event.id for _, event in told)
    ask.send(f"/pairs/{left}/{right}", verdict="no", reason="two attacks")
    again = section(page_of(desk, ask, told[0][1].id), "duplicates")
    assert "not the same · amina" in again
