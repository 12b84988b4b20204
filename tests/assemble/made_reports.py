"""Made reports whose origins are known: originals, and what newsrooms make of them.

Every report is put together from phrases by chance, on invented places, for invented papers; the
seed makes the set the same in every run.
"""

import random

from corrobora.model import Document

_PLACES = "Selwa Orvane Tessel Mirsk Haldun Brenn Kalto Ostrava-Sel Vintor Lamesh".split()
_DEEDS = (
    "shells fell on a row of shops near the old bus station",
    "a car bomb went off outside the gate of the district court",
    "gunmen opened fire on a wedding party on the river road",
    "aircraft hit the yard of a flour mill on the northern edge of town",
    "a mine blew up a van that carried workers home from the quarry",
)
_OTHER_WORDS = (
    "artillery struck shops by the town's former coach terminal",
    "an explosive hidden in a vehicle detonated in front of a courthouse",
    "armed men shot at guests of a marriage feast beside the river",
    "warplanes bombed a mill where grain is ground, north of the centre",
    "labourers returning from a stone pit died when their bus ran over explosives",
)
_DETAILS = (
    "Windows broke in houses a mile away and the power failed until the evening",
    "Neighbours dug with their hands until a crane came from the harbour",
    "The hospital asked people to give blood and sent the lightly hurt home",
    "A teacher who lives across the street said that the ground shook twice",
    "Smoke could be seen from the hills and the market stayed shut",
    "The mayor called three days of mourning and closed the schools",
    "Nobody claimed the attack and both sides blamed each other",
    "Soldiers closed the road and let only ambulances through",
    "Families waited at the gate of the morgue for the lists of names",
    "An old man searched for his two grandsons who had gone to buy bread",
    "The radio played no music and read out numbers to call",
    "Rain put out the last fires shortly before midnight",
    "Drivers said that the checkpoint had been left without guards",
    "A crater three metres wide lay where the fountain had been",
    "The governor came by helicopter and left without a word",
    "Doctors from the next province brought plasma and bandages",
)
_SYNONYMS = {
    "houses": "homes",
    "evening": "night",
    "hands": "bare hands",
    "people": "residents",
    "said": "told reporters",
    "market": "bazaar",
    "closed": "shut",
    "road": "route",
    "numbers": "phone numbers",
    "attack": "assault",
    "old": "elderly",
    "fires": "flames",
    "shortly": "just",
    "came": "arrived",
    "street": "lane",
    "wide": "across",
}
_TOWNS = "Arvel Bostra Cemna Doriva Elsk Farno Gorvan Hestia Ilvar Jorna".split()
_AGENCIES = ("Reuters", "AP", "AFP")


def made_reports(seed: int = 7, happenings: int = 25) -> list[tuple[Document, str]]:
    """Eight reports on each happening, each with the name of its true origin."""
    chance = random.Random(seed)
    found: list[tuple[Document, str]] = []
    for number in range(happenings):
        found += _on_one(chance, number)
    return found


def _on_one(chance: random.Random, number: int) -> list[tuple[Document, str]]:
    place, deed = chance.choice(_PLACES), chance.randrange(len(_DEEDS))
    toll = chance.randint(3, 60)
    details = chance.sample(_DETAILS, 12)
    body = _text(place, _DEEDS[deed], toll, details[:7])
    agency = _AGENCIES[number % 3]
    other = _text(place, _OTHER_WORDS[deed], toll, details[7:])
    town = _TOWNS[number % len(_TOWNS)]
    names = [f"{town} {outlet}" for outlet in _OUTLETS]
    own = f"{number} own"
    wire = f"{number} wire"
    return [
        (_document(f"Death in {place}", body, names[0]), own),
        (_document(f"Muerte en {place}", body, names[1]), own),
        (_document(f"{toll} die", _cut(body), names[2]), own),
        (_document(f"Grief in {place}", _rewritten(chance, body), names[3]), own),
        (_document(f"Attack on {place}", f"{place.upper()} ({agency}) - {other}", names[4]), wire),
        (_wire(chance, place, deed, toll, agency), wire),
        (
            _document(
                f"Blood in {place}",
                _similar(chance, place, deed, toll, details[3:5]),
                names[6],
            ),
            f"{number} star",
        ),
        (
            _document(
                f"{place} mourns",
                f"At least {toll} people lost their lives in {place}. "
                f"The {names[0]} first reported the attack. " + _more(chance, 5),
                names[7],
            ),
            own,
        ),
    ]


# What is written apart, in words of its own: any beginning with any middle and any end.
_WHO = (
    "Officials in the capital;Aid groups;The council of elders;Several embassies;A retired judge;"
    "Traders from the valley;The ministry of health;Two members of parliament;Bus drivers;"
    "The bishop;Students;A commission of lawyers;Farmers from upstream;The port authority"
).split(";")
_DID = (
    "promised to look into;did not wish to comment on;had warned for weeks of;wrote a letter about;"
    "spoke at length of;laid flowers in memory of;asked their members to remember;"
    "blamed the other side for;compared with the spring offensive;held a silent vigil over;"
    "want parliament to debate;recalled in a short statement"
).split(";")
_WHAT = (
    "what had been done to the town;the loss of so many lives;the third such case this year;"
    "everything that went wrong that morning;the worst day since the flood;"
    "those who will not come home;the failure to keep the peace;a crime without a name;"
    "the price that families pay;events that nobody had foreseen;the end of the truce"
).split(";")
_OUTLETS = "Herald Diario Post Courier Bugle Sun Star Gazette".split()


def _more(chance: random.Random, number: int) -> str:
    picked = (chance.sample(part, number) for part in (_WHO, _DID, _WHAT))
    return " ".join(f"{who} {did} {what}." for who, did, what in zip(*picked, strict=True))


def _text(place: str, deed: str, toll: int, details: list[str]) -> str:
    lead = f"At least {toll} people died in {place} on Monday when {deed}, the police said."
    return " ".join([lead, *(f"{detail}." for detail in details)])


def _cut(body: str) -> str:
    sentences = body.split(". ")
    return ". ".join(sentences[: max(3, len(sentences) * 2 // 3)]) + "."


def _rewritten(chance: random.Random, body: str) -> str:
    """Other words here and there, and the sentences behind the lead in another order."""
    lead, *rest = body.split(". ")
    chance.shuffle(rest)
    words = ". ".join([lead, *(one.rstrip(".") for one in rest)]).split(" ")
    return " ".join(_SYNONYMS.get(word, word) for word in words) + "."


def _similar(chance: random.Random, place: str, deed: int, toll: int, details: list[str]) -> str:
    """The same happening told apart, with one detail that both reporters saw."""
    lead = f"The death of {toll} residents in {place} followed after {_OTHER_WORDS[deed]}."
    seen = f"{details[0]}."
    return " ".join([lead, _more(chance, 6), seen, _weather(chance)])


def _wire(chance: random.Random, place: str, deed: int, toll: int, agency: str) -> Document:
    lead = f"{toll} dead in {place}: {_OTHER_WORDS[deed]}, {agency} reported."
    body = " ".join([lead, _more(chance, 6), _weather(chance)])
    return _document(f"{toll} dead", body, f"{place} Sun")


def _weather(chance: random.Random) -> str:
    return f"The temperature had risen to {chance.randint(11, 39)} degrees by noon."


def _document(headline: str, body: str, publisher: str) -> Document:
    return Document(text=f"{headline}\n\n{body}", headline_end=len(headline), publisher=publisher)


__all__ = ["made_reports"]
