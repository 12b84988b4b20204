"""How sure and how far: one sign a case, each with a sentence of its own."""

from collections.abc import Callable

import pytest

from corrobora.annotate.modality import modality
from corrobora.annotate.modality_factuality import between, factuality
from corrobora.annotate.speech import find_speeches
from corrobora.annotate.tokens import Parsed
from corrobora.values import Stage, Stance

Parse = Callable[..., Parsed]

# What the case shows, the sentence, its predicate, and the stance and stage of the predicate.
CASES: dict[str, tuple[str, str, Stance, Stage]] = {
    "believed to have": (
        "The prisoners are believed to have been moved north.",
        "moved",
        Stance.PROBABLE,
        Stage.HAPPENED,
    ),
    "may have": (
        "The rebels may have crossed the river at night.",
        "crossed",
        Stance.POSSIBLE,
        Stage.HAPPENED,
    ),
    "reportedly": (
        "The colonel was reportedly beaten in his cell.",
        "beaten",
        Stance.POSSIBLE,
        Stage.HAPPENED,
    ),
    "allegedly": (
        "Soldiers allegedly burned the granary.",
        "burned",
        Stance.POSSIBLE,
        Stage.HAPPENED,
    ),
    "seem to have": (
        "The gunmen seem to have escaped through a drain.",
        "escaped",
        Stance.PROBABLE,
        Stage.HAPPENED,
    ),
    "apparently": (
        "The patrol apparently struck a mine.",
        "struck",
        Stance.PROBABLE,
        Stage.HAPPENED,
    ),
    "denied that": (
        "The army denied that its men had looted the clinic.",
        "looted",
        Stance.DENIED,
        Stage.HAPPENED,
    ),
    "not only": (
        "The gunmen not only shot the guard, they burned the mill.",
        "shot",
        Stance.CERTAIN,
        Stage.HAPPENED,
    ),
    "was able to": (
        "The pilot was able to bomb the depot before dawn.",
        "bomb",
        Stance.CERTAIN,
        Stage.HAPPENED,
    ),
    "confident that": (
        "The staff is confident that the courier was killed.",
        "killed",
        Stance.PROBABLE,
        Stage.HAPPENED,
    ),
    "a deed that is only supposed": (
        "A raid would wreck the truce.",
        "raid",
        Stance.POSSIBLE,
        Stage.THREATENED,
    ),
    "a deed that is told and has a consequence": (
        "A raid on Monday would wreck the truce.",
        "raid",
        Stance.CERTAIN,
        Stage.HAPPENED,
    ),
    "could see somebody shot": (
        "The verdict could see them shot.",
        "shot",
        Stance.POSSIBLE,
        Stage.THREATENED,
    ),
    "feared of what has been": (
        "Rescuers fear that six people were killed.",
        "killed",
        Stance.POSSIBLE,
        Stage.HAPPENED,
    ),
    "accused of doing": (
        "The council accused the militia of killing two nurses.",
        "killing",
        Stance.POSSIBLE,
        Stage.HAPPENED,
    ),
    "accused of a known deed": (
        "The council accused the militia of the killing of two nurses.",
        "killing",
        Stance.CERTAIN,
        Stage.HAPPENED,
    ),
    "hearsay on somebody new": (
        "Dara reportedly married a pilot who was killed in the spring.",
        "killed",
        Stance.POSSIBLE,
        Stage.HAPPENED,
    ),
    "declined to confirm": (
        "The army declined to confirm that its aircraft had bombed the depot.",
        "bombed",
        Stance.POSSIBLE,
        Stage.HAPPENED,
    ),
    "no one of a kind": (
        "No soldier was killed in the exchange.",
        "killed",
        Stance.DENIED,
        Stage.HAPPENED,
    ),
    "not": (
        "The guards did not shoot.",
        "shoot",
        Stance.DENIED,
        Stage.HAPPENED,
    ),
    "without doing": (
        "The column withdrew without firing.",
        "firing",
        Stance.DENIED,
        Stage.HAPPENED,
    ),
    "nobody": (
        "Nobody was hurt in the raid.",
        "hurt",
        Stance.DENIED,
        Stage.HAPPENED,
    ),
    "tried to": (
        "Gunmen tried to storm the radio station.",
        "storm",
        Stance.CERTAIN,
        Stage.ATTEMPTED,
    ),
    "failed to": (
        "The bombers failed to reach the gate.",
        "reach",
        Stance.CERTAIN,
        Stage.ATTEMPTED,
    ),
    "foiled": (
        "Police foiled an attack on the embassy.",
        "attack",
        Stance.CERTAIN,
        Stage.ATTEMPTED,
    ),
    "attempted before a noun": (
        "The attempted kidnapping ended at a roadblock.",
        "kidnapping",
        Stance.CERTAIN,
        Stage.ATTEMPTED,
    ),
    "planned to": (
        "The group planned to seize the airfield.",
        "seize",
        Stance.CERTAIN,
        Stage.PLANNED,
    ),
    "will": (
        "The army will storm the district on Friday.",
        "storm",
        Stance.CERTAIN,
        Stage.PLANNED,
    ),
    "planned before a noun": (
        "The planned offensive was put off twice.",
        "offensive",
        Stance.CERTAIN,
        Stage.PLANNED,
    ),
    "preparing to": (
        "Militants are preparing to attack the dam.",
        "attack",
        Stance.CERTAIN,
        Stage.PLANNED,
    ),
    "poised to": (
        "The column is poised to enter the town.",
        "enter",
        Stance.CERTAIN,
        Stage.PLANNED,
    ),
    "may attempt to": (
        "One clerk suggested that the deserter may attempt to cross the border.",
        "cross",
        Stance.POSSIBLE,
        Stage.PLANNED,
    ),
    "threatened to": (
        "The captors threatened to kill the driver.",
        "kill",
        Stance.CERTAIN,
        Stage.THREATENED,
    ),
    "warn of": (
        "Aid workers warn of a massacre in the camp.",
        "massacre",
        Stance.POSSIBLE,
        Stage.THREATENED,
    ),
    "risk of": (
        "There is a risk of an attack on the convoy.",
        "attack",
        Stance.POSSIBLE,
        Stage.THREATENED,
    ),
    "could, yet to come": (
        "The militia could shell the port at any time.",
        "shell",
        Stance.POSSIBLE,
        Stage.THREATENED,
    ),
    "under a condition": (
        "If the rebels attack the bridge, the engineers will blow it up.",
        "attack",
        Stance.POSSIBLE,
        Stage.THREATENED,
    ),
    "continue to": (
        "Troops continue to shell the suburb.",
        "shell",
        Stance.CERTAIN,
        Stage.ONGOING,
    ),
    "going on": (
        "Warplanes are bombing the ridge.",
        "bombing",
        Stance.CERTAIN,
        Stage.ONGOING,
    ),
    "ongoing before a noun": (
        "The ongoing siege has emptied the shops.",
        "siege",
        Stance.CERTAIN,
        Stage.ONGOING,
    ),
    "denied that it had planned": (
        "The group denied that it had planned to kidnap the envoy.",
        "kidnap",
        Stance.DENIED,
        Stage.PLANNED,
    ),
    "accused of": (
        "Two men were accused of planting the mine.",
        "planting",
        Stance.POSSIBLE,
        Stage.HAPPENED,
    ),
    "suspected before a noun": (
        "The suspected poisoning is being studied.",
        "poisoning",
        Stance.POSSIBLE,
        Stage.HAPPENED,
    ),
    "reports of": (
        "Reports of looting reached the capital.",
        "looting",
        Stance.POSSIBLE,
        Stage.HAPPENED,
    ),
    "no evidence that": (
        "There is no evidence that the clinic was shelled.",
        "shelled",
        Stance.DENIED,
        Stage.HAPPENED,
    ),
    "asked whether": (
        "Did the guards shoot the boy?",
        "shoot",
        Stance.POSSIBLE,
        Stage.HAPPENED,
    ),
    "could launch": (
        "The army could launch an offensive within days.",
        "offensive",
        Stance.POSSIBLE,
        Stage.THREATENED,
    ),
    "refused to": (
        "Fighters refused to surrender the depot.",
        "surrender",
        Stance.DENIED,
        Stage.PLANNED,
    ),
    "vowed to": (
        "The general vowed to crush the mutiny.",
        "crush",
        Stance.CERTAIN,
        Stage.THREATENED,
    ),
    "a second act under may have": (
        "The mine may have killed the shepherd and wounded his son.",
        "wounded",
        Stance.POSSIBLE,
        Stage.HAPPENED,
    ),
    "nearly": (
        "The mob nearly lynched the clerk.",
        "lynched",
        Stance.DENIED,
        Stage.HAPPENED,
    ),
    "fear that": (
        "Residents fear that the militia will return.",
        "return",
        Stance.POSSIBLE,
        Stage.THREATENED,
    ),
    "believe that": (
        "Investigators believe that the driver was shot from the roof.",
        "shot",
        Stance.PROBABLE,
        Stage.HAPPENED,
    ),
    "feared dead": (
        "Four miners are feared dead.",
        "dead",
        Stance.POSSIBLE,
        Stage.HAPPENED,
    ),
}

