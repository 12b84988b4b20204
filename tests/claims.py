"""Claims made by hand, on invented reports of invented places and people.

report = Report("Shelling killed nine people in Selwa.", published="2021-05-04")
event = report.event("Shelling", "shelling").where("Selwa", "XA").toll("nine people", 9, 9)
event.claims
"""

import datetime as dt
from typing import Any, Self

from corrobora.model import (
    OWN_VOICE,
    Attribution,
    Claim,
    Document,
    Right,
    Role,
    Same,
    Span,
    Speaker,
    Subject,
    SubjectKind,
    Verdict,
)
from corrobora.values import (
    ActorKind,
    ActorRef,
    AnyValue,
    Category,
    Outcome,
    Place,
    PlaceCandidate,
    Quantity,
    Text,
    Toll,
    When,
)

NOON = dt.datetime(2021, 6, 1, 12, tzinfo=dt.UTC)


class Report:
    """A document, and claims made on its words."""

    def __init__(self, text: str, published: str | None = None, **fields: Any) -> None:
        day = dt.date.fromisoformat(published) if published else None
        self.document = Document(text=text, published=day, **fields)

    def span(self, words: str, occurrence: int = 0) -> Span:
        """Where `words` stand in the text; the first occurrence is number 0."""
        at = -1
        for _ in range(occurrence + 1):
            at = self.document.text.index(words, at + 1)
        return Span(document_id=self.document.id, start=at, end=at + len(words))

    def event(self, trigger: str, kind: str, **told: Any) -> "Subjected":
        """An event named by its trigger, with the claim that names its kind."""
        event = self.about(SubjectKind.EVENT, trigger)
        return event.add(Role.WHAT, Category(code=kind), trigger, **told)

    def about(self, kind: SubjectKind, words: str) -> "Subjected":
        """A subject anchored at `words`, without claims."""
        return Subjected(self, Subject(kind=kind, anchor=self.span(words)))

    def person(self, words: str, name: str, kind: str, **details: str) -> "Subjected":
        """A person with claims on name, type and the details by their roles' names."""
        actor = self.about(SubjectKind.ACTOR, words)
        actor.add(Role.NAME, Text(text=name), words)
        actor.add(Role.ACTOR_TYPE, Category(code=kind), words)
        for role, text in details.items():
            actor.add(Role(role), Text(text=text), words)
        return actor

    def figure(self, words: str, low: int, high: int | None, what: str) -> "Subjected":
        """A figure with its amount."""
        figure = self.about(SubjectKind.FIGURE, words)
        return figure.add(Role.AMOUNT, Quantity(low=low, high=high, what=what), words)

    def voice(self, name: str, *words: str) -> Attribution:
        """The attribution to one speaker at those words."""
        spans = tuple(self.span(part) for part in words)
        return Attribution(speakers=(Speaker(name=name, spans=spans),))


class Subjected:
    """A subject and the claims made about it so far."""

    def __init__(self, report: Report, subject: Subject) -> None:
        self.report = report
        self.subject = subject
        self.claims: list[Claim] = []

    @property
    def id(self) -> str:
        """The subject's id."""
        return self.subject.id

    def add(self, role: Role, value: AnyValue, words: str, **told: Any) -> Self:
        """Any claim; `told` are further fields of it."""
        occurrence = told.pop("occurrence", 0)
        fields: dict[str, Any] = {"origin": "rules@1", "attribution": OWN_VOICE} | told
        span = self.report.span(words, occurrence)
        self.claims.append(
            Claim(subject=self.subject, role=role, value=value, spans=(span,), **fields)
        )
        return self

    def where(self, words: str, country: str | None = None, **fields: Any) -> Self:
        """A place by its own words; `id` and `score` make a gazetteer candidate of it."""
        told = {key: fields.pop(key) for key in ("stance", "origin") if key in fields}
        found: tuple[PlaceCandidate, ...] = ()
        if "id" in fields:
            found = (candidate(fields.pop("id"), words, fields.pop("score", 0.9), country),)
        fields.setdefault("name", words)
        place = Place(country=country, candidates=found, **fields)
        return self.add(Role.WHERE, place, words, **told)

    def when(self, words: str, first: str | None, last: str | None = None, **told: Any) -> Self:
        """A time; `last` is `first` where it is not given."""
        start = dt.date.fromisoformat(first) if first else None
        end = dt.date.fromisoformat(last) if last else start
        return self.add(Role.WHEN, When(first=start, last=end), words, **told)

    def who(self, words: str, kind: str = "unknown", **told: Any) -> Self:
        """A doer named as the words name it."""
        return self.add(Role.WHO, ActorRef(name=words, kind=ActorKind(kind)), words, **told)

    def whom(self, words: str, kind: str = "unknown", **told: Any) -> Self:
        """One acted on, named as the words name it."""
        return self.add(Role.WHOM, ActorRef(name=words, kind=ActorKind(kind)), words, **told)

    def toll(self, words: str, low: int | None, high: int | None, **told: Any) -> Self:
        """A toll of killed, unless `outcome` says otherwise; `group`, `group_kind` of the toll."""
        kind = told.pop("group_kind", None)
        value = Toll(
            outcome=Outcome(told.pop("outcome", "killed")),
            low=low,
            high=high,
            group=told.pop("group", None),
            group_kind=ActorKind(kind) if kind else None,
        )
        return self.add(Role.TOLL, value, words, **told)


