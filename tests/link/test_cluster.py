"""People's decisions hold absolutely; the machine's fill what people leave open."""

import datetime as dt

from corrobora.link.cluster import cluster
from corrobora.link.score import Match
from corrobora.model import Verdict
from tests.claims import NOON, same

DOCUMENTS = {"e_a": "d_1", "e_b": "d_2", "e_c": "d_3", "e_d": "d_1"}
LATER = NOON + dt.timedelta(days=1)


def match(left: str, right: str, score: float = 0.9) -> Match:
    left, right = sorted((left, right))
    return Match(left=left, right=right, score=score, verdict=Verdict.YES)


def together(groups: tuple[tuple[str, ...], ...], left: str, right: str) -> bool:
    return any(left in group and right in group for group in groups)


def test_without_judgements_every_event_stands_alone() -> None:
    assert cluster(DOCUMENTS, []) == (("e_a",), ("e_b",), ("e_c",), ("e_d",))


def test_joins_are_transitive() -> None:
    groups = cluster(DOCUMENTS, [], [match("e_a", "e_b"), match("e_b", "e_c")])
    assert groups == (("e_a", "e_b", "e_c"), ("e_d",))


def test_a_person_outranks_a_later_machine() -> None:
    apart = same("e_a", "e_b", "no")
    machine = same("e_a", "e_b", by="link@2", at=LATER, score=0.99)
    assert not together(cluster(DOCUMENTS, [apart, machine], [match("e_a", "e_b")]), "e_a", "e_b")


def test_of_a_persons_decisions_on_a_pair_the_newer_stands() -> None:
    old, new = same("e_a", "e_b", "no"), same("e_a", "e_b", "yes", at=LATER)
    assert together(cluster(DOCUMENTS, [new, old]), "e_a", "e_b")


def test_a_no_keeps_a_pair_apart_through_any_third() -> None:
    apart = same("e_a", "e_c", "no")
    groups = cluster(DOCUMENTS, [apart], [match("e_a", "e_b", 0.8), match("e_b", "e_c", 0.9)])
    assert groups == (("e_a",), ("e_b", "e_c"), ("e_d",))


def test_a_machine_join_never_blocks_a_persons() -> None:
    # The machine alone would put e_b to e_d, and then a person's "no" would keep e_a from e_b.
    decisions = [same("e_a", "e_b", "yes"), same("e_a", "e_d", "no")]
    groups = cluster(DOCUMENTS, decisions, [match("e_b", "e_d", 1.0)])
    assert together(groups, "e_a", "e_b")
    assert not together(groups, "e_b", "e_d")


def test_a_persons_unsure_outranks_the_machines_yes() -> None:
    unsure = same("e_a", "e_b", "unsure")
    assert not together(cluster(DOCUMENTS, [unsure], [match("e_a", "e_b")]), "e_a", "e_b")


def test_a_machine_never_joins_events_of_one_document_even_through_others() -> None:
    groups = cluster(DOCUMENTS, [], [match("e_a", "e_b", 0.9), match("e_b", "e_d", 0.8)])
    assert groups == (("e_a", "e_b"), ("e_c",), ("e_d",))


def test_a_person_may_join_events_of_one_document() -> None:
    assert together(cluster(DOCUMENTS, [same("e_a", "e_d")]), "e_a", "e_d")


def test_of_peoples_contradictory_joins_none_breaks_a_no_and_the_newer_goes_first() -> None:
    decisions = [
        same("e_a", "e_b", at=LATER),
        same("e_b", "e_c"),
        same("e_a", "e_c", "no"),
    ]
    assert cluster(DOCUMENTS, decisions) == (("e_a", "e_b"), ("e_c",), ("e_d",))


def test_decisions_on_unknown_subjects_are_passed_over() -> None:
    assert cluster(DOCUMENTS, [same("e_a", "e_z")], [match("e_b", "e_z")]) == cluster(DOCUMENTS, [])


def test_a_fresh_judgement_replaces_the_programs_older_one() -> None:
    old = same("e_a", "e_b", by="link@0", score=0.9)
    fresh = Match(left="e_a", right="e_b", score=0.1, verdict=Verdict.NO)
    assert together(cluster(DOCUMENTS, [old]), "e_a", "e_b")
    assert not together(cluster(DOCUMENTS, [old], [fresh]), "e_a", "e_b")


def test_one_pair_alike_by_chance_chains_no_two_groups() -> None:
    documents = {name: f"d_{name}" for name in ("e_a", "e_b", "e_c", "e_d")}
    groups = cluster(
        documents,
        [],
        [match("e_a", "e_b", 0.99), match("e_c", "e_d", 0.99), match("e_b", "e_c", 0.8)],
    )
    assert groups == (("e_a", "e_b"), ("e_c", "e_d"))


def test_what_a_person_joined_agrees_as_its_closest_member_does() -> None:
    groups = cluster(DOCUMENTS, [same("e_a", "e_c")], [match("e_a", "e_b", 0.6)])
    assert together(groups, "e_b", "e_c")
