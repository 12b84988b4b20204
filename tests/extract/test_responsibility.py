"""Who is said to have done it: claimed, denied, accused; and who is a party to what it tells."""

import pytest

from corrobora.extract.reader import read
from corrobora.model import Claim, Document, Role, SpeakerKind

# The text, and of each record of responsibility: the actor, how, and the nearest speaker.
CASES: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "a claim of responsibility": (
        "A bomb killed six people in Kabul on Monday. The Taliban claimed responsibility for "
        "the attack.",
        [("Taliban", "claimed", "The Taliban")],
    ),
    "a claim of the deed itself": (
        "The Islamic State group claimed the ambush, which left five soldiers dead in Anbar.",
        [("Islamic State group", "claimed", "The Islamic State group")],
    ),
    "a passive claim": (
        "The bombing, which killed five people in Quetta, was claimed by the Baloch Liberation "
        "Army.",
        [("Baloch Liberation Army", "claimed", "the Baloch Liberation Army")],
    ),
    "a doer that tells of its own deed": (
        "The brigade said its fighters had shelled the airport on Tuesday, killing three soldiers.",
        [("The brigade", "claimed", "The brigade")],
    ),
    "a denial of involvement": (
        "Gunmen killed three farmers near Sinjar. The army denied any involvement in the killings.",
        [("The army", "denied", "The army")],
    ),
    "a denial of the deed": (
        "The army denied shelling the hospital in Douma.",
        [("The army", "denied", "The army")],
    ),
    "blamed somebody for it": (
        "Kyiv blamed Moscow for the shelling, which killed four civilians in Kherson.",
        [("Moscow", "accused", "Kyiv")],
    ),
    "blamed it on somebody": (
        "Kyiv blamed the shelling of Kherson on Russian forces.",
        [("Russian forces", "accused", "Kyiv")],
    ),
    "accused somebody of it": (
        "The ministry accused the rebels of killing two teachers in Idlib.",
        [("the rebels", "accused", "The ministry")],
    ),
    "accused by nobody named": (
        "The rebels were accused of killing two teachers in Idlib.",
        [("The rebels", "accused", "")],
    ),
    "blamed on somebody by nobody named": (
        "The attack, which left three dead in Aden, was blamed on the militia.",
        [("the militia", "accused", "")],
    ),
    "held responsible for it": (
        "The governor holds the militia responsible for the ambush that killed two judges in Orsa.",
        [("the militia", "accused", "The governor")],
    ),
    "said to be responsible": (
        "Two judges were shot dead in Orsa on Monday. The army said the militia was responsible "
        "for the killings.",
        [("the militia", "accused", "The army")],
    ),
    "said to be behind it": (
        "Police said the militia was behind the bombing that killed six people in Orsa.",
        [("the militia", "accused", "Police")],
    ),
    "says itself that it is responsible": (
        "Two judges were shot dead in Orsa. The Free Front said it was responsible for the attack.",
        [("The Free Front", "claimed", "The Free Front")],
    ),
    "says itself that it is not responsible": (
        "A car bomb killed nine soldiers in Mosul. The brigade said it was not responsible for the "
        "attack.",
        [("The brigade", "denied", "The brigade")],
    ),
    "attributed to somebody": (
        "The governor attributed the murder of two farmers to the militia.",
        [("the militia", "accused", "The governor")],
    ),
    "attributed to somebody by nobody named": (
        "The murder of two farmers in Orsa was attributed to the militia.",
        [("the militia", "accused", "")],
    ),
    "accused of a deed told before": (
        "A car bomb killed a prosecutor in Orsa. The governor accused the militia of the crime.",
        [("the militia", "accused", "The governor")],
    ),
    "no group has claimed it": (
        "A car bomb killed nine soldiers in Mosul. No group has claimed responsibility.",
        [("No group has claimed responsibility", "unclaimed", "")],
    ),
    "nobody has admitted the deed": (
        "A car bomb killed nine soldiers in Mosul. Nobody has admitted the bombing.",
        [("Nobody has admitted the bombing", "unclaimed", "")],
    ),
    "somebody says that nobody has claimed it": (
        "A car bomb killed nine soldiers in Mosul. Police said no one had claimed responsibility.",
        [("no one had claimed responsibility", "unclaimed", "Police")],
    ),
    "there was no claim": (
        "A car bomb killed nine soldiers in Mosul. There was no immediate claim of responsibility.",
        [("no immediate claim of responsibility", "unclaimed", "")],
    ),
    # What says nothing of who did it.
    "neither claimed nor denied": (
        "Two mayors were shot dead in Orsa. The rebels neither claimed nor denied responsibility.",
        [],
    ),
    "nobody has claimed something else": (
        "A car bomb killed nine soldiers in Mosul. No group has claimed the prize.",
        [],
    ),
    "holds that something is so": (
        "The court holds that the strike which killed two men in Orsa was lawful.",
        [],
    ),
    "responsible for an office": (
        "The minister said the colonel was responsible for the budget. A bomb killed two in Idlib.",
        [],
    ),
    "responsibility for something else": (
        "The mayor took responsibility for the failed budget. Rebels killed two men in Idlib.",
        [],
    ),
    "blame for something else": (
        "Critics blamed the minister for the economic crisis. A bomb killed two men in Idlib.",
        [],
    ),
    "somebody tells what others did": (
        "Police said gunmen shot two men dead in Basra.",
        [],
    ),
    "a toll that is claimed": (
        "The ministry claimed the number of dead was six after a bombing in Basra.",
        [],
    ),
}


def claims(text: str) -> list[Claim]:
    ((_, found, refused),) = read([Document(text=text)])
    assert not refused
    return found


@pytest.mark.parametrize("case", CASES)
def test_who_is_said_to_have_done_it(case: str) -> None:
    text, wanted = CASES[case]
    found = []
    for claim in claims(text):
        if claim.answerability is not None:
            speakers = claim.attribution.speakers
            name = getattr(claim.value, "name", None) or getattr(claim.value, "text", "")
            found.append((name, claim.answerability.value, speakers[0].name if speakers else ""))
    assert found == wanted


def test_who_owns_up_is_a_doer_and_who_is_accused_is_not() -> None:
    claimed = claims(CASES["a claim of responsibility"][0])
    accused = claims("Kyiv blamed Moscow for the shelling of a market in Kherson.")
    assert [getattr(c.value, "name", "") for c in claimed if c.role is Role.WHO] == ["Taliban"]
    assert not [c for c in accused if c.role is Role.WHO]


def test_an_authority_accuses() -> None:
    (claim,) = (
        c
        for c in claims("Police accused the militia of abducting a judge in Orsa.")
        if c.role is Role.RESPONSIBILITY
    )
    assert claim.attribution.speakers[0].kind is SpeakerKind.POLICE
    assert claim.attribution.speakers[0].authority


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("A Taliban spokesman said the Taliban had killed ten policemen in Ghazni.", True),
        ("Turkey’s defence ministry said Turkish forces had killed 12 militants in Afrin.", True),
        ("The driver said he was shot and wounded by soldiers in Homs.", True),
        ("The Syrian Observatory for Human Rights said Syrian soldiers killed four men.", False),
        ("Doctors said soldiers had killed four men in Homs.", False),
        ("The governor said gunmen had killed four farmers in Orsa.", None),
    ],
)
def test_a_speaker_is_a_party_to_what_it_tells(text: str, party: bool | None) -> None:
    told = [c for c in claims(text) if c.role is Role.WHAT and c.attribution.speakers]
    assert told
    assert [claim.attribution.speakers[0].party for claim in told] == [party] * len(told)
