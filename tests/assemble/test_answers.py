"""One answer a role: the range, the value under a policy, and who disagrees."""

import pytest

from corrobora.assemble.answers import TollAnswer, answer, toll_answer
from corrobora.assemble.incidents import Assembled, assemble
from corrobora.assemble.summary import Summary, summaries
from corrobora.errors import ConfigError
from corrobora.model import Role, SetStatus, Status
from corrobora.values import ActorRef, Category, Outcome, Stance, When
from tests.claims import NOON, Report, Subjected, right, same, selwa


def joined(*events: Subjected) -> Assembled:
    """The events as one incident, by a person's word."""
    claims = [claim for event in events for claim in event.claims]
    documents = [event.report.document for event in events]
    decisions = [same(events[0].id, event.id) for event in events[1:]]
    return assemble(claims, documents, decisions)


def toll(assembled: Assembled, policy: str, outcome: Outcome = Outcome.KILLED) -> TollAnswer:
    (incident,) = assembled.incidents
    return toll_answer(incident, outcome, assembled.documents, policy)


def told(*tolls: tuple[str, int, int | None]) -> Assembled:
    """One incident with a report a toll: its date of publication and its bounds."""
    events = []
    for at, (published, low, high) in enumerate(tolls):
        report = Report(f"Report {at}: a blast killed people.", published or None)
        events.append(report.event("blast", "bombing").toll("people", low, high, group="people"))
    return joined(*events)


FIRST, SECOND, THIRD = "2021-05-04", "2021-05-05", "2021-05-06"
CHANGING = ((FIRST, 12, 12), (SECOND, 30, 30), (THIRD, 17, 17))


@pytest.mark.parametrize(
    ("policy", "best"), [("lowest", 12), ("highest", 30), ("median", 17), ("latest", 17)]
)
def test_a_policy_chooses_what_someone_said(policy: str, best: int) -> None:
    found = toll(told(*CHANGING), policy)
    assert (found.low, found.best, found.high) == (12, best, 30)
    assert found.policy == policy


def test_the_latest_is_by_publication_and_undated_reports_count_last() -> None:
    assert toll(told(("", 50, 50), (SECOND, 30, 30), (FIRST, 12, 12)), "latest").best == 30


def test_of_two_middle_statements_the_median_is_the_lower() -> None:
    assert toll(told((FIRST, 12, 12), (SECOND, 30, 30)), "median").best == 12


def test_the_largest_statement_left_open_leaves_the_range_open() -> None:
    found = toll(told((FIRST, 12, 12), (SECOND, 17, None)), "median")
    assert (found.low, found.high, found.largest) == (12, None, 17)


def test_an_at_least_that_a_later_number_exceeds_leaves_nothing_open() -> None:
    found = toll(told((FIRST, 12, None), (SECOND, 17, 17)), "median")
    assert (found.low, found.high) == (12, 17)
    assert found.agreed == (17, 17)


def test_contradicting_numbers_agree_on_nothing() -> None:
    assert toll(told((FIRST, 12, 12), (SECOND, 17, 17)), "median").agreed is None


def test_unknown_is_not_none() -> None:
    found = toll(told((FIRST, 12, 12)), "median", Outcome.INJURED)
    assert (found.low, found.best, found.high, found.told) == (None, None, None, False)


def test_a_denied_toll_is_shown_and_not_chosen() -> None:
    report = Report("A blast killed 9 people. The army denied that 9 people died.", FIRST)
    event = report.event("blast", "bombing").toll("9 people", 9, 9, group="people")
    event.toll("9 people", 9, 9, occurrence=1, stance=Stance.DENIED)
    assembled = joined(event)
    found = toll(assembled, "lowest")
    assert (found.low, found.high, len(found.denied), len(found.claims)) == (9, 9, 1, 2)
    (one,) = summaries(assembled)
    assert [c.about for c in one.contradictions] == ["denial"]


def test_a_toll_judged_wrong_enters_no_range() -> None:
    claims, documents, (first, second, _) = selwa()
    wrong = next(claim for claim in claims if claim.role is Role.TOLL)
    assembled = assemble(claims, documents, [same(first, second), right(wrong, "no")])
    found = toll_answer(assembled.incidents[0], Outcome.KILLED, assembled.documents)
    assert wrong not in found.claims
    assert (found.low, found.high) == (11, 11)


