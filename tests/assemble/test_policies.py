"""Which of several statements a policy chooses, and that none is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.assemble.answers import TollAnswer, toll_answer
from corrobora.assemble.history import Change, history
from corrobora.assemble.incidents import Assembled, assemble
from corrobora.assemble.policies import POLICIES
from corrobora.model import Attribution, Speaker, SpeakerKind
from corrobora.values import ActorKind, Outcome
from tests.claims import Report, Subjected, same

STORY = (
    "Fire took hold of the western stores while a crane was brought from the harbour; nobody "
    "could say by nightfall how the second blast had come about in the grain hall"
)


def said(kind: SpeakerKind | None, name: str = "", party: bool | None = None) -> Attribution:
    if kind is None:
        return Attribution()
    return Attribution(speakers=(Speaker(name=name or kind.value, kind=kind, party=party),))


def incident(*tolls: tuple[int, Attribution], text: str = "", same_text: bool = False) -> Assembled:
    """A report a toll, each with its speaker, published day by day."""
    events: list[Subjected] = []
    for at, (number, voice) in enumerate(tolls):
        words = "the copied" if same_text else " ".join(f"word{at}{n}" for n in range(30))
        report = Report(
            f"A blast killed people. {words} {text}", f"2021-05-{at + 1:02}", url=f"u:{at}"
        )
        event = report.event("blast", "bombing")
        events.append(event.toll("people", number, number, group="people", attribution=voice))
    claims = [claim for event in events for claim in event.claims]
    decisions = [same(events[0].id, event.id) for event in events[1:]]
    return assemble(claims, [event.report.document for event in events], decisions)


def killed(assembled: Assembled, policy: str) -> TollAnswer:
    (one,) = assembled.incidents
    return toll_answer(one, Outcome.KILLED, assembled.documents, policy)


OWN = said(None)
POLICE = said(SpeakerKind.POLICE)


def test_official_only_listens_to_authorities_alone() -> None:
    told = incident((9, OWN), (12, POLICE), (30, said(SpeakerKind.WITNESS)))
    assert killed(told, "official_only").best == 12


def test_where_no_authority_speaks_there_is_no_official_number_and_the_range_stays() -> None:
    found = killed(incident((9, OWN), (30, said(SpeakerKind.WITNESS))), "official_only")
    assert (found.low, found.best, found.high) == (9, None, 30)


def test_exclude_parties_does_not_listen_to_those_who_fight() -> None:
    ministry = said(SpeakerKind.OFFICIAL, "the ministry", party=True)
    told = incident((2, said(SpeakerKind.REBEL)), (40, ministry), (11, OWN))
    assert killed(told, "exclude_parties").best == 11


def test_most_independent_counts_origins_and_not_reports() -> None:
    mayor = said(SpeakerKind.OFFICIAL, "Mayor Tarn")
    told = incident((20, mayor), (20, mayor), (20, mayor), (13, OWN), (13, OWN))
    assert killed(told, "most_independent").best == 13


def test_copies_of_one_report_are_one_voice_to_most_independent() -> None:
    told = incident((20, OWN), (20, OWN), (20, OWN), text=STORY, same_text=True)
    (one,) = told.incidents
    assert killed(told, "most_independent").best == 20
    assert len(one.events) == 3


def test_a_range_names_no_number_between() -> None:
    found = killed(incident((9, OWN), (12, POLICE)), "range")
    assert (found.low, found.best, found.high) == (9, None, 12)
    assert killed(incident((9, OWN), (9, POLICE)), "range").best == 9


def test_a_report_that_repeats_itself_is_one_voice() -> None:
    report = Report(
        "A blast killed 5 people. Police spoke of 9 dead, then of 9 bodies.", "2021-05-01"
    )
    loud = report.event("blast", "bombing").toll("5 people", 5, 5, group="people")
    loud.toll("9 dead", 9, 9, group="dead").toll("9 bodies", 9, 9, group="bodies")
    others = incident((5, OWN), (5, OWN))
    claims = [*loud.claims, *(c for i in others.incidents for e in i.events for c in e.claims)]
    first = min(e.subject.id for i in others.incidents for e in i.events)
    ids = [e.subject.id for i in others.incidents for e in i.events]
    joined = [same(first, other) for other in [*ids, loud.id] if other != first]
    documents = [report.document, *others.documents.values()]
    assert killed(assemble(claims, documents, joined), "median").best == 5


@given(st.lists(st.integers(0, 90), min_size=1, max_size=6), st.sampled_from(sorted(POLICIES)))
def test_every_policy_chooses_a_number_that_somebody_told(numbers: list[int], policy: str) -> None:
    found = killed(incident(*((number, OWN) for number in numbers)), policy)
    assert found.best is None or found.best in numbers
    assert (found.low, found.largest) == (min(numbers), max(numbers))


def test_groups_of_victims_have_their_own_range() -> None:
    def report(at: int, men: int, boys: int) -> Subjected:
        text = f"Report {at}: a blast killed soldiers and children of the town."
        event = Report(text, f"2021-05-{at:02}").event("blast", "bombing")
        event.toll("soldiers", men, men, group="soldiers", group_kind="military")
        return event.toll("children", boys, boys, group="children", group_kind="child")

    one, other = report(1, 4, 2), report(2, 6, 2)
    told = assemble(
        [*one.claims, *other.claims],
        [one.report.document, other.report.document],
        [same(one.id, other.id)],
    )
    groups = {g.group: (g.low, g.best, g.high) for g in killed(told, "median").groups}
    assert groups == {ActorKind.MILITARY: (4, 4, 6), ActorKind.CHILD: (2, 2, 2)}


def test_the_history_of_a_toll_is_by_day_and_by_speaker() -> None:
    told = incident((9, OWN), (12, POLICE), (12, OWN), (11, POLICE))
    steps = history(killed(told, "median"), told.documents)
    assert [step.low for step in steps] == [9, 12, 12, 11]
    assert [step.change for step in steps] == [
        Change.FIRST,
        Change.RISEN,
        Change.SAME,
        Change.FALLEN,
    ]
    assert steps[3].own_change is Change.FALLEN
    assert steps[2].own_change is Change.FIRST


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_nobody_speaking_is_no_number_under_any_policy(policy: str) -> None:
    found = killed(incident((9, OWN)), policy)
    (one,) = incident((9, OWN)).incidents
    silent = toll_answer(one, Outcome.MISSING, {}, policy)
    assert found.told
    assert (silent.best, silent.low, silent.high) == (None, None, None)
