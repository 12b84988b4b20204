"""Calibration: which claims are right, and how far confidence is from the share that is right."""

import pytest

from corrobora.model import Role
from evaluation.calibration import ece, judged, reliability
from tests.claims import Report

TEXT = "Shelling killed nine people in Selwa."


def test_confidence_equal_to_the_share_that_is_right_is_no_error() -> None:
    found = [(Role.WHO, 0.75, right) for right in (True, True, True, False)]
    assert ece(found) == 0.0
    assert ece([]) == 0.0


def test_the_error_is_weighted_by_the_claims_of_a_bin() -> None:
    found = [(Role.WHO, 0.95, False)] + [(Role.WHOM, 0.25, True)] * 3
    told = reliability(found)
    assert told["ece"] == pytest.approx((0.95 + 3 * 0.75) / 4)
    assert told["roles"]["who"] == {"claims": 1, "right": 0.0, "ece": 0.95}
    assert [one["from"] for one in told["bins"]] == [0.2, 0.9]


def test_too_sure_and_too_unsure_in_one_bin_cancel() -> None:
    assert ece([(Role.WHO, 0.52, True), (Role.WHO, 0.58, False)]) == pytest.approx(0.05)


def test_a_claim_is_right_where_the_aligned_event_agrees() -> None:
    report = Report(TEXT)
    event = report.event("Shelling", "shelling").where("Selwa").toll("nine people", 9, 9)
    gold = {
        "events": [
            {
                "kind": "airstrike",
                "trigger": {"quote": "Shelling", "start": 0},
                "where": {"quote": "Selwa", "name": "Selwa"},
                "tolls": [{"quote": "nine", "outcome": "killed", "low": 10, "high": 10}],
            }
        ]
    }
    assert {role: right for role, _, right in judged(gold, report.document, event.claims)} == {
        Role.WHAT: False,
        Role.WHERE: True,
        Role.TOLL: False,
    }


def test_every_claim_of_an_event_that_nobody_coded_is_wrong() -> None:
    report = Report(TEXT)
    claims = report.event("Shelling", "shelling").where("Selwa").claims
    assert [right for _, _, right in judged({"events": []}, report.document, claims)] == [
        False,
        False,
    ]
