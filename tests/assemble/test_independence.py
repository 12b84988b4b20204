"""Which reports and claims go back to one source."""

from corrobora.assemble.independence import independent, origins
from corrobora.model import Attribution, Document, Speaker, SpeakerKind
from tests.assemble.made_reports import made_reports
from tests.claims import Report

STORY = (
    "Shells fell on the market of Selwa on Monday and killed nine people. Neighbours dug with "
    "their hands until a crane came from the harbour. The hospital asked people to give blood, "
    "and the mayor called three days of mourning for the dead of the market."
)
OTHER = (
    "Nine deaths are what the town of Selwa counts after a barrage at the start of the week. "
    "Schools stay shut. A crater three metres wide lies where traders used to sell melons, and "
    "nobody from the ministry has come to look at it since then."
)


def groups(*documents: Document) -> int:
    return len(origins(documents).groups)


def test_reports_in_their_own_words_are_independent() -> None:
    assert groups(Document(text=STORY), Document(text=OTHER)) == 2


def test_a_copy_cut_short_is_no_source_of_its_own() -> None:
    cut = Document(text=STORY[: len(STORY) * 2 // 3], publisher="Tessel Radio")
    found = origins([Document(text=STORY, publisher="Daily Orvane"), cut])
    assert len(found.groups) == 1
    assert "same" in found.reasons[0].reason


def test_one_agency_in_two_papers_is_one_source() -> None:
    one = Document(text=f"SELWA (AP) - {STORY}")
    other = Document(text=f"{OTHER}\n\nSource: Associated Press")
    assert groups(one, other) == 1


def test_an_agency_only_spoken_of_joins_nothing() -> None:
    one = Document(text=f"SELWA (AP) - {STORY}")
    assert groups(one, Document(text=f"{OTHER} The office of the AP was hit too.")) == 2


def test_who_credits_another_outlet_depends_on_it() -> None:
    one = Document(text=STORY, publisher="Tessel Courier")
    other = Document(text=f"The Tessel Courier first reported the deaths. {OTHER}")
    assert groups(one, other) == 1


def test_one_newsroom_is_one_source() -> None:
    one, other = (Document(text=text, publisher="Daily Orvane") for text in (STORY, OTHER))
    assert groups(one, other) == 1


def test_origins_do_not_hang_on_the_order_of_reports() -> None:
    documents = [document for document, _ in made_reports(happenings=3)]
    assert origins(documents).groups == origins(reversed(documents)).groups


ENGLISH = (
    "Shells hit 14 houses on Lesna Street in Bilokur at 05:40 on 3 May, the mayor Ilya Tarn said. "
    "Crews of the 61st brigade cleared 1,250 cubic metres of rubble by 18:30, and 9 people died."
)
UKRAINIAN = (
    "Снаряди влучили у 14 будинків на вулиці Лесна в місті Білокур о 05:40 3 травня, заявив мер "
    "Ілля Тарн. Рятувальники 61-ї бригади розібрали 1 250 кубометрів завалів до 18:30, 9 загиблих."
)
SPANISH = (
    "Los proyectiles mataron a 9 personas en Bilokur el 3 de mayo, según Ilya Tarn. El barrio "
    "tiene 21 manzanas y 4 escuelas; 600 vecinos durmieron fuera y 35 casas siguen sin luz desde "
    "las 06:15."
)


def test_a_translation_is_no_source_of_its_own() -> None:
    one, other = Document(text=ENGLISH), Document(text=UKRAINIAN, language="uk")
    found = origins([one, other])
    assert len(found.groups) == 1
    assert "translates" in found.reasons[0].reason
    assert found == origins([other, one])


def test_a_report_in_another_language_with_other_numbers_is_its_own_source() -> None:
    assert groups(Document(text=ENGLISH), Document(text=SPANISH, language="es")) == 2


def test_the_same_numbers_about_others_are_no_translation() -> None:
    elsewhere = UKRAINIAN.replace("Лесна", "Гірна").replace("Білокур", "Оршава")
    elsewhere = elsewhere.replace("Ілля Тарн", "Марко Велес")
    assert groups(Document(text=ENGLISH), Document(text=elsewhere, language="uk")) == 2


def said(report: Report, *names: tuple[str, SpeakerKind]) -> Attribution:
    return Attribution(speakers=tuple(Speaker(name=name, kind=kind) for name, kind in names))


def test_a_named_speaker_quoted_twice_is_one_source_and_witnesses_are_not() -> None:
    one, other = Report(STORY), Report(OTHER)
    documents = origins([one.document, other.document])
    mayor = ("Mayor Tarn", SpeakerKind.OFFICIAL)
    crowd = ("witnesses", SpeakerKind.WITNESS)
    for speaker, expected in ((mayor, 1), (crowd, 2)):
        claims = [
            *one.event("Shells", "shelling", attribution=said(one, speaker)).claims,
            *other.event("barrage", "shelling", attribution=said(other, speaker)).claims,
        ]
        assert len(independent(claims, documents)) == expected


def test_made_reports_fall_into_their_origins() -> None:
    made = made_reports()
    right = 0
    for begin in range(0, len(made), 8):
        some = made[begin : begin + 8]
        found = origins([document for document, _ in some])
        for document, name in some:
            true = {one.id for one, other in some if other == name}
            told = next(set(group) for group in found.groups if document.id in group)
            right += told == true
    assert len(made) == 200
    assert right / len(made) >= 0.97
