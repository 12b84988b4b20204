"""Claims to the coders' form, and that form to JSON and back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.errors import RecordError
from corrobora.export.coded import coded_document
from corrobora.export.coded_form import (
    CodedActor,
    CodedDocument,
    CodedEvent,
    CodedPlace,
    CodedToll,
    Quote,
    decode_coded,
    encode_coded,
    plain,
)
from corrobora.model import Attribution, Claim, Role
from corrobora.values import Category, Precision, Stage, Stance, Text, When
from tests.claims import Report, Subjected

TEXT = (
    "Shelling killed at least nine people near Selwa in May, the mayor, who fled, said on Friday. "
    "It is believed that 2,000 people live there. Sgt. Ilya Tarn, 40, is held."
)


def report() -> Report:
    return Report(TEXT, "2021-05-04", name="r1")


def coded(*subjects: Subjected) -> dict[str, Any]:
    claims: list[Claim] = [claim for subject in subjects for claim in subject.claims]
    return coded_document(subjects[0].report.document, claims)


def test_an_event_has_the_slots_that_its_claims_fill_and_no_others() -> None:
    source = report()
    event = source.event("Shelling", "shelling").where("near Selwa", "XA", name="Selwa")
    event.toll("at least nine people", 9, None, group="people", group_kind="civilian")
    found = coded(event)
    assert (found["doc_id"], found["published"]) == ("r1", "2021-05-04")
    assert found["events"] == [
        {
            "kind": "shelling",
            "trigger": {"quote": "Shelling", "start": 0, "end": 8},
            "stage": "happened",
            "where": {
                "quote": "near Selwa",
                "start": 37,
                "end": 47,
                "name": "Selwa",
                "country": "XA",
            },
            "tolls": [
                {
                    "quote": "at least nine people",
                    "start": 16,
                    "end": 36,
                    "outcome": "killed",
                    "low": 9,
                    "high": None,
                    "group": "people",
                    "group_type": "civilian",
                    "stance": "certain",
                }
            ],
            "stance": "certain",
        }
    ]


def test_the_speaker_is_the_first_that_any_naming_gives_and_the_stance_that_of_the_main_one() -> (
    None
):
    source = report()
    said = source.voice("the mayor", "the mayor", "said")
    event = source.event("Shelling", "shelling", stance=Stance.PROBABLE, stage=Stage.ONGOING)
    event.add(Role.WHAT, Category(code="shelling"), "killed", attribution=said)
    (found,) = coded(event)["events"]
    assert (found["speaker"], found["stance"], found["stage"]) == (
        "the mayor",
        "probable",
        "ongoing",
    )
    assert found["speaker_quote"]["quote"] == "the mayor, who fled, said"


def test_a_cue_far_from_its_speaker_is_not_quoted_with_it() -> None:
    source = report()
    event = source.event(
        "Shelling", "shelling", attribution=source.voice("people", "people", "Tarn")
    )
    (found,) = coded(event)["events"]
    assert found["speaker_quote"]["quote"] == "people"


def test_a_time_without_a_year_keeps_its_month() -> None:
    event = report().event("Shelling", "shelling")
    event.add(Role.WHEN, When(month=5, precision=Precision.MONTH), "in May")
    (found,) = coded(event)["events"]
    assert found["when"] == {
        "quote": "in May",
        "start": 48,
        "end": 54,
        "first": None,
        "last": None,
        "month": 5,
    }


def test_a_hedge_on_the_doer_alone_stays_with_the_doer() -> None:
    source = report()
    event = source.event("Shelling", "shelling").who("the mayor", stance=Stance.POSSIBLE)
    event.whom("people")
    (found,) = coded(event)["events"]
    assert found["who"][0]["stance"] == "possible"
    assert "stance" not in found["whom"][0]


def test_an_attribution_without_a_speaker_gives_its_cue() -> None:
    source = report()
    figure = source.figure("2,000 people", 2000, 2000, "people who live there")
    (claim,) = figure.claims
    figure.claims.clear()
    figure.add(
        Role.AMOUNT,
        claim.value,
        "2,000 people",
        attribution=Attribution(cue=source.span("It is believed")),
        stance=Stance.PROBABLE,
    )
    (found,) = coded(figure)["figures"]
    assert "speaker" not in found
    assert found["speaker_quote"]["quote"] == "It is believed"
    assert (found["low"], found["what"], found["stance"]) == (
        2000,
        "people who live there",
        "probable",
    )


def test_people_are_the_actors_told_of_as_persons_and_named_without_rank() -> None:
    source = report()
    person = source.person("Sgt. Ilya Tarn", "Sgt. Ilya Tarn", "military", age="40", rank="Sgt.")
    person.add(Role.CONVICTED_OF, Text(text="theft"), "held")
    mayor = source.person("the mayor", "the mayor", "government")
    found = coded(person, mayor)
    assert found["people"] == [
        {"name": "Ilya Tarn", "age": 40, "rank": "Sgt.", "convicted_of": ["theft"]}
    ]
    assert [(one["name"], one["type"], one["quote"]) for one in found["actors"]] == [
        ("the mayor", "government", "the mayor"),
        ("Sgt. Ilya Tarn", "military", "Sgt. Ilya Tarn"),
    ]


def test_claims_on_another_document_are_left_out() -> None:
    other = Report("A raid hit Tessel.").event("raid", "airstrike")
    document = report().document
    assert coded_document(document, other.claims)["events"] == []


def test_what_is_not_of_the_form_is_refused() -> None:
    with pytest.raises(RecordError, match="colour"):
        decode_coded('{"doc_id": "r1", "published": null, "events": [], "colour": 1}')


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
OPEN = st.none() | st.integers(0, 9999)
QUOTES = st.builds(Quote, quote=WORDS, start=st.integers(0, 99), end=st.integers(0, 99))
ACTORS = st.builds(CodedActor, stance=st.none() | WORDS, speaker=st.none() | WORDS)
EVENTS = st.builds(
    CodedEvent,
    trigger=QUOTES,
    who=st.lists(ACTORS, max_size=2).map(tuple),
    where=st.none() | st.builds(CodedPlace, country=st.none() | WORDS),
    tolls=st.lists(st.builds(CodedToll, low=OPEN, high=OPEN), max_size=2).map(tuple),
)
CODED = st.builds(CodedDocument, doc_id=WORDS, events=st.lists(EVENTS, max_size=2).map(tuple))


@given(CODED)
def test_a_coded_document_comes_back_as_it_was_written(document: CodedDocument) -> None:
    assert decode_coded(encode_coded(document)) == document
    assert b"\n" not in encode_coded(document)
    assert plain(document)["doc_id"] == document.doc_id
