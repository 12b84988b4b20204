"""What holds of every reading: words stand behind each claim, whoever says it is kept."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corrobora.extract.reader import read
from corrobora.model import Claim, Document, Role, SpeakerKind, Subject, SubjectKind
from corrobora.values import ActorRef, Category, Stance, Toll

STORY = (
    "Interfax quoted the interior ministry as saying that gunmen killed four guards in Orsa on "
    "Monday. The governor, Lena Marek, said seven guards had died. Rebels denied the attack.\n\n"
    "Police later arrested two men, aged 31 and 40. More than 2,000 people live in the camp."
)
WORDS = st.sampled_from(
    [
        *"gunmen killed shot police arrested the a two 12 people soldiers said that in".split(),
        *'on Monday , . " were was by not reportedly fled bomb exploded who and near 2014'.split(),
        *"Mr. Sgt. ( ) \u202e é 👩‍👩‍👧".split(),
    ]
)


def claims(text: str) -> list[Claim]:
    ((_, found, _),) = read([Document(text=text)])
    return found


def subjects(found: list[Claim], kind: SubjectKind) -> list[Subject]:
    return list({c.subject.id: c.subject for c in found if c.subject.kind is kind}.values())


def test_every_claim_reads_back_from_its_document() -> None:
    document = Document(text=STORY)
    ((_, found, refused),) = read([document])
    assert found
    assert refused == []
    for claim in found:
        for span in (*claim.spans, claim.subject.anchor):
            assert document.quote(span).strip() == document.quote(span)
        for speaker in claim.attribution.speakers:
            assert all(document.quote(span) for span in speaker.spans)


def test_a_chain_of_speakers_is_kept_nearest_first() -> None:
    toll = next(c for c in claims(STORY) if isinstance(c.value, Toll) and c.value.low == 4)
    assert [s.name for s in toll.attribution.speakers] == ["the interior ministry", "Interfax"]


def test_two_speakers_numbers_stay_apart() -> None:
    tolls = [c for c in claims(STORY) if isinstance(c.value, Toll) and c.value.low in (4, 7)]
    said = {c.value.low: c.attribution.speakers[0].name for c in tolls if isinstance(c.value, Toll)}
    assert said[7].endswith("Lena Marek")
    assert said[4] != said[7]


def test_the_speaker_has_a_kind() -> None:
    toll = next(c for c in claims(STORY) if isinstance(c.value, Toll) and c.value.low == 4)
    assert toll.attribution.speakers[0].kind is SpeakerKind.OFFICIAL


def test_each_value_keeps_its_own_teller() -> None:
    text = (
        "A missile killed 20 people at the port on Friday, doctors said. "
        "The governor said northern troops had fired the missile."
    )
    who = [c for c in claims(text) if c.role is Role.WHO]
    assert [c.attribution.speakers[0].name for c in who] == ["The governor"]


def test_a_population_is_a_figure_and_no_toll() -> None:
    found = claims(STORY)
    assert len(subjects(found, SubjectKind.FIGURE)) == 1
    assert not any(isinstance(c.value, Toll) and (c.value.low or 0) > 2000 for c in found)


def test_an_actor_of_an_event_is_a_subject_of_its_own() -> None:
    found = claims(STORY)
    actors = {s.id for s in subjects(found, SubjectKind.ACTOR)}
    referred = {c.value.actor for c in found if isinstance(c.value, ActorRef) and c.value.actor}
    assert referred
    assert referred <= actors


def test_a_denied_deed_is_kept_as_denied() -> None:
    text = "The army denied that its planes had bombed the clinic in Orsa."
    what = [c for c in claims(text) if c.role is Role.WHAT]
    assert [c.stance for c in what] == [Stance.DENIED]
    assert isinstance(what[0].value, Category)


def test_reading_twice_gives_the_same_claims() -> None:
    assert [c.id for c in claims(STORY)] == [c.id for c in claims(STORY)]


def test_documents_come_back_in_order() -> None:
    documents = [Document(text=f"Police arrested {n} men in Orsa.") for n in ("two", "six", "nine")]
    assert [document for document, _, _ in read(documents)] == documents


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join).filter(str.strip))
def test_no_words_break_the_reader(text: str) -> None:
    document = Document(text=text)
    ((_, found, _),) = read([document])
    for claim in found:
        assert all(document.quote(span) for span in claim.spans)
        assert 0 <= claim.confidence <= 1
