"""re3d: mentions and claims in its types of entity."""

import datetime as dt

from corrobora.annotate.mentions import (
    ActorMention,
    Annotated,
    CountMention,
    Entity,
    PlaceMention,
    TimeMention,
)
from corrobora.annotate.tokens import Parsed
from corrobora.model import Role
from corrobora.values import ActorKind, Place, Text, When
from evaluation.re3d import claimed, mentions
from tests.claims import Report

TEXT = "On Monday two soldiers and Maro Tell left near Selwa with a mortar."


def _actor(report: Report, words: str, entity: int, kind: ActorKind) -> ActorMention:
    span = report.span(words)
    return ActorMention(span.start, span.end, 0, entity, kind, "made")


def test_mentions_in_the_sets_types() -> None:
    report = Report(TEXT)
    soldiers = report.span("two soldiers")
    two, day, near, name = (report.span(w) for w in ("two", "Monday", "near Selwa", "Selwa"))
    counted = (soldiers.start, soldiers.end, two.start, two.end)
    group = Entity(0, "soldiers", ActorKind.MILITARY, person=False)
    man = Entity(1, "Maro Tell", ActorKind.CIVILIAN, person=True)
    when = When(first=dt.date(2021, 5, 3), last=dt.date(2021, 5, 3))
    annotated = Annotated(
        parsed=Parsed(document=report.document, paragraphs=(), sentences=(), tokens=()),
        actors=[
            _actor(report, "two soldiers", 0, ActorKind.MILITARY),
            _actor(report, "Maro Tell", 1, ActorKind.CIVILIAN),
            _actor(report, "a mortar", 0, ActorKind.OBJECT),
        ],
        entities=[group, man],
        places=[
            PlaceMention(near.start, near.end, name.start, name.end, 0, Place(name="Selwa"), "made")
        ],
        times=[TimeMention(0, day.end, 0, when, "2021-05-03", (day.start, day.end), "made")],
        counts=[
            CountMention(
                *counted,
                low=2,
                high=2,
                noun=None,
                group=None,
                group_kind=None,
                people=True,
                rule="made",
            )
        ],
    )
    assert {(TEXT[start:end], type_) for start, end, type_ in mentions(annotated)} == {
        ("two soldiers", "Organisation"),
        ("Maro Tell", "Person"),
        ("Selwa", "Location"),
        ("Monday", "Temporal"),
        ("two", "Quantity"),
    }


def test_claims_add_what_no_mention_covers() -> None:
    report = Report(TEXT)
    event = report.event("left", "clash").where("near Selwa").when("Monday", "2021-05-03")
    event.add(Role.MEANS, Text(text="a mortar"), "a mortar")
    place = report.span("Selwa")
    found = set(claimed(event.claims, [(place.start, place.end, "Location")]))
    assert {(TEXT[start:end], type_) for start, end, type_ in found} == {
        ("a mortar", "Weapon"),
        ("Monday", "Temporal"),
    }
