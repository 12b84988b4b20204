"""Reports coded in the short form: what words are meant, what is refused, and nothing lost."""

import json
from pathlib import Path
from typing import Any

import pytest

from training.coded.form import bare, coded, faults, span

CODED = Path(__file__).parents[2] / "training" / "coded"

TEXT = (
    "Gunmen shot six soldiers near Gao on Monday, police said. At least two died. "
    "Police hold 40 people over earlier raids."
)
RECORD: dict[str, Any] = {
    "doc_id": "made",
    "published": "2018-05-02",
    "events": [
        {
            "kind": "shooting",
            "trigger": "shot",
            "who": [["Gunmen", None, "unknown", "possible", "police", None]],
            "whom": [["six soldiers", None, "military"]],
            "where": ["Gao", "Gao, Mali", "ML"],
            "when": ["on Monday", "2018-04-30", "2018-04-30"],
            "speaker": ["police"],
            "tolls": [["At least ⟦two⟧ died", "killed", 2, None, "soldiers", "military", "police"]],
        }
    ],
    "figures": [["40 people", 40, 40, "held", None, None, "certain"]],
}


def test_words_between_brackets_are_meant_and_their_surroundings_only_find_them() -> None:
    assert span("a raid and a second raid", "second ⟦raid⟧") == (20, 24)
    assert span("a raid and a second raid", "raid") == (2, 6)


def test_words_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="not in the text"):
        span("a raid", "a siege")
    with pytest.raises(ValueError, match="outside"):
        span("a raid", [2, 9])


def test_every_value_stands_on_its_words() -> None:
    found = coded(RECORD, TEXT)
    event = found["events"][0]
    assert event["tolls"][0]["quote"] == "two"
    assert (event["tolls"][0]["low"], event["tolls"][0]["high"]) == (2, None)
    assert event["where"] == {"quote": "Gao", "name": "Gao, Mali", "start": 30, "end": 33} | {
        "country": "ML"
    }
    assert event["who"][0]["stance"] == "possible"
    assert event["who"][0]["speaker_quote"]["quote"] == "police"
    assert event["stage"] == "happened"


@pytest.mark.parametrize(
    ("slot", "value", "reason"),
    [
        ("kind", "party", "unknown: 'party'"),
        ("stage", "over", "unknown: 'over'"),
        ("when", ["on Monday", "2018-05-02", "2018-04-30"], "ends before it begins"),
        ("tolls", [["six soldiers", "killed", 6, 5, "soldiers", "military"]], "no range"),
        ("place", ["Gao"], "unknown: ['place']"),
    ],
)
def test_a_fault_is_named(slot: str, value: object, reason: str) -> None:
    record = {"doc_id": "made", "events": [RECORD["events"][0] | {slot: value}]}
    found = list(faults(record, TEXT))
    assert len(found) == 1 and reason in found[0]


def test_without_a_word_of_its_text_a_record_says_the_same() -> None:
    short = bare(coded(RECORD, TEXT))
    assert "Gunmen" not in json.dumps(short)
    again, first = coded(short, TEXT), coded(RECORD, TEXT)
    assert [e["trigger"] for e in again["events"]] == [e["trigger"] for e in first["events"]]
    assert again["events"][0]["when"] == first["events"][0]["when"]
    assert again["events"][0]["who"][0]["speaker"] == "police"
    assert again["figures"][0]["start"] == first["figures"][0]["start"]


@pytest.mark.parametrize("file", sorted(CODED.glob("*.jsonl")), ids=lambda path: path.stem)
def test_reports_that_we_wrote_are_without_fault(file: Path) -> None:
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if "text" in record:
            assert list(faults(record, record["text"])) == []
        else:
            assert "quote" not in line