def test_an_unknown_policy_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ConfigError, match="choose one of lowest, median, highest, latest"):
        toll(told(*CHANGING), "loudest")


def test_the_kind_that_most_documents_give_is_chosen_and_an_exact_one_before_a_general() -> None:
    def kinds(*codes: str) -> str:
        reports = [Report(f"Report {at}: an attack came.") for at in range(len(codes))]
        events = [r.event("attack", code) for r, code in zip(reports, codes, strict=True)]
        assembled = joined(*events)
        value = answer(assembled.incidents[0], Role.WHAT, assembled.documents).value
        assert isinstance(value, Category)
        return value.code

    assert kinds("killing", "shelling") == "shelling"
    assert kinds("airstrike", "shelling", "shelling") == "shelling"


def test_a_longer_name_of_one_doer_stands_for_the_shorter() -> None:
    one = Report("Tarn led the attack.").event("attack", "clash").who("Tarn")
    two = Report("Colonel Ilya Tarn led an attack.").event("attack", "clash")
    two.who("Colonel Ilya Tarn", "military")
    assembled = joined(one, two)
    values = answer(assembled.incidents[0], Role.WHO, assembled.documents).values
    assert [value.name for value in values if isinstance(value, ActorRef)] == ["Colonel Ilya Tarn"]


def test_the_narrowest_time_that_fits_most_is_chosen() -> None:
    one = Report("The attack came in May.").event("attack", "clash")
    one.when("in May", "2021-05-01", "2021-05-31")
    two = (
        Report("The attack came on 3 May.").event("attack", "clash").when("on 3 May", "2021-05-03")
    )
    three = Report("The attack came on 9 June.").event("attack", "clash")
    three.when("on 9 June", "2021-06-09")
    assembled = joined(one, two, three)
    value = answer(assembled.incidents[0], Role.WHEN, assembled.documents).value
    assert isinstance(value, When)
    assert str(value.first) == "2021-05-03"


def only(assembled: Assembled) -> Summary:
    (found,) = summaries(assembled)
    return found


def test_doers_of_different_kinds_contradict_each_other() -> None:
    one = Report("The army made the attack.").event("attack", "clash").who("The army", "military")
    two = Report("Rebels made the attack.").event("attack", "clash").who("Rebels", "rebel")
    assert [c.about for c in only(joined(one, two)).contradictions] == ["doer"]


def test_doers_named_by_one_voice_act_together() -> None:
    report = Report("The army and the militia made the attack.")
    event = (
        report.event("attack", "clash").who("The army", "military").who("the militia", "militia")
    )
    assert only(joined(event)).contradictions == ()


def test_a_month_and_a_day_in_it_contradict_nothing() -> None:
    one = Report("The attack came in May.").event("attack", "clash")
    one.when("in May", "2021-05-01", "2021-05-31")
    two = (
        Report("The attack came on 3 May.").event("attack", "clash").when("on 3 May", "2021-05-03")
    )
    assert only(joined(one, two)).contradictions == ()


def test_numbers_contradict_only_if_no_number_fits_both() -> None:
    assert only(told((FIRST, 12, None), (SECOND, 17, 17))).contradictions == ()
    (found,) = only(told((FIRST, 12, 12), (SECOND, 17, 17))).contradictions
    assert (found.about, found.question, len(found.sides)) == ("number", "killed", 2)


def test_reports_and_publishers_are_counted_once_each() -> None:
    claims, documents, _ = selwa()
    first, second = summaries(assemble(claims, documents))
    assert (len(first.reports), first.publishers) == (2, ("Daily Orvane", "Tessel Radio"))
    assert first.speakers == ("the mayor",)
    assert len(second.reports) == 1


def test_the_host_of_the_address_stands_for_a_publisher_not_named() -> None:
    report = Report("An attack came.", url="https://www.orvane.example/a")
    assert only(joined(report.event("attack", "clash"))).publishers == ("orvane.example",)


def test_an_incident_has_the_standing_status_of_its_events() -> None:
    claims, documents, (first, second, _) = selwa()
    decisions = [
        SetStatus(by="review:amina", at=NOON, subject=first, status=Status.CONFIRMED),
        SetStatus(
            by="review:ivo", at=NOON.replace(hour=15), subject=second, status=Status.CONTESTED
        ),
    ]
    found = [one.status for one in summaries(assemble(claims, documents, decisions))]
    assert found == [Status.CONTESTED, Status.UNREVIEWED]