def candidate(ident: str, name: str, score: float, country: str | None) -> PlaceCandidate:
    """A bearer of a name somewhere on the invented map."""
    return PlaceCandidate(
        id=ident, name=name, country=country or "XA", latitude=-12.5, longitude=40.25, score=score
    )


def same(left: str, right: str, verdict: str = "yes", **fields: Any) -> Same:
    """A person's Same decision, unless `by` says otherwise."""
    left, right = sorted((left, right))
    made: dict[str, Any] = {"by": "review:amina", "at": NOON} | fields
    return Same(left=left, right=right, verdict=Verdict(verdict), **made)


def right(claim: Claim, verdict: str, **fields: Any) -> Right:
    """A person's Right decision, unless `by` says otherwise."""
    made: dict[str, Any] = {"by": "review:amina", "at": NOON} | fields
    return Right(claim=claim.id, verdict=Verdict(verdict), **made)


def shelling_of_selwa() -> tuple[Report, Report, Report]:
    """Three invented reports: two of one shelling with different tolls, one of another day."""
    return (
        Report(
            "Shelling killed at least nine people in Selwa on Monday, the mayor said. "
            "The Northern Front denied firing on the town.",
            published="2021-05-04",
            name="first",
            publisher="Daily Orvane",
        ),
        Report(
            "Eleven people, including four children, were killed when shells fell on Selwa on "
            "3 May, according to hospital staff. Thirty were wounded.",
            published="2021-05-06",
            name="second",
            publisher="Tessel Radio",
        ),
        Report(
            "A week later, on 10 May, shelling of Selwa killed two soldiers.",
            published="2021-05-11",
            name="third",
            publisher="Daily Orvane",
        ),
    )


def selwa() -> tuple[list[Claim], list[Document], tuple[str, str, str]]:
    """The claims and documents of `shelling_of_selwa`, and the ids of its three events."""
    one, two, three = shelling_of_selwa()
    first = (
        one.event("Shelling", "shelling", attribution=one.voice("the mayor", "the mayor said"))
        .where("Selwa", "XA", id="geo:1")
        .when("on Monday", "2021-05-03")
        .who("The Northern Front", "rebel")
        .toll(
            "at least nine people",
            9,
            None,
            group="people",
            attribution=one.voice("the mayor", "the mayor said"),
        )
    )
    second = (
        two.event("shells fell", "shelling")
        .where("Selwa", "XA", id="geo:1")
        .when("3 May", "2021-05-03")
        .toll("Eleven people", 11, 11, group="people")
        .toll("four children", 4, 4, group="children", group_kind="child")
        .toll("Thirty", 30, 30, outcome="injured")
    )
    third = (
        three.event("shelling", "shelling")
        .where("Selwa", "XA", id="geo:1")
        .when("on 10 May", "2021-05-10")
        .toll("two soldiers", 2, 2, group="soldiers", group_kind="military")
    )
    claims = [*first.claims, *second.claims, *third.claims]
    return claims, [one.document, two.document, three.document], (first.id, second.id, third.id)
