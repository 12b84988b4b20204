"""PLOVER: types of events, and countries of actors."""

import pytest

from corrobora.values import Stage
from evaluation.plover_gsr import coded, codes_of, country
from tests.claims import Report


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Syrian soldiers", "SYR"),
        ("the Nigerian army", "NGA"),
        ("Niger", "NER"),
        ("Nigerians", "NGA"),
        ("the United Nations", "IGO"),
        ("Moscow", "RUS"),
        ("the French envoy to Mali", "FRA"),
        ("three farmers", None),
    ],
)
def test_the_country_of_an_actor(name: str, code: str | None) -> None:
    assert country(name) == code


def test_the_first_event_with_a_type_is_coded() -> None:
    report = Report("Kenyan troops shelled a Somali village after a crash.")
    accident = report.event("crash", "accident")
    shelling = report.event("shelled", "shelling").who("Kenyan troops").whom("a Somali village")
    assert coded(report.document, accident.claims + shelling.claims) == (
        "FIGHT",
        {"source": {"KEN"}, "target": {"SOM"}},
    )


def test_what_is_threatened_is_a_threat() -> None:
    report = Report("Kenya will bomb the port.")
    claims = report.event("bomb", "airstrike", stage=Stage.THREATENED).claims
    assert coded(report.document, claims)[0] == "THREATEN"


def test_without_an_event_nothing_is_coded() -> None:
    assert coded(Report("It rained in Chad.").document, []) == (
        None,
        {"source": set(), "target": set()},
    )


def test_stray_letters_of_a_record_are_no_actor() -> None:
    assert codes_of([{"code": "TCD"}, "x", {"code": None}]) == {"TCD"}
