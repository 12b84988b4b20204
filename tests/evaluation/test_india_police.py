"""IndiaPoliceEvents: from claims of an article to labels of its sentences."""

from typing import Any

from corrobora.model import Attribution, Claim, Speaker, SpeakerKind
from evaluation.india_police import Article, labels, names_police
from tests.claims import Report


def _labels(sentences: list[str], claims: list[Claim]) -> list[set[str]]:
    records = [
        {"doc_id": 1, "sent_id": at, "date": "2021-05-04", "sentence": words}
        for at, words in enumerate(sentences)
    ]
    return labels(Article(records), claims)


def _report(sentences: list[str]) -> Report:
    return Report("\n".join(sentences), published="2021-05-04")


def test_an_arrest_without_a_doer_is_the_work_of_police() -> None:
    sentences = ["it rained.", "two youths were arrested.", "it rained again."]
    report = _report(sentences)
    claims = report.event("arrested", "arrest").claims
    assert _labels(sentences, claims) == [set(), {"ARREST", "ANY_ACTION"}, set()]


def test_what_others_take_or_what_is_denied_or_planned_is_no_arrest() -> None:
    sentences = ["rebels arrested two youths."]
    report = _report(sentences)
    others = report.event("arrested", "arrest").who("rebels", "rebel").claims
    assert _labels(sentences, others) == [set()]
    for told in ({"stance": "denied"}, {"stage": "planned"}):
        assert _labels(sentences, report.event("arrested", "arrest", **_told(told)).claims) == [
            set()
        ]


def _told(fields: dict[str, str]) -> dict[str, Any]:
    from corrobora.values import Stage, Stance

    kinds = {"stance": Stance, "stage": Stage}
    return {key: kinds[key](value) for key, value in fields.items()}


def test_a_toll_of_police_counts_in_its_own_sentence() -> None:
    sentences = ["constables shot at the crowd.", "three people died."]
    report = _report(sentences)
    event = report.event("shot", "shooting").who("constables", "police")
    first, second = _labels(sentences, event.toll("three people", 3, 3).claims)
    assert first == {"FORCE", "ANY_ACTION"}
    assert second == {"KILL", "FORCE", "ANY_ACTION"}


def test_nobody_killed_is_no_killing() -> None:
    sentences = ["police shot at the crowd.", "no one died."]
    report = _report(sentences)
    event = report.event("shot", "shooting").who("police", "police")
    assert "KILL" not in _labels(sentences, event.toll("no one", 0, 0).claims)[1]


def test_who_speaks_for_police_acts() -> None:
    sentences = ["the shop burnt, an officer said."]
    report = _report(sentences)
    voice = Attribution(
        speakers=(
            Speaker(name="an officer", kind=SpeakerKind.POLICE, spans=(report.span("an officer"),)),
        )
    )
    claims = report.event("burnt", "destruction", attribution=voice).claims
    assert _labels(sentences, claims) == [{"ANY_ACTION"}]


def test_standing_by_is_a_failure_only_of_police() -> None:
    assert _labels(["the police stood by.", "the shopkeepers stood by."], []) == [
        {"FAIL", "ANY_ACTION"},
        set(),
    ]


def test_a_station_is_nobody_of_the_police() -> None:
    assert not names_police("a fire near the police station")
    assert names_police("constables left the police station")