# What must not be hedged: the sign stands beside the predicate, and not over it.
PLAIN: dict[str, tuple[str, str]] = {
    "plain past": ("Gunmen killed three farmers on the road to the mill.", "killed"),
    "attribution alone": ("Police said gunmen killed three farmers.", "killed"),
    "left to join, told in the past": ("Two sisters left home to join the fighters.", "join"),
    "managed to": ("The troops managed to retake the mill.", "retake"),
    "forced to": ("The militia forced the farmers to leave.", "leave"),
    "what a denial takes as given": ("The army denied carrying out the massacre.", "massacre"),
    "a relative clause under a hedge": (
        "The man who was killed on Monday may have been a courier.",
        "killed",
    ),
    "a relative clause under will": ("Police who shot the boy will be charged.", "shot"),
    "a question that takes it as given": ("Why did the guards shoot the boy?", "shoot"),
    "known to be": ("Doctors know that the shell killed four people.", "killed"),
    "confirmed": ("The army confirmed that it had bombed the bridge.", "bombed"),
    "a cause with might beside it": (
        "The soldiers burned the village because it might shelter rebels.",
        "burned",
    ),
    "a clause of time before a promise": (
        "After the town was captured, the mayor promised to rebuild it.",
        "captured",
    ),
    "a name with a modal's form": (
        "The Will of the People party was attacked on Friday.",
        "attacked",
    ),
    "a month that looks like a modal": ("In May the raid wounded nine people.", "wounded"),
    "a denial in the other clause": (
        "The envoy said the ceasefire would not hold, but the shelling had stopped.",
        "stopped",
    ),
    "a headline in the present": ("Rebels attack mill, kill two", "attack"),
    "a threat in a relative clause": (
        "The guards who had threatened the clerk were arrested on Monday.",
        "arrested",
    ),
    "a plan of someone else": ("The raid killed a man who planned to flee.", "killed"),
    "a hedge in another sentence part": (
        "The shell hit the school, and it may rain tomorrow.",
        "hit",
    ),
    "reportedly in the other clause": (
        "The shell hit the school, and the crew reportedly fled.",
        "hit",
    ),
    "an adjective of the victim": ("The alleged smuggler was shot at the border.", "shot"),
    "an adjective of the doer": ("A suspected rebel stabbed the guard.", "stabbed"),
    "not only": ("The flood not only drowned the cattle but took the bridge.", "took"),
    "almost with a number": ("Almost ninety people drowned in the flood.", "drowned"),
    "a negation below the predicate": ("The guards shot a man who had not stopped.", "shot"),
}


