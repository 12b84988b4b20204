"""What holds of clusters and incidents whatever the judgements and whatever their order."""

import random

from hypothesis import given
from hypothesis import strategies as st

from corrobora.assemble.incidents import assemble
from corrobora.link.cluster import cluster
from corrobora.link.rulings import pair_of, standing
from corrobora.link.score import Match
from corrobora.model import AnyDecision, Same, Verdict
from tests.claims import NOON, right, same, selwa

SUBJECTS = [f"e_{number}" for number in range(8)]
DOCUMENTS = {subject: f"d_{at // 2}" for at, subject in enumerate(SUBJECTS)}
PAIRS = st.lists(st.sampled_from(SUBJECTS), min_size=2, max_size=2, unique=True).map(sorted)
VERDICTS = st.sampled_from(["yes", "no", "unsure"])


@st.composite
def person(draw: st.DrawFn) -> Same:
    left, right_ = draw(PAIRS)
    by = draw(st.sampled_from(["review:amina", "review:ivo"]))
    at = NOON.replace(minute=draw(st.integers(0, 5)))
    return same(left, right_, draw(VERDICTS), by=by, at=at)


@st.composite
def machine(draw: st.DrawFn) -> Match:
    left, right_ = draw(PAIRS)
    score = draw(st.sampled_from([0.7, 0.8, 0.9]))
    return Match(left=left, right=right_, score=score, verdict=Verdict(draw(VERDICTS)))


PEOPLE = st.lists(person(), max_size=8)
MACHINE = st.lists(machine(), max_size=12, unique_by=lambda match: (match.left, match.right))


@given(PEOPLE, MACHINE)
def test_clusters_are_a_partition(people: list[Same], matches: list[Match]) -> None:
    groups = cluster(DOCUMENTS, people, matches)
    assert sorted(subject for group in groups for subject in group) == SUBJECTS


@given(PEOPLE, MACHINE, st.randoms(use_true_random=False))
def test_clusters_do_not_hang_on_order(
    people: list[Same], matches: list[Match], chance: random.Random
) -> None:
    shuffled = [chance.sample(one, len(one)) for one in (people, matches)]
    subjects = dict(chance.sample(list(DOCUMENTS.items()), len(DOCUMENTS)))
    assert cluster(subjects, *shuffled) == cluster(DOCUMENTS, people, matches)  # type: ignore[arg-type]  # lists of either kind


@given(PEOPLE, MACHINE)
def test_no_cluster_joins_what_a_person_ruled_apart(
    people: list[Same], matches: list[Match]
) -> None:
    for group in cluster(DOCUMENTS, people, matches):
        for (left, right_), ruling in standing(people, pair_of).items():
            apart = ruling.verdict is Verdict.NO
            assert not (apart and left in group and right_ in group)


@given(PEOPLE, MACHINE)
def test_a_machine_join_never_blocks_a_persons(people: list[Same], matches: list[Match]) -> None:
    by_people = cluster(DOCUMENTS, people)
    with_machine = cluster(DOCUMENTS, people, matches)
    for group in by_people:
        assert any(set(group) <= set(larger) for larger in with_machine)


@given(MACHINE)
def test_a_machine_joins_no_two_happenings_of_one_document(matches: list[Match]) -> None:
    # A judgement within one document would say that it tells one happening twice.
    between = [one for one in matches if DOCUMENTS[one.left] != DOCUMENTS[one.right]]
    for group in cluster(DOCUMENTS, [], between):
        documents = [DOCUMENTS[subject] for subject in group]
        assert len(documents) == len(set(documents))


@given(st.data())
def test_incidents_do_not_hang_on_the_order_of_claims_documents_and_decisions(
    data: st.DataObject,
) -> None:
    claims, documents, (first, second, third) = selwa()
    decisions: list[AnyDecision] = [
        same(first, second, "no"),
        same(second, third),
        right(claims[4], "no"),
    ]
    expected = assemble(claims, documents, decisions)
    again = assemble(
        data.draw(st.permutations(claims)),
        data.draw(st.permutations(documents)),
        data.draw(st.permutations(decisions)),
    )
    assert again.incidents == expected.incidents
    assert again.views == expected.views
    assert again.matches == expected.matches
