"""WikiEvents: claims as its triggers and arguments, and how they are counted."""

from typing import Any

from corrobora.model import Claim
from evaluation.phrases import head
from evaluation.wikievents import ENDS, Scores, told
from tests.claims import Report

TEXT = "A bomb exploded in Selwa. Nine people were killed. The Front did it."
SENTENCES = [[0, 25], [26, 50], [51, 68]]


def _report() -> tuple[Report, list[Claim]]:
    report = Report(TEXT)
    event = report.event("exploded", "bombing").where("Selwa").who("The Front")
    return report, event.toll("Nine people", 9, 9).claims


def _record(arguments: list[dict[str, str]], coreference: list[list[str]]) -> dict[str, Any]:
    report = Report(TEXT)

    def extent(words: str) -> list[int]:
        span = report.span(words)
        return [span.start, span.end]

    return {
        "doc_id": "made",
        "text": TEXT,
        "entities": [
            {"id": "T1", "span": extent("Front")},
            {"id": "T2", "span": extent("people")},
            {"id": "T3", "span": extent("bomb")},
        ],
        "coreference": coreference,
        "events": [
            {
                "type": "Conflict.Attack.DetonateExplode",
                "trigger_span": extent("exploded"),
                "arguments": [{**one, "span": extent(one["text"])} for one in arguments],
            }
        ],
    }


def test_the_head_of_a_phrase_stands_before_what_hangs_on_it() -> None:
    for phrase, word in (
        ("six men of the unit", "men"),
        ("Nine people were killed", "people"),
        ("in the town", "town"),
    ):
        assert phrase[slice(*head(phrase, (0, len(phrase)), ENDS))] == word


def test_a_toll_is_an_event_of_its_own_at_the_word_of_harm() -> None:
    report, claims = _report()
    found = told(report.document, claims, SENTENCES)
    shown = {(TEXT[slice(*at)], type_) for at, type_ in found.triggers}
    assert shown == {
        ("exploded", "Conflict.Attack.DetonateExplode"),
        ("killed", "Life.Die.Unspecified"),
    }
    assert {(role, TEXT[slice(*at)]) for _, role, at in found.arguments} == {
        ("Place", "Selwa"),
        ("Attacker", "Front"),
        ("Victim", "people"),
    }


def test_nobody_killed_is_no_event() -> None:
    report = Report("A bomb exploded. No one was killed.")
    claims = report.event("exploded", "bombing").toll("No one", 0, 0).claims
    found = told(report.document, claims, [[0, 16], [17, 35]])
    assert {type_ for _, type_ in found.triggers} == {"Conflict.Attack.DetonateExplode"}


def test_a_coreferent_mention_counts_only_for_the_coreferent_score() -> None:
    report, claims = _report()
    found = told(report.document, claims, SENTENCES)
    # The gold argument is "bomb"; that the Front is the same thing makes the Front right.
    attacker = [{"role": "Attacker", "entity": "T3", "text": "bomb"}]
    apart, joined = Scores(), Scores()
    apart.add(_record(attacker, []), found)
    joined.add(_record(attacker, [["T1", "T3"]]), found)
    assert apart.result()["argument_coref_f1"] == 0
    assert joined.result()["argument_f1"] == 0
    assert joined.result()["argument_coref_f1"] == 0.5
    # One of two triggers found is gold's only one.
    assert apart.result()["trigger_f1"] == 0.6667