def read(parsed: Parsed, word: str) -> tuple[Stance, Stage]:
    token = next(token.index for token in parsed.tokens if token.text == word)
    found = modality(parsed, token, find_speeches(parsed))
    return found.stance, found.stage


@pytest.mark.parametrize("case", CASES)
def test_stance_and_stage(parse_text: Parse, case: str) -> None:
    text, word, stance, stage = CASES[case]
    assert read(parse_text(text), word) == (stance, stage)


@pytest.mark.parametrize("case", PLAIN)
def test_certain_and_happened(parse_text: Parse, case: str) -> None:
    text, word = PLAIN[case]
    assert read(parse_text(text), word) == (Stance.CERTAIN, Stage.HAPPENED)


def test_the_words_that_decide_are_shown(parse_text: Parse) -> None:
    parsed = parse_text("The rebels may have crossed the river at night.")
    token = next(token.index for token in parsed.tokens if token.text == "crossed")
    found = modality(parsed, token, [])
    assert found.cue is not None
    assert (parsed.text[slice(*found.cue)], found.rule) == ("may", "may_have")


def test_what_is_plain_shows_no_words(parse_text: Parse) -> None:
    parsed = parse_text("The rebels crossed the river at night.")
    token = next(token.index for token in parsed.tokens if token.text == "crossed")
    found = modality(parsed, token, [])
    assert (found.cue, found.rule) == (None, "plain")


def number(parsed: Parsed, word: str) -> float:
    token = next(token.index for token in parsed.tokens if token.text == word)
    return factuality(parsed, token, find_speeches(parsed))


def test_what_happened_is_surer_than_what_may_and_that_than_what_did_not(parse_text: Parse) -> None:
    did = number(parse_text("The army bombed the bridge."), "bombed")
    may = number(parse_text("The army may bomb the bridge."), "bomb")
    not_done = number(parse_text("The army did not bomb the bridge."), "bomb")
    assert 3.0 >= did > may > not_done >= -3.0


def test_a_score_between_two_points_lies_on_their_line() -> None:
    assert between([0.0, 2.0], [1.0, 3.0], 1.0) == pytest.approx(2.0)


def test_a_score_beyond_the_points_keeps_the_outer_value() -> None:
    assert (between([0.0, 2.0], [1.0, 2.0], -9.0), between([0.0, 2.0], [1.0, 2.0], 9.0)) == (
        1.0,
        2.0,
    )


def test_no_value_leaves_the_scale() -> None:
    assert between([0.0, 1.0], [-7.0, 7.0], 5.0) == 3.0
