"""Who says what: one construction a case, each with a sentence of its own."""

from collections.abc import Callable

import pytest

from corrobora.annotate.mentions import Speech
from corrobora.annotate.speech import find_speeches
from corrobora.annotate.tokens import Parsed
from corrobora.model import SpeakerKind
from corrobora.values import Stance

Parse = Callable[..., Parsed]


def content(parsed: Parsed, speech: Speech) -> str:
    return " … ".join(parsed.text[start:end] for start, end in speech.content)


def told(parsed: Parsed) -> list[tuple[str | None, str, str]]:
    """Speaker, words of saying and content of each attribution, in text order."""
    return [
        (speech.speaker, parsed.text[slice(*speech.cue)], content(parsed, speech))
        for speech in find_speeches(parsed)
    ]


# What the case shows, the text, and who says it, with which words, and what is said.
CASES: dict[str, tuple[str, list[tuple[str | None, str, str]]]] = {
    "a clause with that": (
        "The governor said that two bridges had been blown up.",
        [("The governor", "said", "that two bridges had been blown up")],
    ),
    "a clause without that": (
        "Medics say nine people died in the queue.",
        [("Medics", "say", "nine people died in the queue")],
    ),
    "the one told is no part of it": (
        "The driver told a radio station that his brother was taken at night.",
        [("The driver", "told", "that his brother was taken at night")],
    ),
    "a quotation split by its speaker": (
        '"We heard shots all night," said Omar Haddad, a shopkeeper, "and then we ran."',
        [("Omar Haddad, a shopkeeper", "said", "We heard shots all night … and then we ran")],
    ),
    "a quotation of several sentences": (
        '"There were shots," Haddad said. "Nobody slept. The children cried."',
        [("Haddad", "said", "There were shots … Nobody slept. The children cried")],
    ),
    "a quotation over two paragraphs": (
        '"They came at night.\n\n"They took my son and two neighbours," the mother said.',
        [("the mother", "said", 'They came at night.\n\n"They took my son and two neighbours')],
    ),
    "a quotation after a colon": (
        'The colonel said: "It was lawful. No civilian was there."',
        [("The colonel", "said", "It was lawful. No civilian was there")],
    ),
    "a speaker behind the verb": (
        '"There was no warning," recalled the nurse.',
        [("the nurse", "recalled", "There was no warning")],
    ),
    "an aside at the end": (
        "Two shells hit the market, doctors said.",
        [("doctors", "said", "Two shells hit the market")],
    ),
    "an aside at the end with a perfect": (
        "Six people drowned, the UN has said.",
        [("the UN", "has said", "Six people drowned")],
    ),
    "an aside with a day": (
        "The ferry sank within minutes, the port authority said on Tuesday.",
        [("the port authority", "said", "The ferry sank within minutes")],
    ),
    "an aside in the middle": (
        "Two fighters, the militia said, had crossed the river.",
        [("the militia", "said", "Two fighters … had crossed the river")],
    ),
    "an aside with a joined speaker after a place": (
        "Forty people were displaced in the south, the council and aid workers said on Monday.",
        [
            (
                "the council and aid workers",
                "said",
                "Forty people were displaced in the south",
            )
        ],
    ),
    "a speaker that is a paper from someone": (
        "The town was shelled at dawn, a statement from the army said on Tuesday.",
        [("a statement from the army", "said", "The town was shelled at dawn")],
    ),
    "said in a statement": (
        "The operation is over, the general staff said in a statement on Sunday.",
        [("the general staff", "said in a statement", "The operation is over")],
    ),
    "according to, in front, with a second noun phrase behind it": (
        "According to pro-government bloggers, a soldier of the third brigade shot two comrades.",
        [
            (
                "pro-government bloggers",
                "According to",
                "a soldier of the third brigade shot two comrades",
            )
        ],
    ),
    "according to, with a name and an apposition": (
        "According to Ahmad Rami, a local doctor, six people died of their burns.",
        [("Ahmad Rami, a local doctor", "According to", "six people died of their burns")],
    ),
    "according to, with an apposition of the doer": (
        "According to the police, the gunman, a former soldier, shot six people.",
        [("the police", "According to", "the gunman, a former soldier, shot six people")],
    ),
    "according to, behind": (
        "Six farmers were shot, according to the district hospital.",
        [("the district hospital", "according to", "Six farmers were shot")],
    ),
    "according to, behind, with a clause about the speaker": (
        "Twenty people were killed, according to Samir Aziz, who runs the clinic.",
        [("Samir Aziz", "according to", "Twenty people were killed")],
    ),
    "a speaker whose name stands in marks": (
        'The "Martyrs of the Valley" said it had shot down a drone.',
        [('The "Martyrs of the Valley"', "said", "it had shot down a drone")],
    ),
    "two speakers in one sentence joined by but": (
        "Six people died, according to police, but residents said ten were killed.",
        [
            ("police", "according to", "Six people died"),
            ("residents", "said", "ten were killed"),
        ],
    ),
    "two speakers in one sentence joined by while": (
        "Police said six people died, while residents put the toll at 12.",
        [("Police", "said", "six people died"), ("residents", "put", "the toll at 12")],
    ),
    "a toll put at a number": (
        "The health ministry put the number of dead at 31.",
        [("The health ministry", "put", "the number of dead at 31")],
    ),
    "a plain object that is reported": (
        "State television reported heavy losses.",
        [("State television", "reported", "heavy losses")],
    ),
    "responsibility claimed": (
        "A splinter group claimed responsibility for the ambush.",
        [("A splinter group", "claimed", "responsibility for the ambush")],
    ),
    "someone blamed": (
        "Villagers blamed the militia for the fire.",
        [("Villagers", "blamed", "the militia for the fire")],
    ),
    "someone accused": (
        "The rebels accused the army of shelling the hospital.",
        [("The rebels", "accused", "the army of shelling the hospital")],
    ),
    "someone accused by no one named": (
        "Three men have been accused of planting the bomb.",
        [(None, "have been accused", "planting the bomb")],
    ),
    "what is recorded by somebody": (
        "In the valley, forty raids were recorded by the district office.",
        [("the district office", "were recorded", "forty raids")],
    ),
    "a clause that its speaker stands inside of": (
        "The police found the two men that the mayor says fired first.",
        [("the mayor", "says", "that … fired first")],
    ),
    "a report that a relative clause opens": (
        "They read the report, which found that the well had been poisoned.",
        [("the report", "found", "that the well had been poisoned")],
    ),
    "a second verb in the past perfect": (
        "The farmer said he was alone, but had gone for help.",
        [("The farmer", "said", "he was alone … had gone for help")],
    ),
    "a speaker who names himself": (
        "A guard who introduced himself as Karim Adel said the mill was empty.",
        [("A guard who introduced himself as Karim Adel", "said", "the mill was empty")],
    ),
    "a statement of several paragraphs": (
        "The minister said:\n\nI mourn the six nurses who died.\n\nWe will find those who did it.",
        [
            (
                "The minister",
                "said",
                "I mourn the six nurses who died.\n\nWe will find those who did it",
            )
        ],
    ),
    "somebody held responsible": (
        "The governor holds the militia responsible for the fire.",
        [("The governor", "holds", "the militia responsible for the fire")],
    ),
    "a deed attributed to somebody": (
        "The governor attributed the fire to the militia.",
        [("The governor", "attributed", "the fire to the militia")],
    ),
    "declined to confirm": (
        "The army declined to confirm that its aircraft had hit the mill.",
        [(None, "to confirm", "that its aircraft had hit the mill")],
    ),
    "could not confirm": (
        "The mayor could not confirm that the mill had burned.",
        [(None, "could not confirm", "that the mill had burned")],
    ),
    "neither confirm nor deny": (
        "The militia would neither confirm nor deny that it held the judge.",
        [(None, "deny", "that it held the judge")],
    ),
    "two speakers parted by a semicolon": (
        "The council said six died; the militia says they were fighters.",
        [
            ("The council", "said", "six died"),
            ("the militia", "says", "they were fighters"),
        ],
    ),
    "a report that it had been so": (
        "Despite reports last year that the envoy had been shot, he was alive.",
        [(None, "reports", "that the envoy had been shot")],
    ),
    "a denial with that": (
        "The army denied that its men had entered the clinic.",
        [("The army", "denied", "that its men had entered the clinic")],
    ),
    "a denial of involvement": (
        "The consulate denied involvement in the raid.",
        [("The consulate", "denied", "involvement in the raid")],
    ),
    "a deed described as something": (
        "The envoy described the shelling as a massacre.",
        [("The envoy", "described", "the shelling as a massacre")],
    ),
    "quoted as saying": (
        "The mayor was quoted as saying that the water was cut off.",
        [("The mayor", "was quoted as saying", "that the water was cut off")],
    ),
    "a sentence that begins with it added": (
        "The ministry said the base was hit. It added that the search went on.",
        [
            ("The ministry", "said", "the base was hit"),
            ("It", "added", "that the search went on"),
        ],
    ),
    "a sentence that begins with the statement said": (
        "The statement said no one was hurt.",
        [("The statement", "said", "no one was hurt")],
    ),
    "a sentence that goes on in the shifted tense": (
        "The medics said two people were treated. Three more had died on the way.",
        [
            ("The medics", "said", "two people were treated"),
            ("The medics", "said", "Three more had died on the way"),
        ],
    ),
    "more said with adding": (
        "The convoy will leave on Monday, the mayor said, adding that buses were waiting.",
        [
            ("the mayor", "said", "The convoy will leave on Monday"),
            ("the mayor", "adding", "that buses were waiting"),
        ],
    ),
    "a clause that hangs on the speaker": (
        "The envoy, who has said he will resign, met the rebels.",
        [("The envoy", "has said", "he will resign")],
    ),
    "a speaker with a clause of its own": (
        "Amnesty, which interviewed forty people, said that soldiers had burned the village.",
        [("Amnesty", "said", "that soldiers had burned the village")],
    ),
    "a paper that cites others is one speaker": (
        "A UN report citing local sources said 4,000 people had fled.",
        [("A UN report citing local sources", "said", "4,000 people had fled")],
    ),
    "it is believed": (
        "It is believed that the crew escaped.",
        [(None, "is believed", "that the crew escaped")],
    ),
    "is said to have": (
        "The commander is said to have fled across the river.",
        [(None, "is said", "The commander … to have fled across the river")],
    ),
    "reportedly": (
        "Smugglers reportedly sold the rifles.",
        [(None, "reportedly", "Smugglers … sold the rifles")],
    ),
    "feared dead": (
        "Four miners are feared dead.",
        [(None, "are feared", "Four miners … dead")],
    ),
    "reports of": (
        "Reports of a massacre in the valley spread fast.",
        [(None, "Reports", "a massacre in the valley")],
    ),
    "a claim with that and its owner": (
        "The army's claim that the village was empty angered its mayor.",
        [("The army", "claim", "that the village was empty")],
    ),
    "a view that someone holds": (
        "Detectives suspect that the rifle was thrown into the canal.",
        [("Detectives", "suspect", "that the rifle was thrown into the canal")],
    ),
    "footage shows": (
        "Footage shows that the market was empty when the shell fell.",
        [("Footage", "shows", "that the market was empty when the shell fell")],
    ),
    "a threat with an infinitive": (
        "The brigade threatened to burn the depot.",
        [("The brigade", "threatened", "to burn the depot")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_speaker_cue_and_content(parse_text: Parse, case: str) -> None:
    text, wanted = CASES[case]
    assert told(parse_text(text)) == wanted


# Sentences in which nobody says anything, though a word of saying or a quotation mark stands there.
SILENT = {
    "a sound is no statement": "He shouted at the driver and shot him.",
    "found with an object is a deed": "The patrol found three bodies near the well.",
    "added to is no statement": "The blast added to the panic.",
    "a word set off is no quotation": 'The so-called "safe zone" was shelled again.',
    "nobody claims it": "No group has claimed responsibility for the attack.",
    "there is no claim": "There was no immediate claim of responsibility for the blast.",
    "charged is a movement": "The riders charged the barricade.",
    "continued is no statement": "The army continued to shell the suburb.",
    "sought is no statement": "The group sought to seize the airfield.",
    "a record kept is no statement": "The brigade recorded heavy losses.",
    "read a letter": "The widow read the letter twice.",
    "maintained a position": "Troops maintained their positions on the ridge.",
    "posted guards": "The mayor posted guards at the well.",
    "placed a bomb": "Gunmen placed a bomb under the bridge.",
    "set fire": "The mob set fire to the depot.",
    "claimed lives": "The flood carried off nine people.",
    "called a person": "The farmer called his brother.",
    "a report as a thing": "The report lay on his desk.",
    "the call of nature of a siren": "The siren sounded and the shops closed.",
    "described a circle is rare": "The drone circled over the camp.",
    "repeated attacks": "Repeated attacks emptied the village.",
    "denied access": "Guards denied them water.",
    "a blamed person as subject": "The accused man left the court.",
    "answered fire": "The garrison answered with mortars.",
    "what one sees is fact": "As they entered, the soldiers saw that four men had been shot.",
    "what one learns is fact": "The families learned that the road was mined.",
}


@pytest.mark.parametrize("case", SILENT)
def test_nobody_speaks(parse_text: Parse, case: str) -> None:
    assert told(parse_text(SILENT[case])) == []


STANCES = {
    "said leaves it as it is": ("The clerk said that the depot burned.", None),
    "according to leaves it as it is": ("According to the clerk, the depot burned.", None),
    "claimed leaves it as it is": ("The clerk claimed that the depot burned.", None),
    "denied": ("The clerk denied that the depot burned.", Stance.DENIED),
    "did not deny": ("The clerk did not deny that the depot burned.", None),
    "reportedly": ("The depot reportedly burned.", Stance.POSSIBLE),
    "allegedly": ("The clerk allegedly burned the depot.", Stance.POSSIBLE),
    "is believed": ("The clerk is believed to have fled.", Stance.PROBABLE),
    "is said": ("The clerk is said to have fled.", Stance.POSSIBLE),
    "believes": ("The clerk believes that the depot burned.", Stance.PROBABLE),
    "rumours of": ("Rumours of a mutiny reached the port.", Stance.POSSIBLE),
}


@pytest.mark.parametrize("case", STANCES)
def test_stance_that_the_cue_lends(parse_text: Parse, case: str) -> None:
    text, stance = STANCES[case]
    assert [speech.stance for speech in find_speeches(parse_text(text))] == [stance]


KINDS = {
    "Police said the road was closed.": SpeakerKind.POLICE,
    "A witness said the road was closed.": SpeakerKind.WITNESS,
    "The rebels said the road was closed.": SpeakerKind.REBEL,
    "The general staff said the road was closed.": SpeakerKind.MILITARY,
    "A defence ministry spokesman said the road was closed.": SpeakerKind.MILITARY,
    "His sister said the road was closed.": SpeakerKind.RELATIVE,
    "Doctors said the road was closed.": SpeakerKind.MEDIC,
    "State television said the road was closed.": SpeakerKind.MEDIA,
    "Reuters said the road was closed.": SpeakerKind.AGENCY,
    "Prosecutors said the road was closed.": SpeakerKind.COURT,
    "The United Nations said the road was closed.": SpeakerKind.UN,
    "Human Rights Watch said the road was closed.": SpeakerKind.NGO,
    "Military bloggers said the road was closed.": SpeakerKind.SOCIAL_MEDIA,
    "The governor said the road was closed.": SpeakerKind.OFFICIAL,
    "An analyst said the road was closed.": SpeakerKind.EXPERT,
    "One source said the road was closed.": SpeakerKind.UNNAMED,
    "A neighbour who lives next door said the road was closed.": SpeakerKind.WITNESS,
    "Marta Kolb said the road was closed.": SpeakerKind.OTHER,
}


@pytest.mark.parametrize("text", KINDS)
def test_kind_of_speaker(parse_text: Parse, text: str) -> None:
    assert [speech.speaker_kind for speech in find_speeches(parse_text(text))] == [KINDS[text]]


def chain(parsed: Parsed, speeches: list[Speech], at: int) -> list[str | None]:
    """The speakers of an attribution, nearest first."""
    found = [speeches[at].speaker]
    outer = speeches[at].quoted_by
    while outer is not None:
        found.append(speeches[outer].speaker)
        outer = speeches[outer].quoted_by
    return found


def test_a_chain_runs_from_the_nearest_speaker_outwards(parse_text: Parse) -> None:
    parsed = parse_text(
        "Interfax quoted the ministry as saying that commanders reported three losses."
    )
    speeches = find_speeches(parsed)
    assert chain(parsed, speeches, len(speeches) - 1) == ["commanders", "the ministry", "Interfax"]


def test_those_cited_stand_behind_the_one_who_cites(parse_text: Parse) -> None:
    parsed = parse_text("The channel reported that the base was empty, citing two drivers.")
    speeches = find_speeches(parsed)
    assert chain(parsed, speeches, 1) == ["two drivers", "The channel"]
    assert speeches[1].content == speeches[0].content


def test_those_cited_first_stand_behind_the_one_who_cites(parse_text: Parse) -> None:
    parsed = parse_text(
        "Citing two unnamed officials, the paper reported that the men had been captured."
    )
    speeches = find_speeches(parsed)
    assert chain(parsed, speeches, 0) == ["two unnamed officials", "the paper"]


def test_those_quoted_in_an_insertion_stand_behind_the_one_who_quotes(parse_text: Parse) -> None:
    parsed = parse_text("Local media, quoting residents, reported that the bridge had collapsed.")
    speeches = find_speeches(parsed)
    assert chain(parsed, speeches, 0) == ["residents", "Local media"]
    assert content(parsed, speeches[0]) == "that the bridge had collapsed"


def test_according_to_inside_a_statement_is_passed_on(parse_text: Parse) -> None:
    parsed = parse_text(
        "The envoy told reporters that, according to border guards, smugglers had opened fire."
    )
    speeches = find_speeches(parsed)
    assert chain(parsed, speeches, 1) == ["border guards", "The envoy"]
    assert content(parsed, speeches[1]) == "smugglers had opened fire"


def test_a_denial_of_reports_holds_the_reports(parse_text: Parse) -> None:
    speeches = find_speeches(
        parse_text("Aid agencies have denied reports that a woman set herself on fire.")
    )
    assert [speech.stance for speech in speeches] == [Stance.DENIED, Stance.POSSIBLE]
    assert speeches[1].quoted_by == 0


def test_the_agency_of_a_dateline_stands_behind_the_document(parse_text: Parse) -> None:
    speeches = find_speeches(
        parse_text("HARIM, May 3 (Reuters) - Two shells hit the market, doctors said.")
    )
    assert (speeches[0].speaker, speeches[0].speaker_kind) == ("Reuters", SpeakerKind.AGENCY)
    assert (speeches[0].rule, speeches[0].content) == ("dateline", ())


def test_a_bracket_that_is_no_dateline_is_none(parse_text: Parse) -> None:
    assert told(parse_text("The ferry (Harim) sank near the pier.")) == []


def test_quoted_i_believe_is_the_quotations_own_speaker_in_doubt(parse_text: Parse) -> None:
    parsed = parse_text('"I believe the bridge was mined," the farmer said.')
    speeches = find_speeches(parsed)
    assert [speech.speaker for speech in speeches] == ["the farmer", "the farmer"]
    assert [speech.stance for speech in speeches] == [Stance.PROBABLE, None]
    assert [speech.quoted_by for speech in speeches] == [None, None]


def test_quoted_i_say_is_the_quotations_own_speaker(parse_text: Parse) -> None:
    parsed = parse_text('"I say the bridge was mined," the farmer said.')
    assert [speaker for speaker, _, _ in told(parsed)] == ["the farmer"]


def test_a_free_sentence_in_the_plain_tense_is_the_documents_own(parse_text: Parse) -> None:
    parsed = parse_text("The medics said two people were treated. The road is closed.")
    assert len(told(parsed)) == 1


def test_a_shifted_tense_in_another_paragraph_is_not_carried_over(parse_text: Parse) -> None:
    parsed = parse_text("The medics said two people were treated.\n\nThe road had been closed.")
    assert len(told(parsed)) == 1
